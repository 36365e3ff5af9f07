"""The elastic answer beside pastas, another program for responses to heads; skips where it is not installed."""

import numpy as np
import pytest

from subsidence.factors.time import Records
from subsidence.groundwater.heads import even_heads
from subsidence.groundwater.response import respond

pd = pytest.importorskip("pandas")
START = np.datetime64("2014-01-01")


def test_gain_and_lag_of_an_elastic_answer_are_those_that_pastas_finds():
    ps = pytest.importorskip(
        "pastas", reason="pastas is not installed; pip install pastas tqdm in an environment of its own"
    )
    random = np.random.default_rng(0)
    days = np.arange(0, 5 * 365)
    head = 3.0 * np.cos(2 * np.pi * days / 365.25) + np.cumsum(random.standard_normal(days.size)) * 0.05
    felt = np.full(days.size, head[0])
    for day in range(1, days.size):
        felt[day] = felt[day - 1] + (head[day] - felt[day - 1]) * (1 - np.exp(-1 / 40.0))
    epochs = np.arange(300, days.size, 12)
    seen = 5.0 * felt[epochs] + 2.0 * random.standard_normal(epochs.size)
    index = pd.DatetimeIndex((START + days).astype("datetime64[ns]"))
    model = ps.Model(pd.Series(seen, index[epochs], name="displacement"), freq="D")
    given = pd.Series(head, index, name="head"), ps.Exponential()
    if int(ps.__version__.split(".")[0]) >= 2:  # a stress model takes its model first and joins it
        ps.StressModel(model, *given, name="head", settings="waterlevel")
    else:
        model.add_stressmodel(ps.StressModel(*given, "head", settings="waterlevel"))
    model.set_parameter("head_A", initial=3.0)
    model.set_parameter("head_a", initial=20.0)
    model.solve(report=False, warmup=300)
    gain, lag = model.parameters.loc["head_A", "optimal"], model.parameters.loc["head_a", "optimal"]
    heads = even_heads([Records(START + days, head[None], False)])
    low = float(np.nanmin(heads.head_m)) - 1.0  # nothing below the past minimum: elastic alone
    ours = respond(seen[None], START + epochs, heads, np.zeros(1, dtype=int), preconsolidation_m=low)
    assert 1000.0 * ours.ske[0] == pytest.approx(gain, rel=0.1)
    assert ours.delay_days[0] == pytest.approx(lag, abs=12.0)

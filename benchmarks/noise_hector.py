"""Rates and their standard errors beside those of Hector (Bos et al. 2013), the usual program of geodesists for them.

    python -m venv hector && hector/bin/pip install hector-ts
    python benchmarks/noise_hector.py hector/bin/estimatetrend

Hector's licence is for non-commercial use: the plugin neither needs nor ships anything of it, and this is run by hand.
Writes benchmarks/noise_hector.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from honesty import RATE, dates_of, inside, noise_of  # noqa: E402

from subsidence.analysis.noise_models import estimate_noise  # noqa: E402
from subsidence.analysis.trend_fit import fit_trend  # noqa: E402
from subsidence.series import years_since  # noqa: E402

MODELS = {  # what Hector is told that the noise is
    "white": "White",
    "AR(1) 0.7": "AR1",
    "flicker": "FlickerGGM White",
    "flicker + white": "FlickerGGM White",
    "random walk": "RandomWalkGGM White",
}
N_SERIES, N_LAYER, N_EPOCHS = 40, 400, 150
FIRST_MJD = 58_000
HEAD = f"""# Standard errors of rates beside Hector's

Made by `benchmarks/noise_hector.py` with hector-ts, a program that the plugin neither needs nor has; {N_SERIES}
series of {N_EPOCHS} epochs of 12 days and {RATE:g} mm/yr for each row. Hector takes one series after the other and is
told the kind of noise. We find it: from a layer of {N_LAYER} series that these are part of, and from the {N_SERIES}
alone. So few cannot rule out a slow walk below their noise, and their intervals are wider for it. Medians over the
series; “hold” is of nominal 95 %.
"""
TABLE = (
    "| noise | standard error, Hector, mm/yr | ours, in the layer | ours, alone | rates differ by, mm/yr |"
    " Hector's hold | ours hold, in the layer | alone |"
)


def hector_rate(program: Path, series: np.ndarray, model: str, folder: Path) -> tuple[float, float]:
    """Rate and its standard error by restricted maximum likelihood, mm/yr, of a straight line."""
    days = FIRST_MJD + 12.0 * np.arange(series.size)
    (folder / "one.mom").write_text(
        "# sampling period 12.0\n" + "".join(f"{day:.6f} {value:.6f}\n" for day, value in zip(days, series))
    )
    (folder / "estimatetrend.ctl").write_text(
        "DataFile one.mom\nDataDirectory .\nOutputFile out.mom\ninterpolate no\nPhysicalUnit mm\nScaleFactor 1.0\n"
        f"NoiseModels {model}\nGGM_1mphi 6.9e-06\nuseRMLE yes\nVerbose no\n"
    )
    subprocess.run([str(program)], cwd=folder, check=True, capture_output=True)
    found = json.loads((folder / "estimatetrend.json").read_text())
    return found["trend"], found["trend_sigma"]


def _rates(values: np.ndarray, dates: np.ndarray, design: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rates and their standard errors of the first series of a layer, shape=(N_SERIES,) each."""
    fit = fit_trend(values, dates, design, estimate_noise(values, dates))
    return fit.values[:N_SERIES, 1], fit.std[:N_SERIES, 1]


def main(program: Path) -> None:
    from record import publish

    dates = dates_of(N_EPOCHS, irregular=False)
    years = years_since(dates)
    design = np.column_stack([np.ones(dates.size), years - years.mean()])
    lines = [HEAD, TABLE, "|---" * TABLE.count(" | ") + "|---|"]
    for kind, model in MODELS.items():
        layer = noise_of(kind, N_LAYER, dates, seed=77) + RATE * years
        series = layer[:N_SERIES]
        with tempfile.TemporaryDirectory() as folder:
            theirs = np.array([hector_rate(program, one, model, Path(folder)) for one in series])
        (rate, std), (rate_alone, std_alone) = (_rates(values, dates, design) for values in (layer, series))
        apart = np.median(np.abs(rate - theirs[:, 0]))
        errors = (np.median(theirs[:, 1]), np.median(std), np.median(std_alone))
        hold = (inside(*theirs.T), inside(rate, std), inside(rate_alone, std_alone))
        cells = [kind, *(f"{value:.2f}" for value in (*errors, apart, *hold))]
        lines.append("| " + " | ".join(cells) + " |")
    publish(Path(__file__).with_suffix(".md"), "\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())

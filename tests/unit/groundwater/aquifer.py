"""A synthetic aquifer system, made without the code under test: storage by hand, drainage by finite differences."""

import numpy as np


def heads(days, *, fall_m_per_yr=1.5, season_m=3.0, start=50.0):
    """Falling heads with a season whose lows deepen every year."""
    years = days / 365.25
    return start - fall_m_per_yr * years + season_m * np.cos(2 * np.pi * years) - season_m


def consolidation_degree(ratio):
    """U(t/τ) of a doubly drained layer by its early-time and late-time series."""
    ratio = np.asarray(ratio, dtype=float)
    early = 2.0 * np.sqrt(np.maximum(ratio, 0.0) / np.pi)
    late = 1.0 - sum(8 / (k * np.pi) ** 2 * np.exp(-(k**2) * np.pi**2 * ratio / 4) for k in (1, 3, 5, 7))
    return np.where(ratio < 0.15, early, late)


def superposed(days, head, ske, skv, tau_days, lowest):
    """Displacement in mm, up: elastic at once, inelastic as a sum of Terzaghi's curves of every new low."""
    low = np.minimum.accumulate(np.minimum(head, lowest))
    steps = np.diff(low, prepend=low[0])
    inelastic = np.zeros(days.size)
    for index in np.flatnonzero(steps):
        later = days >= days[index]
        inelastic[later] += steps[index] * consolidation_degree((days[later] - days[index]) / tau_days)
    return 1000.0 * (ske * (head - head[0]) + (skv - ske) * inelastic)


def finite_differences(days, head, ske, skv_clay, tau_days, nodes=21):
    """The same by one-dimensional diffusion in a clay layer whose every slice keeps its own past minimum (after Helm).

    A slice below its past minimum compacts with the inelastic storage, else with the elastic one, so that its
    diffusivity switches too; τ is that of the inelastic storage.
    """
    z = np.linspace(-1.0, 1.0, nodes)
    width = z[1] - z[0]
    inside = np.full(nodes, head[0])
    lowest = inside.copy()
    elastic_clay = skv_clay / 30.0
    strain = np.zeros(nodes)
    result = np.zeros(days.size)
    for index in range(1, days.size):
        span = days[index] - days[index - 1]
        substeps = int(np.ceil(span / (0.4 * width**2 * tau_days / 30.0)))
        for part in range(substeps):
            share = (part + 1) / substeps
            face = head[index - 1] + share * (head[index] - head[index - 1])
            virgin = inside <= lowest + 1e-12
            storage = np.where(virgin, skv_clay, elastic_clay)
            flow = np.zeros(nodes)
            flow[1:-1] = (inside[2:] - 2 * inside[1:-1] + inside[:-2]) / width**2
            change = flow * (skv_clay / tau_days) / storage * span / substeps
            new = inside + change
            new[0] = new[-1] = face
            below = np.minimum(new, lowest) - np.minimum(inside, lowest)
            above = (new - inside) - below
            strain += skv_clay * below + elastic_clay * above
            lowest = np.minimum(lowest, new)
            inside = new
        result[index] = (strain[1:] + strain[:-1]).sum() * width / 4.0
    return 1000.0 * (result + ske * (head - head[0]))

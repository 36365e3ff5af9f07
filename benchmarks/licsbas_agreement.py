"""How close the time series comes to LiCSBAS' own outputs on the Mexico City frame.

    python benchmarks/licsbas_agreement.py

Needs ../shared/data/mexico_city (GEOC folder and what LiCSBAS 1.6 made of it). Writes benchmarks/licsbas_agreement.md.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from subsidence.insar.filter import FilterSettings  # noqa: E402
from subsidence.insar.geoc import scan_geoc  # noqa: E402
from subsidence.insar.noise import licsbas_thresholds  # noqa: E402
from subsidence.insar.scratch import Scratch  # noqa: E402
from subsidence.insar.stack import load_stack  # noqa: E402
from subsidence.insar.time_series import TimeSeriesSettings, process  # noqa: E402
from subsidence.products.licsbas import read_licsbas  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "mexico_city"


def largest(difference: np.ndarray) -> float:
    return float(np.nanmax(np.abs(difference)))


def rows() -> list[tuple[str, str]]:
    """Quantities and their largest difference."""
    theirs = {name: read_licsbas(DATA / "licsbas" / f"{name}.h5") for name in ("cum", "cum_filt")}
    results = DATA / "licsbas" / "results"
    shape = theirs["cum"].grid.shape
    with Scratch() as scratch:
        stack = load_stack(scan_geoc(DATA / "GEOC"), scratch)
        limits = {**licsbas_thresholds(stack.wavelength_m, stack.n_epochs), "maxTlen": 0.0}
        plain = process(stack, scratch, TimeSeriesSettings(filter=FilterSettings(km=0), mask_thresholds=limits))
        ours = process(stack, scratch, TimeSeriesSettings(filter=FilterSettings(km=0)))
        smooth = process(stack, scratch, TimeSeriesSettings(mask_thresholds=limits))
    place = tuple(piece.start for piece in plain.reference)
    info = DATA / "licsbas" / "info"
    lines = [line.split() for line in (info / "11ifg_stats.txt").read_text().splitlines() if line[0].isdigit()]
    kept = {stack.names[index] for index in plain.used} == {line[0] for line in lines}
    reference = (info / "13ref.txt").read_text().strip()
    mask = np.fromfile(results / "mask", "<f4").reshape(shape) == 1
    row, column = (piece.start for piece in smooth.reference)
    filtered = smooth.cube.velocity_mm_per_yr - theirs["cum_filt"].velocity_mm_per_yr
    series = smooth.cube.displacement_mm - theirs["cum_filt"].displacement_mm
    found = [
        ("kept interferograms", f"{'the same' if kept else 'different'} {plain.used.size} of {stack.n_ifgs}"),
        (
            "automatic reference pixel",
            f"{place[1]}:{place[1] + 1}/{place[0]}:{place[0] + 1} (LiCSBAS {reference})",
        ),
        (
            "displacement, unfiltered",
            f"{largest(plain.cube.displacement_mm - theirs['cum'].displacement_mm):.1e} mm",
        ),
        (
            "rate, unfiltered",
            f"{largest(plain.cube.velocity_mm_per_yr - theirs['cum'].velocity_mm_per_yr):.1e} mm/yr",
        ),
    ]
    for name in ("n_unw", "n_gap", "n_ifg_noloop", "n_loop_err", "maxTlen", "resid_rms", "stc", "coh_avg"):
        values = np.fromfile(results / name, "<f4").reshape(shape)
        found.append((f"noise index {name}", f"{largest(plain.noise[name] - values):.1e}"))
    found += [
        ("mask, LiCSBAS' thresholds", f"{int((plain.mask.keep != mask).sum())} of {mask.size} pixels differ"),
        ("mask, our default thresholds", f"{int((ours.mask.keep != mask).sum())} of {mask.size} pixels differ"),
        ("rate, filtered, about one reference", f"{largest(filtered - filtered[row, column]):.2f} mm/yr"),
        (
            "displacement, filtered, about one reference",
            f"{largest(series - series[:, row, column][:, None, None]):.3f} mm",
        ),
        (
            "rate, filtered, as in the file",
            f"{largest(filtered):.2f} mm/yr: LiCSBAS subtracts the unfiltered reference",
        ),
    ]
    return found


def main() -> None:
    if not DATA.is_dir():
        raise SystemExit(f"{DATA} is not here.")
    lines = [
        "# Agreement with LiCSBAS: measured",
        "",
        f"`python benchmarks/licsbas_agreement.py`, {date.today()}. Mexico City, 30 interferograms, 13 dates, 100 x 60",
        "pixels; LiCSBAS 1.6, steps 02 and 11 to 16 with defaults and `--multi_prime`. Largest absolute differences.",
        "",
        "| quantity | largest difference |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in rows()),
        "",
        "`coh_avg` differs by less than one of the 255 steps of stored coherence, because LiCSBAS cuts where we round.",
        "",
    ]
    text = "\n".join(lines)
    from record import publish

    publish(ROOT / "benchmarks" / "licsbas_agreement.md", text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()

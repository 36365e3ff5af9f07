"""What the chain starts from: the synthetic city, a LiCSBAS product with maps, or any dated point layer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from land_subsidence.subsidence.errors import SubsidenceError
from land_subsidence.subsidence.synthetic import (
    SyntheticCity,
    make_city,
    write_layers,
    write_licsbas,
    write_mean_rasters,
    write_monthly_rasters,
    write_truth,
)

VECTORS = (".gpkg", ".geojson", ".shp")
RASTERS = (".tif", ".tiff", ".nc")
AGGREGATIONS = ("value", "sum", "mean", "month")  # in the order of sample_factor_series
DATED = re.compile(r"^(.*?)[_-]?(\d{8}|\d{6}|\d{4}[-_]\d{2}([-_]\d{2})?)$")


@dataclass(frozen=True)
class FactorSeries:
    """A factor that changes with time: dated rasters, or stations with a table.

    aggregation : what an epoch gets: the "value" of its day or month, the "sum" or "mean" since the
        epoch before, or the "month"
    """

    prefix: str
    rasters: tuple[Path, ...] = ()
    stations: Path | None = None
    table: Path | None = None
    aggregation: str = "value"


@dataclass(frozen=True)
class Inputs:
    """Everything that the chain needs, found or made."""

    title: str
    licsbas: Path | None = None
    points: Path | None = None
    unit: str = "mm"
    distance_layers: tuple[Path, ...] = ()
    rasters: tuple[Path, ...] = ()
    class_layers: tuple[tuple[Path, str], ...] = ()  # polygon layer and the field that names the class
    series: tuple[FactorSeries, ...] = ()
    point_factors: tuple[str, ...] = ()  # fields of the points themselves, such as height
    context: tuple[Path, ...] = ()  # layers that are shown, but are no factors
    city: SyntheticCity | None = None


def synthetic_inputs(folder: Path, size: int, n_future: int, seed: int) -> Inputs:
    """Write the synthetic city to ``folder`` as the files that a user would have."""
    city = make_city(size, 86, seed, n_future=n_future, regular=True)
    folder.mkdir(parents=True, exist_ok=True)
    layers = write_layers(city, folder)
    monthly = write_monthly_rasters(city, folder / "monthly")
    means = write_mean_rasters(city, folder)
    write_truth(city, folder / "truth.csv")
    return Inputs(
        title=f"A synthetic city: {city.n_points} points, {city.series.n_epochs} epochs",
        licsbas=write_licsbas(city, folder / "cum_filt.h5"),
        distance_layers=tuple(layers[name] for name in ("faults", "subway", "buildings")),
        rasters=(means["rain"], means["groundwater"]),
        class_layers=((layers["geology"], "code"), (layers["hydrogeology"], "code")),
        series=(
            FactorSeries("RAIN", rasters=tuple(monthly["rain"])),
            FactorSeries("GW", rasters=tuple(monthly["groundwater"])),
        ),
        context=(layers["lake"],),
        city=city,
    )


def user_inputs(
    *,
    licsbas: str | None,
    points: str | None,
    unit: str,
    factors: str | None,
    layers: str,
    classes: list[str],
    stations: list[str],
) -> Inputs:
    """Find the user's data; every name that does not exist is refused in one sentence.

    factors : a folder; vector layers give distances, rasters values, rasters with dates in their
        names series
    layers : names of the vector layers to use, with commas; empty takes all
    classes : "layer=field" for polygon layers whose classes count instead of the distance
    stations : "PREFIX=layer,table" or "PREFIX:sum=layer,table" for stations with a table of values
    """
    source = _existing(licsbas or points or "")
    vectors: list[Path] = []
    rasters: list[Path] = []
    dated: dict[str, list[Path]] = {}
    if factors:
        for path in sorted(_existing(factors).iterdir()):
            if path.suffix.lower() in VECTORS:
                vectors.append(path)
            elif path.suffix.lower() in RASTERS:
                match = DATED.match(path.stem)
                if match:
                    dated.setdefault(match.group(1) or "FACTOR", []).append(path)
                else:
                    rasters.append(path)
    by_name = {path.stem: path for path in vectors}
    chosen = [name.strip() for name in layers.split(",") if name.strip()] or list(by_name)
    class_fields = dict(_pair(text, "layer=field") for text in classes)
    for name in [*chosen, *class_fields]:
        if name not in by_name:
            known = ", ".join(by_name) or "none"
            raise SubsidenceError(f"There is no layer “{name}” in {factors}; there are: {known}.")
    series = [FactorSeries(_prefix(name), rasters=tuple(paths)) for name, paths in dated.items()]
    for text in stations:
        name, files = _pair(text, "PREFIX=layer,table")
        prefix, _, aggregation = name.partition(":")
        if aggregation not in ("", *AGGREGATIONS):
            raise SubsidenceError(f"“{aggregation}” is not one of {', '.join(AGGREGATIONS)}.")
        layer, _, table = files.partition(",")
        series.append(
            FactorSeries(
                _prefix(prefix),
                stations=_existing(layer),
                table=_existing(table),
                aggregation=aggregation or AGGREGATIONS[0],
            )
        )
    return Inputs(
        title=f"{source.stem} ({source.parent.name})" if licsbas else source.stem,
        licsbas=source if licsbas else None,
        points=None if licsbas else source,
        unit=unit,
        distance_layers=tuple(by_name[name] for name in chosen if name not in class_fields),
        rasters=tuple(rasters),
        class_layers=tuple((by_name[name], field) for name, field in class_fields.items()),
        series=tuple(series),
        point_factors=("height",) if factors else (),
    )


def _existing(text: str) -> Path:
    path = Path(text.strip()).expanduser().resolve()
    if not text.strip() or not path.exists():
        raise SubsidenceError(f"The file or folder “{text}” does not exist.")
    return path


def _pair(text: str, form: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name or not value:
        raise SubsidenceError(f"“{text}” is not of the form {form}.")
    return name.strip(), value.strip()


def _prefix(text: str) -> str:
    return re.sub(r"[^A-Za-z]", "", text).upper()[:12] or "FACTOR"

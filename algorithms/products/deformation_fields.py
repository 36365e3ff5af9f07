"""What all layers of deformation points share: fields in the order of the contract, aliases, description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...subsidence.progress import Report
from ...subsidence.series import DeformationSeries, epoch_field
from ...subsidence.units import EAST, LOS, VERTICAL

FIRST = ("velocity_std", "velocity_std_white", "coherence", "height", "los_e", "los_n", "los_u")
RESERVED = frozenset({"point_id", "velocity", "fid"})


def geometry_texts(geometry: str) -> tuple[str, str, str]:
    """A geometry's name, the meaning of its sign in an alias, and in a sentence."""
    return {
        LOS: (
            tr("line of sight"),
            tr("+ towards satellite"),
            tr("positive towards the satellite, subsidence is negative"),
        ),
        VERTICAL: (tr("vertical"), tr("+ up"), tr("positive up, subsidence is negative")),
        EAST: (tr("east–west"), tr("+ east"), tr("positive to the east")),
    }[geometry]


def describe_layer(geometry: str, reference: str, source: str) -> str:
    """Unit, sign, geometry, reference and source, for a layer's metadata."""
    name, _, sign = geometry_texts(geometry)
    lines = [tr("Displacement in mm and rate in mm/yr, {geometry}; {sign}.").format(geometry=name, sign=sign)]
    if reference:
        lines.append(tr("Relative to: {reference}.").format(reference=reference))
    if source:
        lines.append(tr("Source: {source}.").format(source=source))
    return " ".join(lines)


def aliases() -> dict[str, str]:
    """What a reader sees in place of a field's name."""
    return {
        "velocity_std": tr("Rate, std. dev. [mm/yr]"),
        "velocity_std_white": tr("Rate, std. dev., white noise [mm/yr]"),
        "coherence": tr("Mean coherence [0–1]"),
        "height": tr("Height [m]"),
        "los_e": tr("Towards satellite, east"),
        "los_n": tr("Towards satellite, north"),
        "los_u": tr("Towards satellite, up"),
        "mp_type": tr("Effective area [m²], 0 = PS"),
        "rmse": tr("RMSE of the series [mm]"),
        "acceleration": tr("Acceleration [mm/yr²]"),
        "seasonality": tr("Seasonal amplitude [mm]"),
        "mean_velocity_std": tr("Rate, std. dev. delivered [mm/yr]"),
        "height_ellipsoid": tr("Ellipsoidal height [m]"),
    }


def rate_alias(geometry: str) -> str:
    name, sign, _ = geometry_texts(geometry)
    return tr("Rate [mm/yr], {geometry}, {sign}").format(geometry=name, sign=sign)


def deformation_columns(
    series: DeformationSeries,
    geometry: str,
    point_id: np.ndarray,
    velocity_mm_per_yr: np.ndarray,
    others: Mapping[str, np.ndarray],
    more: Sequence[str] = (),
) -> list[Column]:
    """point_id, velocity, what is known of its quality and direction, then ``more`` of ``others``, then the dates."""
    name, sign, _ = geometry_texts(geometry)
    known = aliases()
    if "velocity_std_white" not in others:  # not estimated here: series of other producers come with theirs
        known["velocity_std"] = tr("Rate, std. dev. as the producer gives it [mm/yr]")
    columns = [
        Column("point_id", point_id, tr("Point number")),
        Column("velocity", velocity_mm_per_yr, rate_alias(geometry)),
    ]
    wanted = [*FIRST, *(key for key in more if key not in FIRST and key.lower() not in RESERVED)]
    columns += [Column(key, others[key], known.get(key, "")) for key in wanted if key in others]
    alias = tr("{date} [mm], {geometry}, {sign}")  # short: dialogs show it beside the name
    for index, date in enumerate(series.dates):
        text = alias.format(date=date, geometry=name, sign=sign)
        columns.append(Column(epoch_field(date), series.displacement_mm[:, index], text))
    return columns


def tell_whose_std(others: Mapping[str, np.ndarray], series: DeformationSeries, report: Report) -> None:
    """Say where standard deviations are the producer's, and where those come from that know the series' noise."""
    if series.n_epochs and "velocity_std" in others and "velocity_std_white" not in others:
        report.info(
            tr(
                "velocity_std is as the producer gives it, as a rule for noise that is independent from epoch to epoch."
                " “Deformation model of each point” gives rate_std, which knows the noise that the series show."
            )
        )

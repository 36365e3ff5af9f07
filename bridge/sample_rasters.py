"""Values of rasters at points, read in the points' window only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ..subsidence.errors import SubsidenceError
from ..subsidence.factors.grids import MEAN_AROUND, PIXEL, values_at
from ..subsidence.progress import SILENT, Report
from ..subsidence.spatial.geodesy import Plane, geodesic_inverse
from .ground import ground_of
from .i18n import tr
from .raster_inputs import RasterInput
from .read_points import transform_xy


@dataclass(frozen=True)
class RasterSamples:
    """Values of a raster at points.

    values : shape=(n_points, n_layers), NaN outside and where there are no data
    inside : shape=(n_points,), whether the point lies on the raster
    band_names : one per layer, "" where the file gives none
    """

    values: np.ndarray
    inside: np.ndarray
    band_names: list[str]


@dataclass(frozen=True)
class Places:
    """Where points lie on a raster, so that its layers can be read one after the other.

    column, row : shape=(n_points,), fractional, from the outer corner of the first pixel
    inside : shape=(n_points,), bool; radius : for means around, in pixels along both axes
    """

    raster: RasterInput
    column: np.ndarray
    row: np.ndarray
    inside: np.ndarray
    method: str
    radius: tuple[float, float] | None

    def values(self, layers: Sequence[int], report: Report = SILENT) -> np.ndarray:
        """The values of some layers at the points; shape=(n_points, n_layers)."""
        return values_at(
            self.raster.source, layers, self.column, self.row, self.inside, self.method, self.radius, report
        )


def places_on(
    raster: RasterInput,
    xy: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    method: str = PIXEL,
    radius_m: float = 0.0,
) -> Places:
    """Where points lie on a raster.

    xy : shape=(n_points, 2), in ``crs``
    Raises ``SubsidenceError`` when the raster has no CRS or no georeference, or covers none of the points.
    """
    source = raster.source
    if source.geotransform is None and not source.uneven:
        raise SubsidenceError(
            tr("The raster “{name}” has no georeference; assign one first.").format(name=raster.name())
        )
    if not raster.crs().isValid():
        raise SubsidenceError(
            tr("The raster “{name}” has no coordinate reference system; set it first.").format(name=raster.name())
        )
    places = transform_xy(xy, crs, raster.crs())
    inside = np.isfinite(places).all(axis=1)
    column, row = np.full(len(places), np.nan), np.full(len(places), np.nan)
    column[inside], row[inside] = source.pixel_places(places[inside])
    n_rows, n_columns = source.shape
    with np.errstate(invalid="ignore"):
        inside = (column >= 0) & (column < n_columns) & (row >= 0) & (row < n_rows)
    if not inside.any():
        raise SubsidenceError(
            tr("The raster “{name}” covers none of the points; check the CRS and the extent of both.").format(
                name=raster.name()
            )
        )
    radius = None
    if method == MEAN_AROUND:
        if source.geotransform is None or source.rotated:
            raise SubsidenceError(
                tr("The pixels of “{name}” are not even; warp it before taking means around points.").format(
                    name=raster.name()
                )
            )
        along_x, along_y = _radius(raster.crs(), places[inside], radius_m)
        radius = (along_x / abs(source.geotransform[1]), along_y / abs(source.geotransform[5]))
    return Places(raster, column, row, inside, method, radius)


def sample_raster(
    raster: RasterInput,
    xy: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    method: str = PIXEL,
    *,
    radius_m: float = 0.0,
    report: Report = SILENT,
) -> RasterSamples:
    """All layers of a raster at points; see ``places_on``."""
    places = places_on(raster, xy, crs, method, radius_m)
    values = places.values(range(raster.source.n_layers), report)
    return RasterSamples(values, places.inside, list(raster.source.band_names))


def _radius(crs: QgsCoordinateReferenceSystem, places: np.ndarray, radius_m: float) -> tuple[float, float]:
    """A radius in metres in the raster's units along x and y, as they are at the middle of the places."""
    ground = ground_of(crs, places, "raster")
    middle = np.median(places, axis=0)
    if isinstance(ground.surface, Plane):
        return (radius_m / ground.surface.metres_per_unit,) * 2
    step = 0.01 if crs.isGeographic() else 100.0
    ends = middle + step * np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    start, east, north = ground.places(ends)
    length, _ = geodesic_inverse(np.array([start, start]), np.array([east, north]), ground.surface)
    return float(step * radius_m / length[0]), float(step * radius_m / length[1])

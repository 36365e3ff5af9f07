"""Values of raster layers at points, read through GDAL in the points' window only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsVectorLayer

from ..subsidence.errors import SubsidenceError
from ..subsidence.factors.grids import MEAN_AROUND, PIXEL, inside_grid, pixel_coordinates, sample_grid
from ..subsidence.progress import SILENT, Report
from ..subsidence.spatial.geodesy import Plane, geodesic_inverse
from ..subsidence.tabular.dated_names import date_in_text, netcdf_date
from .ground import ground_of
from .i18n import tr
from .read_points import transform_xy

HDF5_SOURCE = re.compile(r'^(?:HDF5:"?(?P<path>[^"]+?)"?:(?P<variable>//.*)|(?P<file>.+\.(?:h5|hdf5|he5)))$', re.I)
PIXELS_PER_READ = 16_000_000  # a raster is read in strips of about this size


@dataclass(frozen=True)
class RasterSamples:
    """Values of a raster at points.

    values : shape=(n_points, n_bands), NaN outside and where there are no data
    inside : shape=(n_points,), whether the point lies on the raster
    band_names : one per band, "" where the file gives none
    """

    values: np.ndarray
    inside: np.ndarray
    band_names: list[str]


def raster_layers(layers: Sequence) -> list[QgsRasterLayer]:
    """The raster layers of a list.

    A file that QGIS took for a vector (NetCDF) is opened as a raster. An HDF5 file, which GDAL's driver
    shows without place and time, is opened by the NetCDF driver where that can tell them.
    """
    found = []
    for layer in layers:
        if isinstance(layer, QgsVectorLayer):
            layer = QgsRasterLayer(layer.source().partition("|")[0], layer.name())
        if isinstance(layer, QgsRasterLayer) and layer.isValid():
            found.append(_as_netcdf(layer) or layer)
    return found


def _as_netcdf(layer: QgsRasterLayer) -> QgsRasterLayer | None:
    match = HDF5_SOURCE.match(layer.source())
    if match is None:
        return None
    path, variable = match.group("path") or match.group("file"), (match.group("variable") or "").strip("/")
    source = f'NETCDF:"{path}"' + (f":{variable}" if variable else "")
    other = QgsRasterLayer(source, layer.name())
    return other if other.isValid() and other.crs().isValid() else None


def open_raster(layer):
    """The GDAL dataset behind a QGIS raster layer."""
    from osgeo import gdal

    dataset = gdal.Open(layer.source()) if layer.providerType() == "gdal" else None
    if dataset is None:
        raise SubsidenceError(
            tr("The raster “{name}” is not a file that GDAL can read; export it as GeoTIFF.").format(name=layer.name())
        )
    if dataset.RasterCount == 0:
        names = [name for name, _ in dataset.GetSubDatasets()]
        if len(names) != 1:
            raise SubsidenceError(
                tr("“{name}” holds several rasters; choose one of {names}.").format(
                    name=layer.name(), names=", ".join(names[:6])
                )
                if names
                else tr("“{name}” holds no raster bands.").format(name=layer.name())
            )
        dataset = gdal.Open(names[0])
    return dataset


def sample_raster(
    layer,
    xy: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    method: str = PIXEL,
    *,
    radius_m: float = 0.0,
    bands: Sequence[int] | None = None,
    report: Report = SILENT,
) -> RasterSamples:
    """The bands of a raster layer at points.

    xy : shape=(n_points, 2), in ``crs``
    bands : numbers from 1; all by default
    Raises ``SubsidenceError`` when the raster has no CRS or covers none of the points.
    """
    dataset = open_raster(layer)
    if not layer.crs().isValid():
        raise SubsidenceError(
            tr("The raster “{name}” has no coordinate reference system; set it first.").format(name=layer.name())
        )
    geotransform = dataset.GetGeoTransform(can_return_null=True)
    if geotransform is None:
        raise SubsidenceError(
            tr("The raster “{name}” has no georeference; assign one first.").format(name=layer.name())
        )
    places = transform_xy(xy, crs, layer.crs())
    shape = (dataset.RasterYSize, dataset.RasterXSize)
    inside = np.isfinite(places).all(axis=1)
    inside[inside] = inside_grid(places[inside], shape, geotransform)
    if not inside.any():
        raise SubsidenceError(
            tr("The raster “{name}” covers none of the points; check the CRS and the extent of both.").format(
                name=layer.name()
            )
        )
    radius = _radius(layer.crs(), places[inside], radius_m) if method == MEAN_AROUND else None
    margin = 1 if radius is None else 2 + int(max(radius[0] / abs(geotransform[1]), radius[1] / abs(geotransform[5])))
    column, row = pixel_coordinates(places[inside], geotransform)
    left = max(int(column.min()) - margin, 0)
    width = min(int(column.max()) + margin + 1, shape[1]) - left
    strip_rows = max(PIXELS_PER_READ // width, 4 * margin)
    strip = (row / strip_rows).astype(int)
    targets = np.flatnonzero(inside)
    numbers = list(bands) if bands is not None else list(range(1, dataset.RasterCount + 1))
    values = np.full((len(xy), len(numbers)), np.nan)
    for number in report.each(np.unique(strip).tolist()):
        members = targets[strip == number]
        top = max(number * strip_rows - margin, 0)
        height = min((number + 1) * strip_rows + margin, shape[0]) - top
        window = _shifted(geotransform, left, top)
        for position, band in enumerate(numbers):
            array = _band_values(dataset.GetRasterBand(band), left, top, width, height, layer.name())
            values[members, position] = sample_grid(array[None], window, places[members], method, radius=radius)[0]
    names = [dataset.GetRasterBand(band).GetDescription() or "" for band in numbers]
    return RasterSamples(values, inside, names)


def _band_values(band, left: int, top: int, width: int, height: int, name: str) -> np.ndarray:
    """A window of a band as float64 with scale and offset applied, NaN for no data."""
    array = band.ReadAsArray(left, top, width, height)
    if array is None:
        raise SubsidenceError(
            tr("The raster “{name}” is truncated or damaged: a band cannot be read.").format(name=name)
        )
    values = array.astype(float)
    mask = band.GetMaskBand().ReadAsArray(left, top, width, height)
    if mask is not None:
        values[mask == 0] = np.nan
    scale, offset = band.GetScale(), band.GetOffset()
    if scale not in (None, 1.0) or offset not in (None, 0.0):
        values = values * (1.0 if scale is None else scale) + (0.0 if offset is None else offset)
    return values


def _shifted(geotransform: Sequence[float], column: int, row: int) -> tuple[float, ...]:
    x0, dx, rx, y0, ry, dy = geotransform
    return (x0 + column * dx + row * rx, dx, rx, y0 + column * ry + row * dy, ry, dy)


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


def band_dates(layer, pattern: str = "") -> list[np.datetime64]:
    """The date of every band: from its description, its NetCDF time, or, of a single band, the file's name.

    Raises ``SubsidenceError`` when a band has no date.
    """
    dataset = open_raster(layer)
    units = {key: value for key, value in dataset.GetMetadata().items() if key.lower().endswith("#units")}
    dates = []
    for number in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(number)
        found = _netcdf_time(band.GetMetadata(), units) or date_in_text(band.GetDescription() or "", pattern)
        if found is None and dataset.RasterCount == 1:
            path = layer.source().replace("\\", "/").rpartition("/")[2]
            found = date_in_text(path.partition("|")[0], pattern) or date_in_text(layer.name(), pattern)
        if found is None:
            raise SubsidenceError(
                tr(
                    "Band {number} of “{name}” has no date; name the files or bands by date, such as"
                    " rain_2018-03.tif, or give a date pattern."
                ).format(number=number, name=layer.name())
            )
        dates.append(found)
    return dates


def _netcdf_time(metadata: dict, units: dict) -> np.datetime64 | None:
    for key, value in metadata.items():
        if key.startswith("NETCDF_DIM_"):
            found = netcdf_date(value, units.get(f"{key[len('NETCDF_DIM_') :]}#units", ""))
            if found is not None:
                return found
    return None

"""Subsidence bowls: connected areas that sink faster than a threshold, found on a smoothed grid of the points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..wording import message

CELLS_LIMIT = 25_000_000
FEWEST_SUPPORT = 0.1  # share of the kernel's weight that must come from cells with points
MM_PER_M = 1000.0


@dataclass(frozen=True)
class ZoneGrid:
    """A grid over the points, row 0 in the north.

    west, north : the outer corner, in coordinates of the layer
    cell_x, cell_y : size of a cell in those coordinates, both positive
    cell_m : side of a cell in metres, at the middle of the layer
    shape : rows, columns
    """

    west: float
    north: float
    cell_x: float
    cell_y: float
    cell_m: float
    shape: tuple[int, int]

    def cells(self, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Row and column of each point; shape=(n_points,) each."""
        column = np.floor((xy[:, 0] - self.west) / self.cell_x).astype(int)
        row = np.floor((self.north - xy[:, 1]) / self.cell_y).astype(int)
        return row.clip(0, self.shape[0] - 1), column.clip(0, self.shape[1] - 1)

    @property
    def geotransform(self) -> tuple[float, float, float, float, float, float]:
        return (self.west, self.cell_x, 0.0, self.north, 0.0, -self.cell_y)

    def cell_area_m2(self, geographic: bool) -> np.ndarray:
        """Area of the cells of each row, shape=(n_rows,); in degrees it changes with latitude."""
        if not geographic:
            return np.full(self.shape[0], self.cell_m**2)
        latitude = self.north - (np.arange(self.shape[0]) + 0.5) * self.cell_y
        east_m, north_m = metres_per_degree(latitude)
        return east_m * self.cell_x * north_m * self.cell_y


@dataclass(frozen=True)
class Zone:
    """One bowl.

    rank : 1 settles the largest volume in a year
    rate_min, rate_mean : mm/yr, of the points inside
    area_m2 : of the cells; volume_m3_per_yr : settled in a year, positive
    n_points : points inside; cluster : the most frequent cluster among them, or None
    outline : well-known binary of the polygon in the layer's coordinates
    """

    rank: int
    rate_min: float
    rate_mean: float
    area_m2: float
    volume_m3_per_yr: float
    n_points: int
    cluster: object
    outline: bytes

    @property
    def letter(self) -> str:
        """A, B, … Z, AA, AB, … in order of rank.

        >>> Zone(28, 0, 0, 0, 0, 0, None, b"").letter
        'AB'
        """
        number, text = self.rank, ""
        while number:
            number, rest = divmod(number - 1, 26)
            text = chr(ord("A") + rest) + text
        return text


def metres_per_degree(latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Length in metres of a degree of longitude and of latitude on WGS 84.

    >>> [round(float(length)) for length in metres_per_degree(np.array(0.0))]
    [111319, 110574]
    """
    semi_major, squared_eccentricity = 6_378_137.0, 0.00669437999014
    sine = np.sin(np.radians(latitude))
    curvature = np.sqrt(1.0 - squared_eccentricity * sine**2)
    east = np.cos(np.radians(latitude)) * semi_major / curvature
    north = semi_major * (1.0 - squared_eccentricity) / curvature**3
    return np.radians(1.0) * east, np.radians(1.0) * north


def make_grid(xy: np.ndarray, *, geographic: bool, metres_per_unit: float = 1.0, cell_m: float = 0.0) -> ZoneGrid:
    """A grid of square cells over the points.

    xy : shape=(n_points, 2); degrees where ``geographic``, else units of ``metres_per_unit``
    cell_m : 0 takes 1.5 times the median distance between neighbouring points
    """
    from scipy.spatial import cKDTree

    middle = xy.mean(axis=0)
    if geographic:
        east_m, north_m = (float(length) for length in metres_per_degree(np.array(middle[1])))
    else:
        east_m = north_m = metres_per_unit
    metres = (xy - middle) * [east_m, north_m]
    if not cell_m:
        unique = np.unique(metres, axis=0)
        if len(unique) < 2:
            raise SubsidenceError(message("The points lie in one place, so there is no area to divide into zones."))
        cell_m = 1.5 * float(np.median(cKDTree(unique).query(unique, k=2)[0][:, 1]))
    cell_x, cell_y = cell_m / east_m, cell_m / north_m
    west, north = xy[:, 0].min() - 2.5 * cell_x, xy[:, 1].max() + 2.5 * cell_y
    columns = int(np.ceil((xy[:, 0].max() + 2.5 * cell_x - west) / cell_x))
    rows = int(np.ceil((north - (xy[:, 1].min() - 2.5 * cell_y)) / cell_y))
    if rows * columns > CELLS_LIMIT:
        raise SubsidenceError(
            message(
                "Cells of {cell_m:.0f} m make a grid of {rows} x {columns} over this layer; choose larger cells.",
                cell_m=cell_m,
                rows=rows,
                columns=columns,
            )
        )
    return ZoneGrid(west, north, cell_x, cell_y, cell_m, (rows, columns))


def smoothed_rate(grid: ZoneGrid, xy: np.ndarray, rate_mm_per_yr: np.ndarray, radius_m: float) -> np.ndarray:
    """Mean rate around each cell, weighted by a Gaussian with standard deviation ``radius_m``; NaN far from points."""
    from scipy import ndimage

    row, column = grid.cells(xy)
    flat = row * grid.shape[1] + column
    size = grid.shape[0] * grid.shape[1]
    count = np.bincount(flat, minlength=size).reshape(grid.shape).astype(float)
    total = np.bincount(flat, weights=rate_mm_per_yr, minlength=size).reshape(grid.shape)
    occupied = (count > 0).astype(float)
    mean = np.divide(total, count, out=np.zeros(grid.shape), where=count > 0)
    sigma = radius_m / grid.cell_m
    if sigma <= 0:
        return np.where(count > 0, mean, np.nan)
    weight = ndimage.gaussian_filter(occupied, sigma, mode="constant")
    value = ndimage.gaussian_filter(mean, sigma, mode="constant")
    return np.where(weight > FEWEST_SUPPORT, value / np.maximum(weight, 1e-12), np.nan)


def find_zones(
    xy: np.ndarray,
    rate_mm_per_yr: np.ndarray,
    threshold_mm_per_yr: float,
    min_area_m2: float,
    *,
    geographic: bool,
    metres_per_unit: float = 1.0,
    cell_m: float = 0.0,
    smoothing_m: float | None = None,
    clusters: np.ndarray | None = None,
    report: Report = SILENT,
) -> tuple[list[Zone], ZoneGrid]:
    """Areas where the smoothed rate is at or below the threshold, largest settled volume first.

    xy : shape=(n_points, 2); rate_mm_per_yr : shape=(n_points,), NaN takes no part
    threshold_mm_per_yr : its size counts, so −10 and 10 both mean "sinks by 10 mm/yr or more"
    smoothing_m : standard deviation of the Gaussian; None takes one cell, 0 does not smooth
    clusters : shape=(n_points,), to name the most frequent one in each zone
    """
    from scipy import ndimage

    known = np.isfinite(rate_mm_per_yr)
    if not known.any():
        raise SubsidenceError(message("No point has a rate."))
    xy, rate = np.asarray(xy, dtype=float)[known], np.asarray(rate_mm_per_yr, dtype=float)[known]
    grid = make_grid(xy, geographic=geographic, metres_per_unit=metres_per_unit, cell_m=cell_m)
    report.progress(0.2)
    surface = smoothed_rate(grid, xy, rate, grid.cell_m if smoothing_m is None else smoothing_m)
    report.progress(0.4)
    labels, count = ndimage.label(np.nan_to_num(surface, nan=0.0) <= -abs(threshold_mm_per_yr))
    numbers = np.arange(1, count + 1)
    cell_area = np.broadcast_to(grid.cell_area_m2(geographic)[:, None], grid.shape)
    area = ndimage.sum_labels(cell_area, labels, numbers)
    volume = -ndimage.sum_labels(np.nan_to_num(surface) * cell_area, labels, numbers) / MM_PER_M
    row, column = grid.cells(xy)
    zone_of_point = labels[row, column]
    points = np.bincount(zone_of_point, minlength=count + 1)[1:]
    kept = [index for index in np.argsort(-volume, kind="stable") if area[index] >= min_area_m2 and points[index]]
    report.progress(0.7)
    outlines = _outlines(labels, grid) if kept else {}
    known_clusters = None if clusters is None else np.asarray(clusters, dtype=object)[known]
    zones = []
    for rank, index in enumerate(kept, start=1):
        inside = zone_of_point == index + 1
        zones.append(
            Zone(
                rank,
                float(rate[inside].min()),
                float(rate[inside].mean()),
                float(area[index]),
                float(volume[index]),
                int(inside.sum()),
                _most_frequent(known_clusters[inside]) if known_clusters is not None else None,
                outlines[index + 1],
            )
        )
    report.progress(1.0)
    return zones, grid


def _outlines(labels: np.ndarray, grid: ZoneGrid) -> dict[int, bytes]:
    """The outline of every label as well-known binary, traced along the cells by GDAL."""
    from osgeo import gdal, ogr

    raster = gdal.GetDriverByName("MEM").Create("", grid.shape[1], grid.shape[0], 1, gdal.GDT_Int32)
    raster.SetGeoTransform(grid.geotransform)
    band = raster.GetRasterBand(1)
    band.WriteRaster(0, 0, grid.shape[1], grid.shape[0], np.ascontiguousarray(labels, dtype=np.int32).tobytes())
    holder = ogr.GetDriverByName("Memory").CreateDataSource("zones")
    layer = holder.CreateLayer("zones", geom_type=ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("label", ogr.OFTInteger))
    gdal.Polygonize(band, band, layer, 0)
    return {feature.GetField(0): bytes(feature.GetGeometryRef().ExportToWkb()) for feature in layer}


def _most_frequent(values: np.ndarray) -> object:
    known = [value for value in values.tolist() if value is not None and value == value]
    return max(sorted(set(known), key=str), key=known.count) if known else None

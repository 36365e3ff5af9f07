"""Subsidence bowls: connected areas that sink faster than a threshold, found on a smoothed grid of the points.

An area counts only where there are points: the grid is limited to the ground they cover. Points of persistent
scatterers come in clumps, so what they cover is told by the spacing of the clumps (``point_spacing``), not by the
nearest neighbour, and its edge lies half a spacing beyond the outermost points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..spatial.geodesy import continuous_longitude, metres_per_degree
from ..wording import message

CELLS_LIMIT = 25_000_000
CELLS_AT_ONCE = 250_000
FINE_CELLS_PER_SPACING = 4  # from here on, cells tell where between the points the covered ground ends
CELLS_AT_EASE = 4_000_000  # the automatic grid has up to 8 cells a spacing below, at least 2 above
POINTS_FOR_SPACING = 300_000
POINTS_FOR_EDGE = 20_000
REACH = 2.0  # spacings; gaps between points up to twice as wide are ground that they cover
EDGE = 0.57  # spacings; how far beyond the outermost points the covered ground ends
EVEN_EDGE = 0.30  # the same of a large lattice: midway between points on the edge and half a spacing within it
PIXEL_EDGE, PER_SIDE = 0.72, 0.02  # of a small one, which are pixels; a fiftieth less for each point of a side
NEXT_OF_A_LATTICE = 1.2  # nearest distances; an outermost point's fourth neighbour lies 1.4 or 2 away
SCATTERED, EVEN = 0.6, 0.95  # nearest neighbour in spacings: 0.47 of points at random, 1 of a lattice
COVERED_GROWTH = 1.5  # of the area in occupied cells when they become twice as large; 2 where each holds one point
GROWTH_OF_CLUMPS = 0.1  # beyond what random points foretell; of 0.05 … 0.12 the best for made towns of known area
OF_SINGLE_POINTS = 2.5  # spacings of the nearest neighbours: 2.1 of points at random, 1 of a lattice, more of clumps
FEWEST_OF_AN_AREA = 30  # points, or what is covered are only clumps
REACH_OF_GAUSSIAN = 4.0  # standard deviations
MM_PER_M = 1000.0
ROOT_2 = float(np.sqrt(2.0))


@dataclass(frozen=True)
class ZoneGrid:
    """A grid over the points, row 0 in the north.

    west, north : the outer corner, in coordinates of the layer
    cell_x, cell_y : size of a cell in those coordinates, both positive
    cell_m : side of a cell in metres, at the middle of the layer
    spacing_m : typical distance between neighbouring points, see ``point_spacing``
    shape : rows, columns
    edge : how far beyond the outermost points the covered ground ends, in spacings
    """

    west: float
    north: float
    cell_x: float
    cell_y: float
    cell_m: float
    spacing_m: float
    shape: tuple[int, int]
    edge: float = EDGE

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
    rate_mean_std : mm/yr, at most so much is the standard error of the mean: the errors of the points inside, as if
        they erred alike; NaN where these are not known. A map of rates alone does not tell errors that are wider than a
        zone from motion
    area_beyond_m2 : of the area, what lies beyond the outermost points: covered where points are centres of pixels,
        not where they lie on the edge of what sinks, which the points alone cannot tell
    """

    rank: int
    rate_min: float
    rate_mean: float
    area_m2: float
    volume_m3_per_yr: float
    n_points: int
    cluster: object
    outline: bytes
    rate_mean_std: float = float("nan")
    area_beyond_m2: float = float("nan")

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


def point_spacing(metres: np.ndarray) -> float:
    """Typical distance in metres between neighbours of points that cover ground, whether or not they come in clumps.

    metres : shape=(n_points, 2)

    Random points at λ per area occupy a share 1 − exp(−λ c²) of cells of side c, so that the occupied area grows by
    1 + exp(−λ c²) when the cells become twice as large in area. Cells are enlarged until that growth is less than
    1.5 while most points lie in connected areas of 30 or more, not in clumps; then λ follows, and the spacing 1/√λ.
    Where the next enlargement brings far more than that λ foretells, what was found is the inside of larger clumps
    (buildings), and the search goes on.
    """
    from scipy.spatial import cKDTree

    if len(metres) > POINTS_FOR_SPACING:  # the middle of the layer tells as much
        share = float(np.sqrt(POINTS_FOR_SPACING / len(metres)))
        low, high = np.quantile(metres, [0.5 - share / 2.0, 0.5 + share / 2.0], axis=0)
        middle = metres[((metres >= low) & (metres <= high)).all(axis=1)]
        metres = middle if len(middle) > POINTS_FOR_SPACING / 10 else metres
    unique = np.unique(metres, axis=0)
    if len(unique) < 2:
        raise SubsidenceError(message("The points lie in one place, so there is no area to divide into zones."))
    nearest = float(np.median(cKDTree(unique).query(unique, k=2)[0][:, 1]))
    cell, found = 0.7 * nearest, nearest
    area, wider = (_occupied_area(metres, size) for size in (cell, cell * ROOT_2))
    while len(unique) >= FEWEST_OF_AN_AREA and cell < np.ptp(metres, axis=0).max() / 3.0:
        widest = _occupied_area(metres, cell * 2.0)
        points_in_a_cell = -float(np.log(max(wider / area - 1.0, 1e-9)))
        if wider / area < COVERED_GROWTH and _in_areas(metres, cell * ROOT_2):
            spacing = cell / float(np.sqrt(min(points_in_a_cell, 1.0)))
            foretold = 1.0 + np.exp(-2.0 * points_in_a_cell)
            if spacing < OF_SINGLE_POINTS * nearest or widest / wider < foretold + GROWTH_OF_CLUMPS:
                return spacing
            found = spacing if found == nearest else found
        cell, area, wider = cell * ROOT_2, wider, widest
    return found


def _occupied_area(metres: np.ndarray, cell: float) -> float:
    """Area in cells that hold a point, the mean of two places of the grid."""
    low = metres.min(axis=0)
    return float(np.mean([len(_cell_numbers((metres - low) / cell + shift)[0]) for shift in (0.0, 0.5)])) * cell**2


def _cell_numbers(cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One number for each occupied cell, and how many points each holds."""
    index = np.floor(cells).astype(np.int64)
    return np.unique(index[:, 0] * 2**31 + index[:, 1], return_counts=True)


def _in_areas(metres: np.ndarray, cell: float) -> bool:
    """Whether most points lie in areas of touching cells with 30 points or more."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    numbers, points = _cell_numbers((metres - metres.min(axis=0)) / cell)
    tree = cKDTree(np.column_stack([numbers // 2**31, numbers % 2**31]).astype(float))
    pairs = tree.query_pairs(1.5, output_type="ndarray")
    links = coo_matrix((np.ones(len(pairs), dtype=bool), tuple(pairs.T)), shape=(len(numbers),) * 2)
    _, area = connected_components(links, directed=False)
    of_area = np.bincount(area, weights=points)
    return bool(of_area[of_area >= FEWEST_OF_AN_AREA].sum() > len(metres) / 2.0)


def make_grid(xy: np.ndarray, *, geographic: bool, metres_per_unit: float = 1.0, cell_m: float = 0.0) -> ZoneGrid:
    """A grid of square cells over the points.

    xy : shape=(n_points, 2); degrees where ``geographic``, else units of ``metres_per_unit``
    cell_m : 0 takes an eighth to a half of the spacing of the points, or more where the grid would become too large
    """
    middle = xy.mean(axis=0)
    if geographic:
        east_m, north_m = (float(length) for length in metres_per_degree(np.array(middle[1])))
    else:
        east_m = north_m = metres_per_unit
    metres = (xy - middle) * [east_m, north_m]
    spacing_m = point_spacing(metres)
    margin_m = (REACH + 1.0) * spacing_m
    width, height = np.ptp(metres, axis=0) + 2.0 * margin_m
    if cell_m > max(width, height):
        raise SubsidenceError(
            message(
                "Cells of {cell_m:.0f} m are larger than the whole layer ({size:.0f} m); choose smaller cells.",
                cell_m=cell_m,
                size=max(width, height),
            )
        )
    if not cell_m:
        finest, smallest = (float(np.sqrt(width * height / limit)) for limit in (CELLS_AT_EASE, CELLS_LIMIT))
        cell_m = max(min(max(spacing_m / 8.0, finest), spacing_m / 2.0), smallest * 1.01)
    if float(width) * float(height) > 100.0 * CELLS_LIMIT * cell_m**2:  # numbers of cells that no integer holds
        raise SubsidenceError(
            message("Cells of {cell_m:.3g} m are far too small for this layer; choose larger cells.", cell_m=cell_m)
        )
    margin = (np.ceil(margin_m / cell_m) + 1.5) * cell_m
    cell_x, cell_y = cell_m / east_m, cell_m / north_m
    west, north = xy[:, 0].min() - margin / east_m, xy[:, 1].max() + margin / north_m
    columns = int(np.ceil((xy[:, 0].max() - west + margin / east_m) / cell_x))
    rows = int(np.ceil((north - xy[:, 1].min() + margin / north_m) / cell_y))
    if rows * columns > CELLS_LIMIT:
        raise SubsidenceError(
            message(
                "Cells of {cell_m:.0f} m make a grid of {rows} x {columns} over this layer; choose larger cells.",
                cell_m=cell_m,
                rows=rows,
                columns=columns,
            )
        )
    return ZoneGrid(west, north, cell_x, cell_y, cell_m, spacing_m, (rows, columns), _edge(metres, spacing_m))


def _edge(metres: np.ndarray, spacing_m: float) -> float:
    """How far beyond the outermost points the covered ground ends, in spacings: less of a lattice than at random."""
    from scipy.spatial import cKDTree

    unique = np.unique(metres, axis=0)
    sample = unique[:: max(1, len(unique) // POINTS_FOR_EDGE)]
    away = cKDTree(unique).query(sample, k=5)[0]  # itself and the four of a lattice
    near = float(np.median(away[:, 1]))
    evenness = min(max((near / spacing_m - SCATTERED) / (EVEN - SCATTERED), 0.0), 1.0)
    if not evenness:
        return EDGE
    outermost = float((away[:, 4] > NEXT_OF_A_LATTICE * near).mean())
    per_side = 4.0 / max(outermost, 1e-9) - 1.0
    even_edge = max(EVEN_EDGE, PIXEL_EDGE - PER_SIDE * per_side)
    return EDGE + (even_edge - EDGE) * evenness


@dataclass(frozen=True)
class Surface:
    """Rates on a grid, NaN where the points cover no ground; each of the grid's shape.

    smooth : around each cell, to find what sinks together
    nearest : of the nearest cell with points, to sum what settles: smoothing would spread it over the edge
    beyond : whether the cell lies beyond the outermost points
    """

    smooth: np.ndarray
    nearest: np.ndarray
    beyond: np.ndarray


def rate_surface(grid: ZoneGrid, xy: np.ndarray, rate_mm_per_yr: np.ndarray, smoothing_m: float) -> Surface:
    """Rates of the ground that the points cover; ``smoothing_m`` is the standard deviation of a Gaussian."""
    row, column = grid.cells(xy)
    flat = row * grid.shape[1] + column
    size = grid.shape[0] * grid.shape[1]
    count = np.bincount(flat, minlength=size)
    mean = np.bincount(flat, weights=rate_mm_per_yr, minlength=size)
    occupied = (count > 0).reshape(grid.shape)
    mean = np.divide(mean, count, out=mean, where=count > 0).reshape(grid.shape)
    del count, flat, row, column
    sigma = smoothing_m / grid.cell_m
    truncate = min(REACH_OF_GAUSSIAN, max(grid.shape) / sigma) if sigma > 0 else 0.0  # no cell lies farther away
    halo = 2 * int(np.ceil(REACH * grid.spacing_m / grid.cell_m)) + 4  # what tells whether a cell is covered
    smooth, nearest = (np.full(grid.shape, np.nan) for _ in range(2))
    beyond = np.ones(grid.shape, dtype=bool)
    for rows, around, inner in _bands(grid.shape, max(halo, int(truncate * sigma + 0.5) + 1)):
        if occupied[around].any():
            parts = _band(grid, occupied[around], mean[around], sigma, truncate)
            smooth[rows], nearest[rows], beyond[rows] = (part[inner] for part in parts)
    return Surface(smooth, nearest, beyond)


def _bands(shape: tuple[int, int], halo: int) -> Iterator[tuple[slice, slice, slice]]:
    """Some rows at a time, the same with ``halo`` rows around, and where they lie in those."""
    height = max(CELLS_AT_ONCE // shape[1], halo, 1)
    for start in range(0, shape[0], height):
        stop, first = min(start + height, shape[0]), max(start - halo, 0)
        yield slice(start, stop), slice(first, min(stop + halo, shape[0])), slice(start - first, stop - first)


def _band(
    grid: ZoneGrid, occupied: np.ndarray, mean: np.ndarray, sigma: float, truncate: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """``Surface``'s arrays for some rows; right but for the rows that are only around others."""
    from scipy import ndimage

    away, (near_row, near_column) = ndimage.distance_transform_edt(~occupied, return_indices=True)
    covered, beyond = _covered(away * grid.cell_m, grid)
    nearest = np.where(covered, mean[near_row, near_column], np.nan)
    if sigma <= 0:
        return nearest, nearest, beyond
    weight = ndimage.gaussian_filter(occupied.astype(float), sigma, mode="constant", truncate=truncate)
    value = ndimage.gaussian_filter(mean, sigma, mode="constant", truncate=truncate)
    known = covered & (weight > 0)
    return np.divide(value, weight, out=np.full(occupied.shape, np.nan), where=known), nearest, beyond


def _covered(away_m: np.ndarray, grid: ZoneGrid) -> tuple[np.ndarray, np.ndarray]:
    """Cells on ground that the points cover: grown by the reach and shrunk again; and which lie beyond the points.

    away_m : distance of each cell from the nearest one with points
    """
    from scipy import ndimage

    reach = REACH * grid.spacing_m
    beyond = (
        grid.edge * grid.spacing_m - grid.cell_m / 2.0
    )  # an occupied cell itself reaches half a cell beyond its points
    if grid.cell_m > grid.spacing_m / FINE_CELLS_PER_SPACING * 1.01:
        beyond = np.floor(max(beyond, 0.0) / grid.cell_m) * grid.cell_m  # coarse cells claim no more than they hold
    near = away_m <= reach
    within_m = np.full(near.shape, np.inf) if near.all() else ndimage.distance_transform_edt(near) * grid.cell_m
    return within_m > reach - beyond, within_m <= reach + grid.cell_m / 2.0


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
    rate_std_mm_per_yr: np.ndarray | None = None,
    report: Report = SILENT,
) -> tuple[list[Zone], ZoneGrid]:
    """Areas where the smoothed rate is at or below the threshold, largest settled volume first.

    Parameters
    ----------
    xy : ndarray, shape=(n_points, 2)
        Degrees, or the units of a projected CRS.
    rate_mm_per_yr : ndarray, shape=(n_points,)
        NaN takes no part.
    threshold_mm_per_yr : float
        Its size counts, so −10 and 10 both mean "sinks by 10 mm/yr or more".
    min_area_m2 : float
        Smaller areas are left out.
    geographic : bool
        Whether ``xy`` are degrees.
    metres_per_unit : float
        Of a projected CRS.
    cell_m : float
        Side of a cell; 0 takes one and a half times the points' spacing.
    smoothing_m : float, optional
        Standard deviation of the Gaussian; None takes the spacing of the points, or one cell where that is larger;
        0 does not smooth.
    clusters : ndarray, shape=(n_points,), optional
        To name the most frequent one in each zone.
    rate_std_mm_per_yr : ndarray, shape=(n_points,), optional
        Standard errors of the rates, NaN where unknown, for that of a zone's mean.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    tuple of list of Zone, ZoneGrid
        The zones, the largest volume first, and the grid they were found on.

    Raises
    ------
    SubsidenceError
        Where no point has a rate, or the grid would be too large.

    Examples
    --------
    >>> x, y = np.meshgrid(np.arange(0.0, 2000.0, 50.0), np.arange(0.0, 2000.0, 50.0))
    >>> xy = np.column_stack([x.ravel(), y.ravel()])
    >>> rate = -30.0 * np.exp(-((xy - 1000.0) ** 2).sum(axis=1) / (2 * 300.0**2))
    >>> zones, _ = find_zones(xy, rate, 10.0, 10_000.0, geographic=False)
    >>> [zone.rank for zone in zones]
    [1]
    """
    from scipy import ndimage

    known = np.isfinite(rate_mm_per_yr) & np.isfinite(xy).all(axis=1)
    if not known.any():
        raise SubsidenceError(message("No point has a rate."))
    xy, rate = np.array(xy, dtype=float)[known], np.asarray(rate_mm_per_yr, dtype=float)[known]
    if geographic:
        xy[:, 0] = continuous_longitude(xy[:, 0])
    gridding, smoothing, labelling, _outlining = report.parts(2, 2, 3, 3)
    grid = make_grid(xy, geographic=geographic, metres_per_unit=metres_per_unit, cell_m=cell_m)
    gridding.progress(1.0)
    smoothing_m = max(grid.cell_m, grid.spacing_m) if smoothing_m is None else smoothing_m
    surface = rate_surface(grid, xy, rate, smoothing_m)
    smoothing.progress(1.0)
    with np.errstate(invalid="ignore"):
        labels, count = ndimage.label(surface.smooth <= -abs(threshold_mm_per_yr))
    area, area_beyond, volume = _sums(grid, labels, count, surface, geographic)
    row, column = grid.cells(xy)
    zone_of_point = labels[row, column]
    points = np.bincount(zone_of_point, minlength=count + 1)[1:]
    kept = [index for index in np.argsort(-volume, kind="stable") if area[index] >= min_area_m2 and points[index]]
    labelling.progress(1.0)
    del surface, row, column
    outlines = _outlines(labels, grid) if kept else {}
    del labels
    squares = None if rate_std_mm_per_yr is None else np.square(np.asarray(rate_std_mm_per_yr, dtype=float)[known])
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
                _error_alike(squares[inside]) if squares is not None else float("nan"),
                float(area_beyond[index]),
            )
        )
    report.progress(1.0)
    return zones, grid


def _sums(
    grid: ZoneGrid, labels: np.ndarray, count: int, surface: Surface, geographic: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Area, what of it lies beyond the points, and the volume that settles in a year, of each label from 1 on."""
    of_row = grid.cell_area_m2(geographic)
    sums = np.zeros((3, count + 1))
    for rows, _, _ in _bands(grid.shape, 0):
        row, column = np.nonzero(labels[rows])
        label, area = labels[rows][row, column], of_row[rows][row]
        rate = np.nan_to_num(surface.nearest[rows][row, column])
        for total, values in zip(sums, (area, area * surface.beyond[rows][row, column], -rate * area / MM_PER_M)):
            total += np.bincount(label, values, count + 1)
    return sums[0, 1:], sums[1, 1:], sums[2, 1:]


def _error_alike(squares: np.ndarray) -> float:
    """The error of a mean of values that err alike, from the squares of their errors; NaN where none is known."""
    told = squares[np.isfinite(squares)]
    return float(np.sqrt(told.mean())) if told.size else float("nan")


def _outlines(labels: np.ndarray, grid: ZoneGrid) -> dict[int, bytes]:
    """The outline of every label as well-known binary, traced along the cells by GDAL."""
    from osgeo import gdal, ogr

    raster = gdal.GetDriverByName("MEM").Create("", grid.shape[1], grid.shape[0], 1, gdal.GDT_Int32)
    raster.SetGeoTransform(grid.geotransform)
    band = raster.GetRasterBand(1)
    for rows, _, _ in _bands(grid.shape, 0):
        some = np.ascontiguousarray(labels[rows], dtype=np.int32)
        band.WriteRaster(0, rows.start, grid.shape[1], len(some), some.tobytes())
    holder = ogr.GetDriverByName("Memory").CreateDataSource("zones")
    layer = holder.CreateLayer("zones", geom_type=ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("label", ogr.OFTInteger))
    gdal.Polygonize(band, band, layer, 0)
    return {feature.GetField(0): bytes(feature.GetGeometryRef().ExportToWkb()) for feature in layer}


def _most_frequent(values: np.ndarray) -> object:
    known = [value for value in values.tolist() if value is not None and value == value]
    return max(sorted(set(known), key=str), key=known.count) if known else None

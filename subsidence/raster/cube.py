"""A displacement series on a raster grid, and its pixels as points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ..errors import SubsidenceError
from ..possible import check_days
from ..progress import SILENT, Report
from ..series import DeformationSeries, linear_rate
from ..spatial.look_vectors import LOS_FIELDS, with_believed_look
from ..units import LOS, VERTICAL
from ..wording import message

WGS84 = "EPSG:4326"
PIXELS_AT_ONCE = 16_384
SMALLEST_MM, LARGEST_MM = 0.5, 10_000.0  # of a series; beyond, the unit is probably another
Extent = tuple  # (x_min, y_min, x_max, y_max) in degrees
# Layers that scale with the displacement, so that they turn vertical together with it.
DISPLACEMENT_LAYERS = ("velocity_std", "resid_rms", "stc", "vstd", "intercept")


@dataclass(frozen=True)
class Grid:
    """North-up pixels: GDAL's geotransform, the number of rows and columns, the CRS as authority id or WKT."""

    geotransform: tuple[float, ...]
    n_rows: int
    n_columns: int
    crs: str = WGS84

    @property
    def shape(self) -> tuple[int, int]:
        return self.n_rows, self.n_columns

    def centres(self, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Coordinates of pixel centres; shape=(n, 2)."""
        x0, dx, _, y0, _, dy = self.geotransform
        return np.column_stack([x0 + (np.asarray(columns) + 0.5) * dx, y0 + (np.asarray(rows) + 0.5) * dy])

    def pixel_of(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the pixel that holds a coordinate; may lie outside the grid."""
        x0, dx, _, y0, _, dy = self.geotransform
        return int(np.floor((y - y0) / dy)), int(np.floor((x - x0) / dx))

    def window(self, extent: tuple[float, float, float, float]) -> tuple[slice, slice]:
        """Rows and columns whose centres lie inside ``extent`` = (x_min, y_min, x_max, y_max)."""
        x_min, y_min, x_max, y_max = extent
        x0, dx, _, y0, _, dy = self.geotransform
        x = x0 + (np.arange(self.n_columns) + 0.5) * dx
        y = y0 + (np.arange(self.n_rows) + 0.5) * dy
        columns = np.flatnonzero((x >= x_min) & (x <= x_max))
        rows = np.flatnonzero((y >= y_min) & (y <= y_max))
        if not columns.size or not rows.size:
            raise SubsidenceError(
                message(
                    "The extent does not touch the data, which cover x {least:.6g} … {most:.6g}, y"
                    " {least_2:.6g} … {most_2:.6g} ({crs}).",
                    least=x.min(),
                    most=x.max(),
                    least_2=y.min(),
                    most_2=y.max(),
                    crs=self.crs[:40],
                )
            )
        return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)

    def crop(self, rows: slice, columns: slice) -> Grid:
        x0, dx, a, y0, b, dy = self.geotransform
        corner = (x0 + columns.start * dx, dx, a, y0 + rows.start * dy, b, dy)
        return Grid(corner, rows.stop - rows.start, columns.stop - columns.start, self.crs)

    def pixel_size_m(self) -> tuple[float, float]:
        """Height and width of the middle pixel in metres on the ellipsoid; without a CRS, in the grid's own units."""
        from .pixel_size import pixel_size_m

        return pixel_size_m(self.geotransform, self.n_rows, self.n_columns, self.crs)


def usual_degrees(grid: Grid, name: str) -> Grid:
    """A grid in degrees with longitudes beyond 180 as those of the west; another CRS stays as it is.

    Raises ``SubsidenceError`` where the grid reaches beyond what degrees can be.
    """
    x0, dx, a, y0, b, dy = grid.geotransform
    if grid.crs != WGS84:
        return grid
    far_x, far_y = max(abs(x0), abs(x0 + dx * grid.n_columns)), max(abs(y0), abs(y0 + dy * grid.n_rows))
    if far_x > 360.0 + abs(dx) or far_y > 90.0 + abs(dy):
        raise SubsidenceError(
            message(
                "{name} has a CRS in degrees, but reaches to {x:.10g}, {y:.10g}; assign it the true CRS, or exchange"
                " its axes.",
                name=name,
                x=x0,
                y=y0,
            )
        )
    return replace(grid, geotransform=(x0 - 360.0, dx, a, y0, b, dy)) if x0 >= 180.0 else grid


def doubt_size(displacement_mm: np.ndarray, name: str, report: Report) -> None:
    """Say where displacements are so small or so large that they are probably in another unit."""
    some = displacement_mm[-1] if displacement_mm.size else displacement_mm
    known = np.abs(some[np.isfinite(some)])
    most = float(np.percentile(known, 99.5)) if known.size else np.nan
    if 0.0 < most < SMALLEST_MM or most > LARGEST_MM:
        report.warn(
            message(
                "{name}: displacements reach {most:.3g} mm, which is hardly possible; check their unit.",
                name=name,
                most=most,
            )
        )


@dataclass(frozen=True)
class CubePoints:
    """Pixels of a cube as points.

    series : displacements, (n_points, n_epochs); no epochs where the product holds rates only
    velocity_mm_per_yr : shape=(n_points,)
    point_id : shape=(n_points,), 1 + row · columns + column in the whole product, the same for every crop and mask
    columns : further values per point by field name
    """

    series: DeformationSeries
    velocity_mm_per_yr: np.ndarray
    point_id: np.ndarray
    columns: Mapping[str, np.ndarray]


@dataclass(frozen=True)
class DisplacementCube:
    """Displacement, rate and what is known about each pixel.

    dates : shape=(n_epochs,), datetime64[D]; empty where the product holds rates only
    displacement_mm : shape=(n_epochs, n_rows, n_columns), float32, NaN where missing; positive towards the
        satellite or up
    velocity_mm_per_yr : shape=(n_rows, n_columns)
    mask : shape=(n_rows, n_columns), True = keep; None where the product has none
    layers : further rasters by field name: velocity_std, coherence, height, los_e, los_n, los_u, …
    pixel_number : shape=(n_rows, n_columns), the pixels' ``point_id``
    geometry : line of sight or vertical
    reference, mask_source : where the displacement is zero, and where the mask comes from, in words
    """

    dates: np.ndarray
    displacement_mm: np.ndarray
    velocity_mm_per_yr: np.ndarray
    grid: Grid
    mask: np.ndarray | None = None
    layers: Mapping[str, np.ndarray] = field(default_factory=dict)
    pixel_number: np.ndarray = None  # type: ignore[assignment]  # numbered in order where it is not given
    geometry: str = LOS
    reference: str = ""
    source: str = ""
    mask_source: str = ""

    def __post_init__(self) -> None:
        shape = self.grid.shape
        if self.displacement_mm.shape != (self.dates.size, *shape) or self.velocity_mm_per_yr.shape != shape:
            raise SubsidenceError(
                message(
                    "The displacements have shape {count}, which does not fit {total} dates and {width}"
                    " x {count_d} pixels.",
                    count=self.displacement_mm.shape,
                    total=self.dates.size,
                    width=shape[0],
                    count_d=shape[1],
                )
            )
        if self.dates.size and (np.diff(self.dates) <= np.timedelta64(0, "D")).any():
            raise SubsidenceError(
                message(
                    "The dates of {source} do not increase from epoch to epoch.", source=self.source or "the product"
                )
            )
        check_days(self.dates, self.source or message("The product"))
        if self.pixel_number is None:
            object.__setattr__(self, "pixel_number", 1 + np.arange(shape[0] * shape[1]).reshape(shape))

    @property
    def has_data(self) -> np.ndarray:
        """Pixels with a rate or at least one displacement; shape=(n_rows, n_columns), bool."""
        known = np.isfinite(self.velocity_mm_per_yr)
        for frame in self.displacement_mm:
            known = known | np.isfinite(frame)
        return known

    def masked(self) -> DisplacementCube:
        """NaN wherever the mask does not keep a pixel; refuses a mask that keeps none of the data."""
        if self.mask is None:
            return self
        had = int(self.has_data.sum())
        if had and not (self.has_data & self.mask).any():
            raise SubsidenceError(
                message(
                    "The mask {mask_source} removes every one of the {had} pixels with data; run again with"
                    " APPLY_MASK=False, or process again with wider mask thresholds.",
                    mask_source=self.mask_source or "of the product",
                    had=had,
                )
            )
        displacement = np.where(self.mask, self.displacement_mm, np.float32(np.nan))
        velocity = np.where(self.mask, self.velocity_mm_per_yr, np.float32(np.nan))
        return replace(self, displacement_mm=displacement, velocity_mm_per_yr=velocity)

    def with_believed_look(self, report: Report = SILENT) -> DisplacementCube:
        """The same with its line of sight checked: turned where it points down, left out where it cannot be one."""
        name = self.source or message("the product")
        return replace(self, layers=with_believed_look(self.layers, name, report))

    def vertical(self) -> DisplacementCube:
        """Line of sight divided by its up component: right where the ground moves straight up or down only."""
        if self.geometry == VERTICAL:
            return self
        up = self.layers.get("los_u")
        if up is None or not np.isfinite(up).any():
            raise SubsidenceError(
                message(
                    "The vertical displacement needs the up component of the line of sight (los_u, LiCSBAS'"
                    " U.geo), which {source} does not hold; run again without VERTICAL.",
                    source=self.source or "the product",
                )
            )
        with np.errstate(divide="ignore", invalid="ignore"):
            up = np.where(np.isfinite(up) & (up > 0), up, np.nan).astype(np.float32)
            layers = {
                name: values / up if name in DISPLACEMENT_LAYERS else values
                for name, values in self.layers.items()
                if name not in LOS_FIELDS
            }
            return replace(
                self,
                displacement_mm=self.displacement_mm / up,
                velocity_mm_per_yr=self.velocity_mm_per_yr / up,
                layers=layers,
                geometry=VERTICAL,
            )

    def to_points(self) -> CubePoints:
        """The pixels that have data, row by row from the north-west."""
        rows, columns = np.nonzero(self.has_data)
        if not rows.size:
            raise SubsidenceError(
                message("No pixel of {source} holds data in this extent.", source=self.source or "the product")
            )
        displacement = self.displacement_mm[:, rows, columns].T
        return CubePoints(
            series=DeformationSeries(self.dates, displacement, self.grid.centres(rows, columns)),
            velocity_mm_per_yr=self.velocity_mm_per_yr[rows, columns],
            point_id=self.pixel_number[rows, columns],
            columns={name: values[rows, columns] for name, values in self.layers.items()},
        )


def filled_epochs(
    displacement: np.ndarray, dates: np.ndarray, velocity: np.ndarray, name: str, report: Report = SILENT
) -> tuple[np.ndarray, np.ndarray]:
    """Displacement and dates as they are, or none of either where no displacement has a value and rates have.

    Pixels that have a rate but no displacement at any date are counted in a warning.
    """
    if not dates.size or not np.isfinite(velocity).any():
        return displacement, dates
    known = np.zeros(velocity.shape, dtype=bool)
    for frame in displacement:
        known |= np.isfinite(frame)
    bare = np.isfinite(velocity) & ~known
    if not known.any():
        report.warn(
            message(
                "The displacements of {name} hold no value at any of the {count} dates, while its rates do; the rates"
                " are read without a series. Make the file again to have one.",
                name=name,
                count=dates.size,
            )
        )
        return displacement[:0], dates[:0]
    if bare.any():
        report.warn(
            message(
                "{count} pixels of {name} have a rate, but no displacement at any date; their series are NULL.",
                count=int(bare.sum()),
                name=name,
            )
        )
    return displacement, dates


def rate_of(displacement: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Least-squares rate in mm/yr of a cube (n_epochs, n_rows, n_columns); shape=(n_rows, n_columns)."""
    flat = displacement.reshape(dates.size, -1)
    rate = np.empty(flat.shape[1], dtype=np.float32)
    for start in range(0, rate.size, PIXELS_AT_ONCE):
        some = slice(start, start + PIXELS_AT_ONCE)
        rate[some] = linear_rate(flat[:, some].T, dates)[0]
    return rate.reshape(displacement.shape[1:])


def pixel_numbers(whole: Grid, rows: slice, columns: slice) -> np.ndarray:
    """The ``point_id`` of the pixels of a window: 1 + row · columns + column in the whole product."""
    return 1 + np.arange(whole.n_rows * whole.n_columns).reshape(whole.shape)[rows, columns]

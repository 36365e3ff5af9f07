"""What a step of a job is: its keys, what it reads, and what it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Union

import numpy as np

from ..errors import SubsidenceError
from ..factors.never_factors import sort_fields
from ..products.points import PointProduct
from ..progress import Report
from ..raster.cube import DisplacementCube, Grid
from ..tabular.bounded_memory import files_are_seen, numbers_in_a_file
from ..tabular.shared_rows import readable
from ..wording import message
from .side_files import Table, WrittenPage

Values = Mapping[str, Any]
POINTS, RASTERS = "points", "rasters"
SEEDS = (0, 2_147_483_647)
NUMBER = float  # in place of a default: a number that may be left out


@dataclass(frozen=True)
class RowBlocks:
    """A cube that never is in memory as a whole; blocks : as of ``write_raster_store``."""

    blocks: Iterable[DisplacementCube]
    grid: Grid


Product = Union[PointProduct, DisplacementCube, RowBlocks, Table, WrittenPage, Callable[[Path], None]]


@dataclass(frozen=True)
class Step:
    """run : from the values of all keys and a report to a product for each output that is wanted
    keys : those that are no paths, each with its default and so its type
    inputs, outputs : keys that hold paths; outputs with their kind
    required : inputs that must be given; either : outputs of which one must, where OUTPUT need not
    several : inputs that hold a list of paths
    in_mm : keys of the toolbox that say what a layer is in; a store is in mm
    limits : least and largest of numbers; choices : all values of texts that are chosen; both as in the toolbox
    """

    run: Callable[[Values, Report], Mapping[str, Product]]
    keys: Mapping[str, Any]
    inputs: tuple[str, ...] = ("INPUT",)
    outputs: Mapping[str, str] = None  # type: ignore[assignment]  # a store of points
    required: tuple[str, ...] = ("INPUT",)
    either: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    in_mm: tuple[str, ...] = ()
    limits: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.outputs is None:
            object.__setattr__(self, "outputs", {"OUTPUT": POINTS})


def points_in(values: Values, key: str = "INPUT") -> PointProduct:
    """The points of a store, or the pixels with data of a store of rasters; workers read their part of the store."""
    from ..store.point_store import open_store
    from ..store.raster_store import is_raster_store, open_raster_store
    from ..store.store_rows import PixelRows, StoreRows

    if is_raster_store(values[key]):
        rasters = open_raster_store(values[key])
        cube = rasters.cube()
        product = points_of(cube)
        if files_are_seen():
            values_mm = product.series.displacement_mm
            readable(values_mm, PixelRows.of(rasters, cube.has_data, values_mm.dtype))
        return product
    store = open_store(values[key])
    product = store.product()
    if files_are_seen():
        readable(product.series.displacement_mm, StoreRows.of(store, product.series.displacement_mm.dtype))
    return product


def room_beside(values: Values) -> Callable[[tuple[int, ...], np.dtype], np.ndarray]:
    """What makes arrays of a shape and kind: in files beside the output where workers are to see them."""
    if not files_are_seen():
        return np.empty
    return lambda shape, kind: numbers_in_a_file(shape[0], shape[1], Path(values["OUTPUT"]).parent, kind)


def points_of(cube: DisplacementCube) -> PointProduct:
    """The pixels that have data."""
    found = cube.to_points()
    return PointProduct(
        found.series, found.velocity_mm_per_yr, found.point_id, found.columns, cube.grid.crs, cube.geometry,
        cube.reference, cube.source,
    )  # fmt: skip


def with_columns(product: PointProduct, columns: Mapping[str, np.ndarray]) -> PointProduct:
    """The same points with more columns."""
    return replace(product, columns={**product.columns, **columns})


def existing(values: Values, key: str = "INPUT") -> Path:
    """A file or folder that is read."""
    path = Path(values[key])
    if not path.exists():
        raise SubsidenceError(message("The input {path} does not exist.", path=path))
    return path


def name_of(values: Values, key: str = "INPUT") -> str:
    """What a page calls an input."""
    return Path(values[key]).name


def columns_of(product: PointProduct, names: list[str]) -> dict[str, np.ndarray]:
    """Columns of a store by name, numbers or texts."""
    absent = [name for name in names if name not in product.columns]
    if absent:
        column(product, absent[0])
    return {name: product.columns[name] for name in names}


def column(product: PointProduct, name: str) -> np.ndarray:
    """A column of numbers of a store; shape=(n_points,)."""
    values = product.columns.get(name)
    if values is None or values.dtype.kind not in "fiub":
        raise SubsidenceError(
            message(
                "The store has no column of numbers {name}; it has {names}.",
                name=name,
                names=", ".join(one for one, held in product.columns.items() if held.dtype.kind in "fiub") or "–",
            )
        )
    return values.astype(float)


def names_in(text: str) -> list[str]:
    """Names with commas or semicolons between."""
    return [piece.strip() for piece in text.replace(";", ",").split(",") if piece.strip()]


def chosen_factors(names: list[str], report: Report) -> list[str]:
    """The factors, each once, without those that only say which point it is; refused are those that hold the motion."""
    found = sort_fields(list(dict.fromkeys(names)))
    if found.answers:
        raise SubsidenceError(
            message(
                "These fields hold the motion itself, or were made from it, and cannot explain it: {names}.",
                names=", ".join(found.answers),
            )
        )
    if found.bookkeeping:
        told = ", ".join(found.bookkeeping)
        if not found.factors:
            raise SubsidenceError(
                message(
                    "These fields only say which point it is and how it was seen; choose factors instead of {names}.",
                    names=told,
                )
            )
        report.warn(
            message(
                "Fields that only say which point it is or how it was seen are no factors and are left out: {names}.",
                names=told,
            )
        )
    return list(found.factors)


def numbers_in(text: str, count: int, key: str) -> list[float] | None:
    """So many numbers with commas between, None for an empty text."""
    if not text.strip():
        return None
    try:
        found = [float(piece) for piece in text.split(",")]
    except ValueError:
        found = []
    if len(found) != count or not np.isfinite(found).all():
        raise SubsidenceError(
            message(
                "{key} must hold {count} numbers with commas between, not “{text}”.", key=key, count=count, text=text
            )
        )
    return found


def extent_in(text: str, key: str) -> tuple[float, float, float, float] | None:
    """x_min, y_min, x_max, y_max of an extent as QGIS writes it: x_min, x_max, y_min, y_max; None for an empty text."""
    found = numbers_in(text, 4, key)
    return None if found is None else (found[0], found[2], found[1], found[3])

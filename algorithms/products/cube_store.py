"""Displacement cubes in a store of rasters."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingParameterFolderDestination

from ...bridge.i18n import tr
from ...subsidence.packages import require

RASTER_STORE = "RASTER_STORE"

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.raster.cube import DisplacementCube, Grid
    from ..base import SubsidenceAlgorithm


def add_raster_store(algorithm: SubsidenceAlgorithm) -> None:
    """The folder for a cube as it is, on its pixels."""
    algorithm.add(
        QgsProcessingParameterFolderDestination(RASTER_STORE, tr("Raster store"), None, True, False),
        tr(
            "A folder with displacement, rate and layers of all pixels as a Zarr cube, which GDAL, xarray and “Import"
            " dated displacement rasters” read. Needs the Python package zarr."
        ),
        advanced=True,
    )


def check_raster_store(call: Call) -> None:
    """Miss zarr, and find a folder with something else in it, before the work."""
    if _wanted(call):
        require("zarr")
        from ...subsidence.store.store_folder import check_place

        check_place(_folder(call))


def write_store(call: Call, cube: DisplacementCube) -> dict[str, str]:
    """Write the cube into the store if one is wanted; returns the output."""
    return write_blocks(call, [cube], cube.grid) if _wanted(call) else {}


def write_blocks(call: Call, blocks: Iterable[DisplacementCube], grid: Grid) -> dict[str, str]:
    """The same for blocks of rows, of which one at a time is in memory."""
    from ...subsidence.store.raster_store import write_raster_store

    folder = _folder(call)
    store = write_raster_store(folder, blocks, grid, provenance=call.provenance())
    call.report.info(
        tr("{epochs} epochs of {rows} x {columns} pixels are in the store {path}.").format(
            epochs=store.dates.size, rows=grid.n_rows, columns=grid.n_columns, path=folder
        )
    )
    return {RASTER_STORE: str(folder)}


def _wanted(call: Call) -> bool:
    return call.algorithm.parameterDefinition(RASTER_STORE) is not None and call.wants(RASTER_STORE)


def _folder(call: Call) -> Path:
    return Path(call.algorithm.parameterAsFileOutput(call.parameters, RASTER_STORE, call.context)).absolute()

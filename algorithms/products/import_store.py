"""Points of a deformation store as a layer with everything, such as other algorithms need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from ...bridge.stored_series import STORE_ROW
from ...subsidence.errors import SubsidenceError
from ..base import SubsidenceAlgorithm
from .point_layers import write_product

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.store.point_store import PointStore

BYTES_PER_VALUE = 9  # in a GeoPackage, at least
MANY = 1_000_000  # points of 150 epochs, in a layer


class ImportStore(SubsidenceAlgorithm):
    ID = "import_store"
    GROUP = "insar"
    PACKAGES = ("pyarrow",)
    EXAMPLE = {"INPUT": "tile", "EXTENT": "102.6,102.8,24.8,25.1", "OUTPUT": "points.gpkg"}

    def title(self) -> str:
        return tr("Deformation store to layer")

    def about(self) -> str:
        return tr(
            "<p>Makes a whole layer of a <b>deformation store</b>, or of a part of it: the points inside an extent,"
            " those with given names, or those of a light layer (its selected features, for example). The light layer"
            " that an import makes beside a store has the rates alone; this one has all fields and the series, and goes"
            " into every other algorithm. Only the files that touch the extent are read.</p>"
            "<p>Values are those of the store: mm and mm/yr, series to seven digits (float32). The store stays as it"
            " is. Beyond about a million points a layer is slow; take a part.</p>"
        )

    def keywords(self) -> list[str]:
        return ["store", "parquet", "geoparquet", "extract", "clip", "import", "large", "tiles", "light layer"]

    def define(self) -> None:
        self.add_file(
            "INPUT",
            tr("Deformation store"),
            tr("The folder that an import, “Decompose” or a job wrote (STORE)."),
            folder=True,
        )
        self.add_extent("EXTENT", tr("Extent"), tr("Read only the points inside; empty reads all."))
        self.add_points(
            "POINTS",
            tr("Points of the light layer"),
            tr("Read only these points; “Selected features only” takes a selection."),
            optional=True,
        )
        self.add_text(
            "IDS",
            tr("Names of points"),
            tr("Read only the points with these point_id, with commas between."),
            optional=True,
        )
        self.add_points_output(
            "OUTPUT",
            tr("Deformation points"),
            tr("The points with point_id, velocity, all fields of the store and one field per date."),
        )
        self.add_number_output("POINT_COUNT", tr("Number of points"))
        self.add_number_output("EPOCH_COUNT", tr("Number of epochs"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.store.point_store import open_store
        from ...subsidence.store.selection import NAMED, product_of, select

        store = open_store(call.file("INPUT"))
        crs = QgsCoordinateReferenceSystem(store.crs)
        names = [piece.strip() for piece in re.split(r"[,;\n]", call.text("IDS")) if piece.strip()]
        found = select(
            store, extent=call.extent("EXTENT", crs), names=names or None, rows=_rows_of_light_layer(call, store)
        )
        if found.absent:
            call.report.warn(
                tr("{count} of the names are of no point that was asked for: {names}.").format(
                    count=len(found.absent), names=", ".join(found.absent[:NAMED])
                )
            )
        if found.rows.size > MANY:
            call.report.warn(
                tr("{count} points make a slow layer; take an extent, or leave them in the store.").format(
                    count=found.rows.size
                )
            )
        call.check_room({"OUTPUT": BYTES_PER_VALUE * found.rows.size * store.dates.size})
        product = product_of(store, found.rows, call.work)
        call.report.info(
            tr("{count} of the {all} points of the store, {epochs} epochs.").format(
                count=product.n_points, all=store.n_points, epochs=store.dates.size
            )
        )
        return {
            "OUTPUT": write_product(call, "OUTPUT", product),
            "POINT_COUNT": product.n_points,
            "EPOCH_COUNT": int(store.dates.size),
        }


def _rows_of_light_layer(call: Call, store: PointStore) -> np.ndarray | None:
    """The rows that the points of a light layer have in the store, None where there is no such layer."""
    if call.parameters.get("POINTS") in (None, ""):
        return None
    table = call.points("POINTS")
    if STORE_ROW not in table.names:
        raise SubsidenceError(
            tr("“{layer}” has no field {field}; give the layer that was made with the store.").format(
                layer=table.name, field=STORE_ROW
            )
        )
    rows = table.numeric(STORE_ROW)
    same = bool(np.isfinite(rows).all() and (rows >= 0).all() and (rows < store.n_points).all())
    rows = rows.astype(int) if same else np.zeros(0, dtype=int)
    if same and "point_id" in table.names:
        held = store.read(["point_id"])["point_id"][rows]
        same = list(map(str, held.tolist())) == list(map(str, table.column("point_id").tolist()))
    if not same:
        raise SubsidenceError(
            tr(
                "The deformation store {path} was made anew and has other points than “{layer}”; open the layer that"
                " was made with it."
            ).format(path=store.folder, layer=table.name)
        )
    return rows

"""A saved rate model on other points: new ground, another city, or changed factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.read_points import transform_xy
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.model_file import parts_must_fit
from ...subsidence.series import find_rate_field
from ...subsidence.units import mm_per
from ..base import SubsidenceAlgorithm
from .rate_layer import cluster_labels, guessed_cluster_column, lon_lat_of, prediction_columns

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...bridge.point_table import PointTable
    from ...subsidence.rate.model import RateModel, RatePrediction


class PredictRate(SubsidenceAlgorithm):
    ID = "predict_rate"
    GROUP = "prediction"
    CARRIES_INPUT = ("OUTPUT",)
    EXAMPLE = {"INPUT": "points.gpkg", "MODEL": "rate.npz", "OUTPUT": "predicted.gpkg"}

    def title(self) -> str:
        return tr("Predict rate")

    def about(self) -> str:
        return tr(
            "<p>Applies a model file made by “PSO-BP rate prediction” to points that have the same factor fields:"
            " ground without measurements, another city, or the same city with changed factors.</p>"
            "<p><b>What if.</b> Recompute the factors with a planned subway line added, choose the layer with the"
            " factors of today as “Compare with”, and the field <b>rate_change</b> shows what the model expects to"
            " change, from the factors alone. The layers must have the same points in the same order.</p>"
            "<p><b>Neighbours.</b> A model that learned what measured points say of places near them adds that"
            " (<b>rate_from_neighbours</b>, beside <b>rate_from_factors</b>); far from them it fades. Switch it off to"
            " see what changed factors alone would do.</p>"
            "<p><b>Surroundings.</b> Where the model learned that it helps, what the factors say is averaged over the"
            " points around, as far as it learned. So give all points of an area together.</p>"
            "<p>The names and kinds of the factors are checked; values outside what the model has seen are held at"
            " the limit, counted in <b>extrapolated</b>, and mentioned if they look like another unit. Clusters are"
            " guessed from the factors unless you give a cluster field.</p>"
            "<p><b>Intervals</b> grow with the distance from the points that the model learned from, on the map and"
            " in the factors, as they had to when each half of that ground was left out in turn. Farther away than"
            " was tested a point gets no interval, and the field <b>unseen_ground</b> is 1.</p>"
        )

    def keywords(self) -> list[str]:
        return ["apply", "model", "rate", "velocity", "prediction", "what-if", "scenario", "pso", "bp"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Points with factors"), tr("Points with the factor fields the model knows."))
        self.add_file("MODEL", tr("Model file"), tr("Made by “PSO-BP rate prediction”."), tr("Rate models (*.npz)"))
        self.add_points(
            "BASELINE",
            tr("Compare with"),
            tr("The same points with other factors; adds rate_change, the prediction here minus the one there."),
            optional=True,
        )
        self.add_field(
            "CLUSTER",
            tr("Cluster field"),
            tr("Observed clusters, if there are any; empty: guessed from the factors."),
            optional=True,
        )
        self.add_flag(
            "NEIGHBOURS",
            tr("Let measured points speak for places near them"),
            tr(
                "Where the model learned that it helps; the share fades with the distance to the points it learned"
                " from."
                " Off, and always where layers are compared: the factors alone."
            ),
            True,
        )
        self.add_unit()
        self.add_scheduler()
        self.add_flag(
            "SURROUNDINGS",
            tr("Average the factors' answers over places around"),
            tr(
                "Where the model learned that it helps, over the points of this layer: a point's rate then depends on"
                " which others are in it. Off: every place answers for itself."
            ),
            True,
            advanced=True,
        )
        self.add_points_output(
            "OUTPUT", tr("Predicted rates"), tr("The points with predicted rate, interval and extrapolation count.")
        )
        self.add_number_output("PREDICTED", tr("Number of points with a predicted rate"))
        self.add_number_output("UNSEEN", tr("Number of points too far from what was learned to have an interval"))
        self.add_number_output("EXTRAPOLATED", tr("Number of points with a factor outside the model's range"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.rate.model import RateModel

        model = RateModel.load(call.file("MODEL"))
        rate_field = find_rate_field(call.source("INPUT").fields().names())
        table = call.some_points([*model.names, call.field("CLUSTER"), rate_field])
        clusters = cluster_labels(table, call.field("CLUSTER")) if model.clusters else None
        compared = call.parameters.get("BASELINE") not in (None, "")
        near = bool(model.fitted.neighbours) and call.flag("NEIGHBOURS") and not compared
        matrix = self._matrix(table, model)
        table = table.keeping([rate_field])
        call.work.progress(0.0)
        found = self._predicted(call, model, table, matrix, clusters, near)
        del matrix  # as large as what is written
        counts = self._tell(call, model, found)
        observed = None
        if rate_field is not None and table.column(rate_field).dtype.kind in "fiu":
            observed = table.numeric(rate_field) * mm_per(call.unit())
        added = prediction_columns(found, observed, model.settings.level, parts=near)
        added.append(Column("unseen_ground", found.unseen.astype(np.int32), tr("1: too far from what was learned")))
        added.append(Column("split", np.full(table.n_points, "predicted", dtype=object), tr("Part the point played")))
        if model.clusters and clusters is None:
            added.append(guessed_cluster_column(found))
        styled, shown = "rate_predicted", found.rate
        if compared:
            styled, shown = "rate_change", found.rate - self._baseline(call, model, table)
            added.append(Column(styled, shown, tr("Change of the predicted rate (mm/yr)")))
        del found, observed
        return {
            "OUTPUT": call.write_points(
                "OUTPUT",
                table.keeping([]),
                added,
                style=style_for(styled, shown, unit="mm/yr"),
                description=tr("Rates predicted from factors by a saved model. Negative is subsidence."),
            ),
            **counts,
        }

    def _matrix(self, table: PointTable, model: RateModel) -> np.ndarray:
        """The factors that the model knows; shape=(n_points, n_factors)."""
        from ...subsidence.rate.factor_table import factor_table

        legends = model.facts.get("extra", {}).get("legends", {})
        return factor_table(self._columns(table, model), model.names, legends=legends).matrix

    def _predicted(
        self,
        call: Call,
        model: RateModel,
        table: PointTable,
        matrix: np.ndarray,
        clusters: np.ndarray | None,
        near: bool,
    ) -> RatePrediction:
        """What the model says of the points; near : whether measured points speak for places near them."""
        from ...subsidence.rate.factor_table import unit_suspicions

        for sentence in unit_suspicions(model.names, matrix, model.scaler.low, model.scaler.high):
            call.report.warn(sentence)
        placed = lon_lat_of(table)
        if placed is None and model.knows_places:
            call.report.warn(
                tr(
                    "The coordinate system is not known, so neither places around nor measured points nearby have"
                    " a say, and intervals do not grow with the distance from the learned ground."
                )
            )
        around = call.flag("SURROUNDINGS")
        with parts_must_fit(call.file("MODEL")):
            return model.predict_all(matrix, clusters, lon_lat=placed, neighbours=near, surroundings=around)

    def _tell(self, call: Call, model: RateModel, found: RatePrediction) -> dict[str, int]:
        """Say what could not be predicted as it should; returns the outputs that are counts."""
        known = np.isfinite(found.rate)
        if not known.any():
            raise SubsidenceError(tr("Every point lacks at least one factor, so nothing can be predicted."))
        if not known.all():
            call.report.warn(tr("{count} points lack a factor and get no rate.").format(count=int((~known).sum())))
        extrapolated = int(found.outside.any(axis=1).sum())
        if extrapolated:
            call.report.warn(
                tr("{count} of {all} points have a factor outside what the model has seen; see the field extrapolated.")
                .format(count=extrapolated, all=len(known))
            )  # fmt: skip
        self._tell_unseen(call, model, found)
        return {"PREDICTED": int(known.sum()), "EXTRAPOLATED": extrapolated, "UNSEEN": int(found.unseen.sum())}

    def _tell_unseen(self, call: Call, model: RateModel, found: RatePrediction) -> None:
        """Say which intervals could not be widened, and which points are too far away to have one."""
        if model.fitted.unseen is None:
            call.report.warn(
                tr(
                    "The model file does not know how errors grow on ground that it never saw; intervals hold near the"
                    " points that it learned from, and are too narrow elsewhere. Train it again to have that tested."
                )
            )
        count = int(found.unseen.sum())
        if count:
            call.report.warn(
                tr(
                    "{count} points are farther from the learned ground, on the map or in the factors, than was ever"
                    " tested; they get a rate but no interval (field unseen_ground)."
                ).format(count=count)
            )

    def _columns(self, table: PointTable, model: RateModel) -> dict[str, np.ndarray]:
        columns = {name: table.columns[name] for name in model.names if name in table.columns}
        for name in model.scaler.dropped:  # the model does without: neither asked for nor looked at
            columns[name] = self._nothing(name, model, table.n_points)
        if "coordinate_x" in model.names:
            learned = QgsCoordinateReferenceSystem(model.crs) if model.crs else table.crs
            same = not (learned.isValid() and table.crs.isValid())
            xy = table.xy if same else transform_xy(table.xy, table.crs, learned)
            columns["coordinate_x"], columns["coordinate_y"] = xy.T
        return columns

    def _nothing(self, name: str, model: RateModel, n_points: int) -> np.ndarray:
        legends = model.facts.get("extra", {}).get("legends", {})
        return np.full(n_points, None, dtype=object) if name in legends else np.full(n_points, np.nan)

    def _baseline(self, call: Call, model: RateModel, table: PointTable) -> np.ndarray:
        """The prediction on the layer to compare with, shape=(n_points,)."""
        other = call.points("BASELINE")
        if other.n_points != table.n_points or not np.allclose(
            other.xy, table.xy, rtol=0, atol=1e-6 * np.ptp(table.xy)
        ):
            raise SubsidenceError(
                tr("“{name}” does not have the same points in the same order, so the rates cannot be compared.")
                .format(name=other.name)
            )  # fmt: skip
        field = call.field("CLUSTER")
        labels = cluster_labels(other, field) if model.clusters and field and field in other.columns else None
        return model.predict_all(
            self._matrix(other, model),
            labels,
            lon_lat=lon_lat_of(other),
            neighbours=False,
            surroundings=call.flag("SURROUNDINGS"),
        ).rate

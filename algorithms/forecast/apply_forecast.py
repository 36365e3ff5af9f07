"""A trained forecast on new epochs or other points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...bridge.factor_inputs import without_answers
from ...bridge.i18n import tr
from ...subsidence.model_file import parts_must_fit
from ...subsidence.packages import how_to_install, missing
from ..base import SubsidenceAlgorithm
from .forecast_layer import (
    add_by_date_output,
    driver_fields,
    evenly_placed,
    forecast_columns,
    forecast_description,
    forecast_style,
    read_covariates,
    read_labels,
    write_by_date,
)

if TYPE_CHECKING:
    from ...bridge.call import Call


class ApplyForecast(SubsidenceAlgorithm):
    ID = "apply_forecast"
    GROUP = "prediction"
    CARRIES_INPUT = ("OUTPUT",)
    EXAMPLE = {"INPUT": "points.gpkg", "MODEL": "forecast.npz", "HORIZON": 5, "OUTPUT": "forecast.gpkg"}

    def title(self) -> str:
        return tr("Apply forecast")

    def about(self) -> str:
        return tr(
            "<p>Forecasts with a model trained by “LSTM forecast”, <b>without training again</b>: on the same points"
            " when new epochs have arrived, or on other points of the same area and sensor.</p>"
            "<p>The points need the factor series that the model was trained with. Weights and intervals are those of"
            " the training; dates beyond its horizon are forecast but flagged in the log.</p>"
            "<p>New fields: <b>FYYYYMMDD</b>, <b>_lo</b>, <b>_hi</b> (mm) and <b>forecast_model</b>. Applied to the"
            " training layer itself, the numbers are the same.</p>"
        )

    def keywords(self) -> list[str]:
        return ["lstm", "forecast", "update", "model", "new epochs", "prediction"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with displacement fields DYYYYMMDD."))
        self.add_file("MODEL", tr("Model file"), tr("Made by “LSTM forecast”."), tr("Model files (*.npz)"))
        self.add_integer(
            "HORIZON", tr("Epochs ahead (0 = as trained)"), tr("How many epochs are forecast."), 0, 0, 1000
        )
        self.add_field(
            "CLUSTER",
            tr("Cluster field"),
            tr("The clusters that the model was trained with; none where it made groups of its own."),
            optional=True,
        )
        self.add_flag(
            "SCENARIO",
            tr("Factor series after the last epoch are a scenario"),
            tr("Use the layer's factor values after the last displacement as known."),
            False,
        )
        self.add_field(
            "FACTORS",
            tr("Static factors"),
            tr("The same fields, in the same order, as in training."),
            several=True,
            optional=True,
        )
        self.add_unit()
        self.add_memory()
        self.add_scheduler()
        self.add_points_output("OUTPUT", tr("Points with forecasts"), tr("The points with the new fields."))
        add_by_date_output(self)
        self.add_number_output("HORIZON_JUDGED", tr("Epochs ahead that the model's backtest judged"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.forecast.forecaster import Forecaster

        path = call.file("MODEL")
        forecaster = Forecaster.load(path)
        if forecaster.network and missing(["torch"]):
            call.report.warn(
                tr("A network of this model would need torch; its other models forecast in its place.")
                + " "
                + how_to_install(["torch"])
            )
        factors = without_answers(call.fields("FACTORS"), None, call.report)
        drivers = driver_fields(call, forecaster.covariate_names)
        table = call.bounded_points([call.field("CLUSTER"), *factors, *drivers])
        series, labels = evenly_placed(table, table.series(call.unit())), read_labels(table, call.field("CLUSTER"))
        covariates = read_covariates(table, forecaster.covariate_names, call.flag("SCENARIO"))
        static = table.matrix(factors) if factors else None
        with parts_must_fit(path):
            forecaster.update(series, covariates, labels, static=static, static_names=factors or None)
            forecast = forecaster.forecast(call.integer("HORIZON") or None, report=call.work)
        if not forecast.judged.all():
            call.report.warn(tr("Some dates lie beyond the horizon that the backtest judges."))
        return {
            "OUTPUT": call.write_points(
                "OUTPUT",
                table,
                forecast_columns(forecast, forecaster.level),
                style=forecast_style(forecast),
                description=forecast_description(),
            ),
            "BY_DATE": write_by_date(call, table, forecast),
            "HORIZON_JUDGED": forecaster.horizon,
        }

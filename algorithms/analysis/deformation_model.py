"""Rate, acceleration and annual swing of every point, and which model of motion its series supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...bridge.call import Call
from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ..base import Choice, SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...subsidence.analysis.motion_models import MotionModels

BEST = "best"


class DeformationModel(SubsidenceAlgorithm):
    ID = "deformation_model"
    GROUP = "analysis"
    CARRIES_INPUT = ("OUTPUT",)

    def title(self) -> str:
        return tr("Deformation model of each point")

    def about(self) -> str:
        return tr(
            "<p>Fits four models of motion to every series: linear, quadratic (with acceleration), linear + annual,"
            " quadratic + annual; and takes for each point the one that its data support best (lowest Bayesian"
            " information criterion). What is not in that model is NULL. You can also ask for one model at all"
            " points.</p>"
            "<p>New fields: <b>rate</b> [mm/yr] in the middle of the series, <b>acceleration</b> [mm/yr²],"
            " <b>annual_amplitude</b> [mm], <b>annual_phase</b> (day of the year on which the annual part is highest),"
            " each with its standard error (<b>_std</b>), <b>residual_std</b> [mm], <b>model</b>, <b>model_support</b>"
            " (how much better its criterion is than the next; above 10 is strong) and <b>n_epochs</b>. Standard errors"
            " allow for the autocorrelation of the residuals. A series shorter than 1.5 years carries no annual"
            " part.</p>"
            "<p>Source of the criterion: Schwarz, G. (1978), <i>Annals of Statistics</i> 6, 461–464.</p>"
        )

    def keywords(self) -> list[str]:
        return [
            "model",
            "trend",
            "acceleration",
            "seasonal",
            "annual",
            "amplitude",
            "phase",
            "bic",
            "regression",
            "fit",
        ]

    def define(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with displacement fields DYYYYMMDD."))
        self.add_choice(
            "MODEL",
            tr("Model"),
            tr("The best of each point, or one model for all points."),
            [
                Choice(BEST, tr("Best of each point")),
                Choice("linear", tr("Linear")),
                Choice("quadratic", tr("Quadratic")),
                Choice("linear + annual", tr("Linear + annual")),
                Choice("quadratic + annual", tr("Quadratic + annual")),
            ],
        )
        self.add_unit()
        self.add_points_output("OUTPUT", tr("Points with models"), tr("The points with the new fields."))
        self.add_number_output("ACCELERATING_COUNT", tr("Points whose model has an acceleration"))
        self.add_number_output("SEASONAL_COUNT", tr("Points whose model has an annual part"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.analysis.motion_models import MODELS, fit_motion_models, possible_models

        table = call.points()
        series = table.series(call.unit())
        chosen = call.choice("MODEL")
        model = None if chosen == BEST else chosen
        if model is None and len(possible_models(series.dates)) == 2:
            call.report.info(tr("The series is too short for an annual part; linear and quadratic are compared."))
        fitted = fit_motion_models(
            series.displacement_mm, series.dates, model=model, report=call.report.part(0.05, 0.9)
        )
        unknown = int((fitted.model < 0).sum())
        if unknown == table.n_points:
            raise SubsidenceError(tr("No series has enough values for a model; at least 4 epochs are needed."))
        if unknown:
            call.report.warn(tr("{count} points have too few values for a model.").format(count=unknown))
        names = np.array([*MODELS, None], dtype=object)[fitted.model]
        style = style_for("model", np.array([name for name in names if name], dtype=object), "categories")
        return {
            "OUTPUT": call.write_points(
                "OUTPUT",
                table,
                _columns(fitted, names),
                style=style,
                description=tr("Models of motion; rates in mm/yr, subsidence is negative."),
            ),
            "ACCELERATING_COUNT": int(np.isfinite(fitted.acceleration).sum()),
            "SEASONAL_COUNT": int(np.isfinite(fitted.annual_amplitude).sum()),
        }


def _columns(fitted: MotionModels, names: np.ndarray) -> list[Column]:
    return [
        Column("rate", fitted.rate, tr("Rate in the middle of the series [mm/yr]")),
        Column("rate_std", fitted.rate_std, tr("Standard error of the rate [mm/yr]")),
        Column("acceleration", fitted.acceleration, tr("Acceleration [mm/yr²]")),
        Column("acceleration_std", fitted.acceleration_std, tr("Standard error of the acceleration [mm/yr²]")),
        Column("annual_amplitude", fitted.annual_amplitude, tr("Annual amplitude [mm]")),
        Column("annual_amplitude_std", fitted.annual_amplitude_std, tr("Standard error of the amplitude [mm]")),
        Column("annual_phase", fitted.annual_phase, tr("Day of the year on which the annual part is highest")),
        Column("annual_phase_std", fitted.annual_phase_std, tr("Standard error of that day [days]")),
        Column("residual_std", fitted.residual_std, tr("Standard deviation about the model [mm]")),
        Column("model", names, tr("Model of motion")),
        Column("model_support", fitted.support, tr("Support: criterion of the next model minus that of this one")),
        Column("n_epochs", fitted.n, tr("Epochs used")),
    ]

"""Rate, acceleration and annual swing of every point, and which model of motion its series supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ..base import Choice, SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.analysis.motion_models import MotionModels

BEST = "best"
CORRELATED, WHITE = "correlated", "white"


class DeformationModel(SubsidenceAlgorithm):
    ID = "deformation_model"
    GROUP = "analysis"
    CARRIES_INPUT = ("OUTPUT",)
    EXAMPLE = {"INPUT": "points.gpkg", "OUTPUT": "models.gpkg"}

    def title(self) -> str:
        return tr("Deformation model of each point")

    def about(self) -> str:
        return tr(
            "<p>Fits models of motion to every series: linear, quadratic (with acceleration), a step, a breakpoint"
            " (a new rate from a date on), settling that slows down exponentially or logarithmically, each with and"
            " without an annual part; and takes for each point the one that its data support best. What is not in"
            " that model is NULL. You can also ask for one model at all points.</p>"
            "<p>The noise of InSAR series is correlated in time. Its kind (white noise plus AR(1) or a power law"
            " such as flicker noise or a random walk) is estimated from all series together by restricted maximum"
            " likelihood, its level from each; rates are fitted by generalised least squares, and a bend or a step"
            " counts only if noise of that kind would hardly make it. Taking noise as white is faster, and its"
            " standard errors are too small by a factor of two to five where it is not.</p>"
            "<p>New fields: <b>rate</b> [mm/yr] in the middle of the series, <b>acceleration</b> [mm/yr²],"
            " <b>annual_amplitude</b> [mm], <b>annual_phase</b> (day of the year on which the annual part is"
            " highest), each with its standard error (<b>_std</b>); <b>rate_std_white</b>, of a straight line if"
            " noise were white; <b>break_kind</b>, <b>break_date</b> with its 95 % interval (<b>_lo</b>, <b>_hi</b>)"
            " and <b>break_size</b> [mm for a step, mm/yr for a new rate], <b>rate_before</b> and <b>rate_after</b>;"
            " <b>settling_mm</b> over the series and <b>settling_days</b>; <b>residual_std</b> [mm], <b>model</b>,"
            " <b>model_support</b> (how much better its criterion is than the next; above 10 is strong),"
            " <b>noise</b> and <b>n_epochs</b>. A step of half a wavelength, 28 mm for C band, is named as a likely"
            " unwrapping error. A series shorter than 1.5 years carries no annual part, one of fewer than 20 epochs"
            " no break.</p>"
            "<p>Sources: Schwarz, G. (1978), <i>Annals of Statistics</i> 6, 461–464; Williams, S. D. P. (2008),"
            " <i>GPS Solutions</i> 12, 147–153; Langbein, J. (2004), <i>J. Geophys. Res.</i> 109, B04406.</p>"
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
            "noise",
            "flicker",
            "step",
            "offset",
            "breakpoint",
            "unwrapping error",
            "settling",
            "exponential",
            "logarithmic",
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
                Choice("step", tr("Step")),
                Choice("step + annual", tr("Step + annual")),
                Choice("breakpoint", tr("Breakpoint (new rate)")),
                Choice("breakpoint + annual", tr("Breakpoint + annual")),
                Choice("exponential", tr("Exponential settling")),
                Choice("exponential + annual", tr("Exponential settling + annual")),
                Choice("logarithmic", tr("Logarithmic settling")),
                Choice("logarithmic + annual", tr("Logarithmic settling + annual")),
            ],
        )
        self.add_choice(
            "NOISE",
            tr("Noise"),
            tr("Estimated from the series, or taken to be white: fast, with standard errors that are too small."),
            [Choice(CORRELATED, tr("Correlated in time, estimated")), Choice(WHITE, tr("White"))],
            advanced=True,
        )
        self.add_number(
            "WAVELENGTH",
            tr("Radar wavelength [m]"),
            tr("Steps of half of it, or a multiple, are named as unwrapping errors; 0.0555 for Sentinel-1."),
            0.0555,
            0.001,
            advanced=True,
        )
        self.add_unit()
        self.add_scheduler()
        self.add_memory()
        self.add_points_output("OUTPUT", tr("Points with models"), tr("The points with the new fields."))
        self.add_number_output("ACCELERATING_COUNT", tr("Points whose model has an acceleration"))
        self.add_number_output("SEASONAL_COUNT", tr("Points whose model has an annual part"))
        self.add_number_output("BREAK_COUNT", tr("Points whose model has a step or a new rate"))
        self.add_number_output("UNWRAPPING_COUNT", tr("Points with a step that looks like an unwrapping error"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.analysis.breaks import break_kinds
        from ...subsidence.analysis.motion_models import MODELS, fit_motion_models, possible_models
        from ...subsidence.analysis.noise_models import white_noise

        table = call.bounded_points()
        series = table.series(call.unit())
        chosen = call.choice("MODEL")
        model = None if chosen == BEST else chosen
        if model is None and not any("annual" in name for name in possible_models(series.dates)):
            call.report.info(tr("The series is too short for an annual part; models without it are compared."))
        fitted = fit_motion_models(
            series.displacement_mm,
            series.dates,
            model=model,
            noise=white_noise(series.dates, series.n_points) if call.choice("NOISE") == WHITE else None,
            report=call.work,
        )
        call.report.info(tr("Noise of the series: {kinds}.").format(kinds=fitted.noise_summary))
        unknown = int((fitted.model < 0).sum())
        if unknown == table.n_points:
            raise SubsidenceError(tr("No series has enough values for a model; at least 4 epochs are needed."))
        if unknown:
            call.report.warn(tr("{count} points have too few values for a model.").format(count=unknown))
        names = np.array([*MODELS, None], dtype=object)[fitted.model]
        broken, unwrapping = break_kinds(
            fitted.break_size, fitted.break_size_std, np.isfinite(fitted.rate_after), call.number("WAVELENGTH")
        )
        if unwrapping:
            call.report.warn(
                tr(
                    "{count} points have a step as large as an unwrapping error, a multiple of {half:.0f} mm; their"
                    " rates are those beside the step."
                ).format(count=unwrapping, half=500.0 * call.number("WAVELENGTH"))
            )
        undecided = int(fitted.undecided_settling.sum())
        if undecided:
            call.report.info(
                tr(
                    "At {count} points exponential and logarithmic settling fit alike (fields model and model_next):"
                    " one ends, the other never does, so do not follow either beyond the series."
                ).format(count=undecided)
            )
        style = style_for("model", np.array([name for name in names if name], dtype=object), "categories")
        return {
            "OUTPUT": call.write_points(
                "OUTPUT",
                table,
                _columns(fitted, names, broken),
                style=style,
                description=tr("Models of motion; rates in mm/yr, subsidence is negative."),
            ),
            "ACCELERATING_COUNT": int(np.isfinite(fitted.acceleration).sum()),
            "SEASONAL_COUNT": int(np.isfinite(fitted.annual_amplitude).sum()),
            "BREAK_COUNT": int(np.isfinite(fitted.break_size).sum()),
            "UNWRAPPING_COUNT": unwrapping,
        }


def _columns(fitted: MotionModels, names: np.ndarray, broken: np.ndarray) -> list[Column]:
    from ...subsidence.analysis.motion_models import MODELS

    next_names = np.array([*MODELS, None], dtype=object)[fitted.runner_up]
    noise = np.array([*fitted.noise_names, None], dtype=object)[fitted.noise]

    def days(dates: np.ndarray) -> np.ndarray:
        words = np.full(dates.shape, None, dtype=object)
        known = ~np.isnat(dates)
        words[known] = dates[known].astype(str).astype(object)
        return words

    return [
        Column("rate", fitted.rate, tr("Rate in the middle of the series [mm/yr]")),
        Column("rate_std", fitted.rate_std, tr("Standard error of the rate [mm/yr]")),
        Column("rate_std_white", fitted.rate_std_white, tr("Of a straight line if noise were white [mm/yr]")),
        Column("acceleration", fitted.acceleration, tr("Acceleration [mm/yr²]")),
        Column("acceleration_std", fitted.acceleration_std, tr("Standard error of the acceleration [mm/yr²]")),
        Column("annual_amplitude", fitted.annual_amplitude, tr("Annual amplitude [mm]")),
        Column("annual_amplitude_std", fitted.annual_amplitude_std, tr("Standard error of the amplitude [mm]")),
        Column("annual_phase", fitted.annual_phase, tr("Day of the year on which the annual part is highest")),
        Column("annual_phase_std", fitted.annual_phase_std, tr("Standard error of that day [days]")),
        Column("break_kind", broken, tr("Kind of break")),
        Column("break_date", days(fitted.break_date), tr("Date of the break")),
        Column("break_date_lo", days(fitted.break_date_lo), tr("Date of the break, start of the 95 % interval")),
        Column("break_date_hi", days(fitted.break_date_hi), tr("Date of the break, end of the 95 % interval")),
        Column("break_size", fitted.break_size, tr("Size: step [mm] or change of rate [mm/yr]")),
        Column("break_size_std", fitted.break_size_std, tr("Standard error of that size")),
        Column("rate_before", fitted.rate_before, tr("Rate before the break [mm/yr]")),
        Column("rate_after", fitted.rate_after, tr("Rate after the break [mm/yr]")),
        Column("settling_mm", fitted.settling_mm, tr("Settling over the series beside the rate [mm]")),
        Column("settling_mm_std", fitted.settling_mm_std, tr("Standard error of the settling [mm]")),
        Column("settling_days", fitted.settling_days, tr("Time constant of the settling [days]")),
        Column("residual_std", fitted.residual_std, tr("Standard deviation about the model [mm]")),
        Column("model", names, tr("Model of motion")),
        Column("model_support", fitted.support, tr("Criterion of the next model minus this one's")),
        Column("model_next", next_names, tr("The model that comes next")),
        Column("noise", noise, tr("Likeliest kind of noise")),
        Column("n_epochs", fitted.n, tr("Epochs used")),
    ]

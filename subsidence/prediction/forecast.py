"""The stable import path of the forecaster, which lives in ``subsidence.forecast.forecaster``."""

from ..forecast.forecaster import Forecast, Forecaster

__all__ = ["Forecast", "Forecaster"]

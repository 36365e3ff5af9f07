"""The stable import path of the rate model, which lives in ``subsidence.rate.model``."""

from ..rate.model import RateModel, RatePrediction

__all__ = ["RateModel", "RatePrediction"]

"""Stable import paths of the rate model and the forecaster; they live in ``rate`` and ``forecast``."""

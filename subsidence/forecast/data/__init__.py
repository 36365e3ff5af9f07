"""Histories, windows and covariates."""

"""Algorithms: forecast."""

"""Algorithms: groundwater and displacement."""

"""Algorithms: validation."""

"""Algorithms: products."""

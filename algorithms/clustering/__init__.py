"""Algorithms: clustering."""

"""Algorithms: rate."""

"""Algorithms: what changed since the last time."""

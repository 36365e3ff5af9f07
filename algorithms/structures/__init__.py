"""Algorithms: lines and buildings."""

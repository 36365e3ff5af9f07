"""Geodesy and spatial splits."""

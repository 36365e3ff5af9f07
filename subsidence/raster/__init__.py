"""Cubes of displacement, and the files that hold them."""

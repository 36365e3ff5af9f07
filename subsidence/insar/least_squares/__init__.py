"""The systems of equations of an inversion, solved for many points at once."""

"""The models that a forecast combines."""

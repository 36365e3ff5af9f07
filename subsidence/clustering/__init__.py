"""K-Shape and what judges it."""

"""Factor layers and columns."""

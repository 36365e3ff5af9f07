"""Ground truth and layer comparison."""

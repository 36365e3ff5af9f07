"""From interferograms and finished products to displacement series."""

DEFAULT_STEP_DAYS = 12  # of a decomposition
DEFAULT_MAX_GAP_DAYS = 60

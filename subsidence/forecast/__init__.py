"""The series of every point into the future."""

DIRECT, STEP_BY_STEP, PAPER = "direct", "step by step", "paper"  # modes of a forecast

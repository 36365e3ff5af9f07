"""The series of every point into the future."""

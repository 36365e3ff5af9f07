"""Clusters, grey grades, zones and accuracy."""

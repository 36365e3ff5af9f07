"""Clusters, grey grades, zones."""

"""Analysis: clusters, grey grades, rings, zones, models of motion."""

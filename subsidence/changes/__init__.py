"""What changed: a newer delivery joined to an older layer, and new epochs held against what was expected of them."""

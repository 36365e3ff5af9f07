"""What can be chosen when EGMS products are read."""

from __future__ import annotations

ETRS89_LAEA = "EPSG:3035"
WGS84 = "EPSG:4326"
STD_FLOOR_MM_PER_YR = 1.0  # EGMS states an accuracy of 1–2 mm/yr; the delivered value is a formal one
JOIN, NEWEST = "join", "newest"  # several releases of one tile

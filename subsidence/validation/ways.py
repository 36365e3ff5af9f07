"""The ways to gather points around a station or another point, and to tie a layer to the ground."""

from __future__ import annotations

MEAN, INVERSE_DISTANCE, NEAREST = "mean within the radius", "inverse distance", "nearest point"
OFFSET, PLANE = "offset", "plane"

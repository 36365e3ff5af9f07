"""A small city with known answers: for tests, documentation, benchmarks and the demo."""

from .city import (
    CLUSTER_NAMES,
    FACTOR_NAMES,
    Grid,
    SyntheticCity,
    make_city,
    rate_from_factors,
)

__all__ = [
    "CLUSTER_NAMES",
    "FACTOR_NAMES",
    "Grid",
    "SyntheticCity",
    "make_city",
    "rate_from_factors",
]

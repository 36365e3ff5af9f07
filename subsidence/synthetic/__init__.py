"""A small city with known answers: for tests, documentation, benchmarks and the demo.

``make_city`` builds it; the ``write_…`` functions leave it on disk as the files that a user has.
"""

from .city import (
    CLUSTER_NAMES,
    FACTOR_NAMES,
    Grid,
    SyntheticCity,
    make_city,
    rate_from_factors,
)
from .layers import write_layers, write_points, write_stations, write_truth
from .licsar import LicsarTruth, write_geoc
from .licsbas import write_licsbas
from .rasters import write_mean_rasters, write_monthly_rasters

__all__ = [
    "CLUSTER_NAMES",
    "FACTOR_NAMES",
    "Grid",
    "LicsarTruth",
    "SyntheticCity",
    "make_city",
    "rate_from_factors",
    "write_geoc",
    "write_layers",
    "write_licsbas",
    "write_mean_rasters",
    "write_monthly_rasters",
    "write_points",
    "write_stations",
    "write_truth",
]

"""Any point layer with date fields: its clusters, with the number found at the knee of the elbow curve."""

import sys
import tempfile
from pathlib import Path

from start_qgis import start_qgis

application, provider = start_qgis()

import processing
from land_subsidence.subsidence.synthetic import make_city, write_points

folder = Path(tempfile.mkdtemp())
layer = sys.argv[1] if len(sys.argv) > 1 else str(write_points(make_city(800, 60), folder / "city.gpkg"))

result = processing.run(
    "subsidence:kshape_clustering",
    {
        "INPUT": layer,
        "CLUSTERS": 0,
        "MAX_CLUSTERS": 5,
        "STARTS": 3,
        "OUTPUT": str(folder / "clusters.gpkg"),
        "SHAPES": str(folder / "shapes.gpkg"),
        "REPORT": str(folder / "report.html"),
    },
)
print(f"{result['CLUSTER_COUNT']} clusters, inertia {result['INERTIA']:.4f}")
print(f"layer  {result['OUTPUT']}")
print(f"report {result['REPORT']}")
application.exitQgis()

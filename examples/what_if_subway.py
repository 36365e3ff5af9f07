"""What if a subway line were built? A saved rate model on a layer whose distance to the subway was changed."""

import tempfile
from pathlib import Path

from start_qgis import start_qgis

application, provider = start_qgis()

import processing
from land_subsidence.subsidence.synthetic import make_city, write_points
from qgis.core import QgsVectorLayer

folder = Path(tempfile.mkdtemp())
points = str(write_points(make_city(300, 30, seed=3), folder / "city.gpkg", factors=True))
distance = next(f.name() for f in QgsVectorLayer(points, "city", "ogr").fields() if "subway" in f.name())
learnt = processing.run(
    "subsidence:psobp_rate_prediction",
    {
        "INPUT": points,
        "FACTORS": [distance, "height"],
        "HIDDEN": 5,
        "MEMBERS": 3,
        "FOLDS": 0,
        "TREES": False,
        "OUTPUT": str(folder / "predicted.gpkg"),
        "MODEL": str(folder / "rate_model.npz"),
    },
)
# the planned line: everybody within 2 km is now 200 m away
planned = processing.run(
    "native:fieldcalculator",
    {
        "INPUT": points,
        "FIELD_NAME": distance,
        "FIELD_TYPE": 0,
        "FORMULA": f'if("{distance}" < 2000, min("{distance}", 200), "{distance}")',
        "OUTPUT": str(folder / "planned.gpkg"),
    },
)["OUTPUT"]
after = processing.run(
    "subsidence:predict_rate",
    {"INPUT": planned, "MODEL": learnt["MODEL"], "OUTPUT": str(folder / "after.gpkg")},
)["OUTPUT"]


def mean_rate(path: str) -> float:
    values = [feature["rate_predicted"] for feature in QgsVectorLayer(path, "rates", "ogr").getFeatures()]
    known = [value for value in values if value is not None]
    return sum(known) / len(known)


print(f"mean predicted rate now     {mean_rate(learnt['OUTPUT']):.2f} mm/yr")
print(f"mean predicted rate planned {mean_rate(after):.2f} mm/yr")
application.exitQgis()

"""The chain through Processing on a small synthetic city: factors, clusters, grades, rates, forecast."""

import tempfile
from pathlib import Path

from start_qgis import start_qgis

application, provider = start_qgis()

import processing
from land_subsidence.subsidence.synthetic import make_city, write_layers, write_points
from qgis.core import QgsVectorLayer

folder = Path(tempfile.mkdtemp())
city = make_city(600, 60, seed=2)
points = str(write_points(city, folder / "city.gpkg"))
maps = write_layers(city, folder)


def run(algorithm: str, **parameters) -> dict:
    parameters.setdefault("OUTPUT", str(folder / f"{algorithm}.gpkg"))
    result = processing.run(f"subsidence:{algorithm}", parameters)
    print(f"{algorithm} done")
    return result


points = run("distance_factors", INPUT=points, LAYERS=[str(maps[name]) for name in ("faults", "subway")])["OUTPUT"]
points = run("kshape_clustering", INPUT=points, CLUSTERS=3, STARTS=2)["OUTPUT"]
factors = ["dist_faults", "dist_subway", "height"]
grades = run("grey_relational_analysis", INPUT=points, FACTORS=factors, CLUSTER="cluster")["OUTPUT"]
rates = run("psobp_rate_prediction", INPUT=points, FACTORS=factors, METRICS=str(folder / "rate_metrics.gpkg"))
forecast = run("lstm_forecast", INPUT=rates["OUTPUT"], HORIZON=5, EPOCHS=20, METRICS=str(folder / "metrics.gpkg"))

for name, path, columns in (
    ("grades", grades, ("cluster", "factor", "grade", "rank")),
    ("rates", rates["METRICS"], ("cluster", "evaluation", "model", "rmse", "r2")),
    ("forecast", forecast["METRICS"], ("cluster", "evaluation", "model", "rmse", "skill")),
):
    print(f"\n{name}")
    for feature in QgsVectorLayer(path, name, "ogr").getFeatures():
        print("  ", *(feature[column] for column in columns))
print(f"\nEverything lies in {folder}")
application.exitQgis()

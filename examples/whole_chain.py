"""The chain through Processing on a small synthetic city: factors, clusters, grades, rates, forecast."""

import tempfile
from pathlib import Path

from start_qgis import start_qgis

application, provider = start_qgis()

import processing
from land_subsidence.subsidence.synthetic import make_city, write_layers, write_points
from qgis.core import QgsVectorLayer

folder = Path(tempfile.mkdtemp())
city = make_city(250, 40, seed=2)
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
# small networks and few rounds, so that the example takes seconds; leave these out for real work
small = {"HIDDEN": 5, "MEMBERS": 2, "SWARM": 10, "GENERATIONS": 5, "FOLDS": 3, "TREES": False, "DECAY": 0.01}
rates = run("psobp_rate_prediction", INPUT=points, FACTORS=factors, METRICS=str(folder / "rates.gpkg"), **small)
small = {"HIDDEN": 8, "WINDOW": 8, "EPOCHS": 2, "TEST": 0}
forecast = run("lstm_forecast", INPUT=rates["OUTPUT"], HORIZON=3, METRICS=str(folder / "forecasts.gpkg"), **small)


def show(title: str, path: str, columns: tuple[str, ...], evaluations: tuple[str, ...] = ()) -> None:
    print(f"\n{title}")
    for feature in QgsVectorLayer(path, title, "ogr").getFeatures():
        if not evaluations or feature["evaluation"] in evaluations:
            cells = (feature[column] for column in columns)
            print("  ", *(f"{value:.3g}" if isinstance(value, float) else value for value in cells))


show("grades", grades, ("cluster", "factor", "grade", "rank"))
show("rates", rates["METRICS"], ("evaluation", "model", "rmse", "r2"), ("test-random", "cv-blocks"))
show("forecasts", forecast["METRICS"], ("evaluation", "model", "rmse", "skill"), ("multi-step",))
print(f"\nEverything lies in {folder}")
application.exitQgis()

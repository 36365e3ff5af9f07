"""Every output says how it was made, from what and under whose terms, so that it can be made again."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from land_subsidence.subsidence.model_file import read_note
from land_subsidence.subsidence.series import epoch_field
from land_subsidence.subsidence.synthetic.city import make_city
from land_subsidence.subsidence.synthetic.licsbas import write_licsbas
from qgis.core import QgsLayerMetadata, QgsRasterLayer, QgsVectorLayer


@pytest.fixture(scope="module")
def city():
    return make_city(120, 30, seed=3)


@pytest.fixture
def points(city, point_layer):
    columns = {"velocity": city.rate_mm_per_yr, **dict(city.factors)}
    columns.update({epoch_field(date): city.series.displacement_mm[:, i] for i, date in enumerate(city.dates)})
    layer = point_layer(city.series.xy, columns, crs="EPSG:4326", name="city")
    metadata = QgsLayerMetadata()
    metadata.setLicenses(["CC-BY-4.0"])
    metadata.setRights(["City of Atlantis"])
    layer.setMetadata(metadata)
    return layer


def metadata_of(value):
    """Title, abstract, licences, rights and provenance of any output, read again from where it was left."""
    if isinstance(value, str) and value.endswith(".html"):
        page = Path(value).read_text(encoding="utf-8")
        provenance = json.loads(re.search(r'id="provenance">(.*?)</script>', page, re.DOTALL).group(1))
        return {"title": "page", "abstract": page, **provenance}
    if isinstance(value, str) and value.endswith(".npz"):
        return {"title": "model", "abstract": "model", **json.loads(read_note(value, "provenance.json"))}
    if isinstance(value, str):
        layer = QgsRasterLayer(value) if value.endswith(".tif") else QgsVectorLayer(opened(value), "layer", "ogr")
        assert layer.isValid()
        if not layer.metadata().history():
            layer.loadDefaultMetadata()  # as the window does when it opens a file
    else:
        layer = value
    metadata = layer.metadata()
    found = json.loads(metadata.history()[-1])
    assert metadata.licenses() == found["licences"]
    assert metadata.rights() == found["rights"]
    return {"title": metadata.title(), "abstract": metadata.abstract(), **found}


def opened(path):
    """A table of a GeoPackage is opened by its name, as the browser does."""
    return f"{path}|layername={Path(path).stem}" if path.endswith(".gpkg") else path


def check(result, keys, algorithm, licences):
    for key in keys:
        found = metadata_of(result[key])
        assert found["title"], key
        assert found["abstract"], key
        assert found["licences"] == licences, key
        assert found["algorithm"] == f"subsidence:{algorithm}", key
        assert found["plugin_version"], key
        assert "INPUT" in found["parameters"], key


def test_points_tables_and_report_carry_the_terms_of_their_input(run, points, tmp_path):
    result = run(
        "kshape_clustering",
        INPUT=points,
        CLUSTERS=3,
        STARTS=2,
        OUTPUT=str(tmp_path / "clusters.gpkg"),
        SHAPES=str(tmp_path / "shapes.gpkg"),
        ELBOW="memory:",
        REPORT=str(tmp_path / "report.html"),
    )
    check(result, ("OUTPUT", "SHAPES", "REPORT"), "kshape_clustering", ["CC-BY-4.0"])
    assert metadata_of(result["OUTPUT"])["rights"] == ["City of Atlantis"]
    assert "mm/yr" in metadata_of(result["OUTPUT"])["abstract"]
    assert "subsidence is negative" in metadata_of(result["OUTPUT"])["abstract"]
    assert "city" in metadata_of(result["OUTPUT"])["abstract"], "the source is named"
    onward = run("subsidence_zones", INPUT=result["OUTPUT"], THRESHOLD=1, MIN_AREA=0, OUTPUT="memory:")
    check(onward, ("OUTPUT",), "subsidence_zones", ["CC-BY-4.0"])


def test_rasters_carry_it_in_the_file_and_beside_it(run, city, tmp_path):
    from osgeo import gdal

    product = write_licsbas(city, tmp_path / "cum_filt.h5")
    result = run(
        "import_licsbas",
        INPUT=str(product),
        OUTPUT=str(tmp_path / "points.shp"),
        VELOCITY=str(tmp_path / "velocity.tif"),
        DISPLACEMENT=str(tmp_path / "displacement.tif"),
    )
    check(result, ("OUTPUT", "VELOCITY", "DISPLACEMENT"), "import_licsbas", ["As the inputs: cum_filt.h5"])
    tags = gdal.Open(result["VELOCITY"]).GetMetadata()
    assert json.loads(tags["PROVENANCE"])["parameters"]["INPUT"] == str(product)
    assert tags["TIFFTAG_COPYRIGHT"] == "As the inputs: cum_filt.h5"


@pytest.mark.skipif(find_spec("pyswarms") is None, reason="pyswarms is not installed")
def test_models_and_their_tables_carry_it(run, points, tmp_path):
    result = run(
        "psobp_rate_prediction",
        INPUT=points,
        FACTORS=["dist_subway", "rain"],
        HIDDEN=3,
        MEMBERS=2,
        SWARM=4,
        GENERATIONS=2,
        FOLDS=0,
        TREES=False,
        OUTPUT="memory:",
        METRICS="memory:",
        MODEL=str(tmp_path / "model.npz"),
        REPORT=str(tmp_path / "report.html"),
    )
    check(result, ("OUTPUT", "METRICS", "MODEL", "REPORT"), "psobp_rate_prediction", ["CC-BY-4.0"])
    assert run("predict_rate", INPUT=points, MODEL=result["MODEL"], OUTPUT="memory:")["PREDICTED"] == 120


@pytest.mark.parametrize(("number", "name"), [(0, "wide.csv"), (2, "points.gpkg")])
def test_exported_files_carry_it(run, points, tmp_path, number, name):
    result = run("export_series", INPUT=points, FORMAT=number, OUTPUT=str(tmp_path / name))
    check(result, ("OUTPUT",), "export_series", ["CC-BY-4.0"])


def test_egms_asks_that_its_source_be_named(run, tmp_path):
    from tests.qgis.products.test_import_egms import write_tile

    result = run("import_egms", INPUT=[str(write_tile(tmp_path, "088"))], OUTPUT="memory:")
    rights = metadata_of(result["OUTPUT"])["rights"]
    assert "Copernicus Land Monitoring Service" in rights[0]
    zones = run("deformation_model", INPUT=result["OUTPUT"], OUTPUT="memory:")
    assert metadata_of(zones["OUTPUT"])["rights"] == rights


def test_a_result_is_made_again_from_what_it_says(run, points, tmp_path):
    import processing

    source = str(tmp_path / "city.gpkg")
    run("deformation_model", INPUT=points, OUTPUT=source)
    first = run("kshape_clustering", INPUT=source, CLUSTERS=3, STARTS=2, SEED=5, OUTPUT=str(tmp_path / "first.gpkg"))
    said = metadata_of(first["OUTPUT"])
    assert said["parameters"]["OUTPUT"] == str(tmp_path / "first.gpkg")
    assert said["parameters"]["ENGINE"] == 0, "what was left at its default is told too"
    again = processing.run(said["algorithm"], {**said["parameters"], "OUTPUT": "memory:"})

    def labels(layer):
        return [feature["cluster"] for feature in layer.getFeatures()]

    assert labels(again["OUTPUT"]) == labels(QgsVectorLayer(first["OUTPUT"], "first", "ogr"))
    assert np.unique(labels(again["OUTPUT"])).tolist() == [1, 2, 3]

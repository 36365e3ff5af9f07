"""EGMS tables become layers that the rest of the plugin takes as they are."""

import zipfile

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsProcessingException, QgsVectorLayer

HEADER = (
    "pid,mp_type,latitude,longitude,easting,northing,height_ortho,height_ellipse,line,pixel,rmse_ts,"
    "temporal_coherence,amplitude_dispersion,incidence_angle,track_angle,los_east,los_north,los_up,mean_velocity,"
    "mean_velocity_std,acceleration,acceleration_std,seasonality,seasonality_std,gnss_velocity"
)
DATES = {"088": ["20200103", "20200109", "20200121", "20200214"], "117": ["20200105", "20200111", "20200123"]}


def write_tile(folder, track, count=30, packed=False):
    """Points 100 m apart that move 2 mm a day east and 1 mm a day down."""
    east = 0.6 if track == "088" else -0.6
    dates = DATES[track]
    days = (
        np.array([f"{d[:4]}-{d[4:6]}-{d[6:]}" for d in dates], "datetime64[D]") - np.datetime64("2020-01-01")
    ).astype(int)
    lines = [HEADER + "," + ",".join(dates)]
    for number in range(count):
        motion = days * (2.0 * east - 0.8)
        fixed = (
            f"{track}{number:04d},0,{45 + number * 0.001},{11 + number * 0.001},{4400000 + 100 * number},2500000,"
            f"10.5,50.5,1,2,1.1,0.9,0.2,36.9,191.4,{east},0.0,0.8,{365.25 * (2 * east - 0.8):.2f},0.0,0,0,0,0,0"
        )
        lines.append(fixed + "," + ",".join(f"{value:.1f}" for value in motion))
    path = folder / f"EGMS_L2b_{track}_0282_IW2_VV_2020_2024_1.csv"
    path.write_text("\n".join(lines) + "\n")
    if packed:
        with zipfile.ZipFile(path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, path.name)
        path.unlink()
        return path.with_suffix(".zip")
    return path


def test_a_table_becomes_a_layer_with_the_fields_of_the_contract(run, tmp_path):
    path = write_tile(tmp_path, "088")
    result = run("import_egms", INPUT=[str(path)], OUTPUT=str(tmp_path / "points.gpkg"))
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (30, 4)
    layer = QgsVectorLayer(result["OUTPUT"], "points", "ogr")
    assert layer.crs().authid() == "EPSG:3035"
    table = read_points(layer, "points", layer)
    names = ["point_id", "velocity", "velocity_std", "coherence", "height", "los_e", "los_n", "los_u"]
    assert [name for name in table.names if name != "fid"][:8] == names
    assert table.column("track")[0] == "088"
    assert table.column("pid")[3] == "0880003"
    series = table.series()
    assert [str(date) for date in series.dates] == ["2020-01-03", "2020-01-09", "2020-01-21", "2020-02-14"]
    np.testing.assert_allclose(series.displacement_mm[0], [0.8, 3.2, 8.0, 17.6])
    np.testing.assert_allclose(table.xy[5], [4400500, 2500000])


def test_an_extent_in_degrees_clips_a_folder_of_archives(run, tmp_path):
    write_tile(tmp_path, "088", packed=True)
    write_tile(tmp_path, "117", packed=True)
    result = run(
        "import_egms",
        INPUT=[str(tmp_path)],
        COORDINATES=1,
        EXTENT="10.9,11.0095,44.9,45.1 [EPSG:4326]",
        OUTPUT="memory:",
    )
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (20, 7)
    assert result["OUTPUT"].crs().authid() == "EPSG:4326"


def test_two_tracks_part_into_layers_with_their_own_dates(run, tmp_path):
    paths = [str(write_tile(tmp_path, track)) for track in DATES]
    result = run("import_egms", INPUT=paths, OUTPUT="memory:", ASCENDING="memory:", DESCENDING="memory:")
    ascending, descending = result["ASCENDING"], result["DESCENDING"]
    assert read_points(ascending, "a", ascending).series().n_epochs == 3
    assert read_points(descending, "d", descending).series().n_epochs == 4
    assert {f["pass"] for f in descending.getFeatures()} == {"descending"}


def test_tracks_of_different_dates_in_one_layer_are_told(tmp_path):
    import processing
    from qgis.core import QgsProcessingFeedback

    class Listener(QgsProcessingFeedback):
        heard = ""

        def pushWarning(self, text):
            self.heard += text

    paths = [str(write_tile(tmp_path, track)) for track in DATES]
    feedback = Listener()
    processing.run("subsidence:import_egms", {"INPUT": paths, "OUTPUT": "memory:"}, feedback=feedback)
    assert "of the displacements are NULL" in feedback.heard
    mixed = processing.run("subsidence:import_egms", {"INPUT": paths, "OUTPUT": "memory:"})["OUTPUT"]
    with pytest.raises(QgsProcessingException, match="one track at a time"):
        processing.run("subsidence:kshape_clustering", {"INPUT": mixed, "CLUSTERS": 2, "OUTPUT": "memory:"})
    feedback = Listener()
    processing.run("subsidence:import_egms", {"INPUT": paths[:1], "OUTPUT": "memory:"}, feedback=feedback)
    assert feedback.heard == ""


def test_a_cancelled_import_leaves_nothing_behind(tmp_path):
    from land_subsidence.algorithms.products.import_egms import ImportEgms
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    class Impatient(QgsProcessingFeedback):
        def setProgress(self, percent):
            if percent > 20:
                self.cancel()
            super().setProgress(percent)

    path = write_tile(tmp_path, "088", count=20_000)
    algorithm = ImportEgms()
    algorithm.initAlgorithm()
    output = tmp_path / "out.gpkg"
    results, _ = algorithm.run({"INPUT": [str(path)], "OUTPUT": str(output)}, QgsProcessingContext(), Impatient())
    assert "OUTPUT" not in results
    assert not output.exists()


def test_a_table_that_is_not_egms_leaves_nothing_behind(run, tmp_path):
    (tmp_path / "other.csv").write_text("a,b,20200101\n1,2,3\n")
    with pytest.raises(QgsProcessingException, match="is no EGMS table"):
        run("import_egms", INPUT=[str(tmp_path / "other.csv")], OUTPUT=str(tmp_path / "out.gpkg"))
    assert not (tmp_path / "out.gpkg").exists()

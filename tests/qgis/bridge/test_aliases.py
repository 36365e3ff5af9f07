"""What a file says of its fields – unit, geometry, sign – goes along from step to step."""

from qgis.core import QgsVectorLayer


def test_units_and_signs_go_along_when_the_input_is_a_path(run, tmp_path):
    from land_subsidence.subsidence.synthetic import make_city, write_licsbas

    product = write_licsbas(make_city(60, 10, seed=7, regular=True), tmp_path / "cum_filt.h5")
    first, second = str(tmp_path / "first.gpkg"), str(tmp_path / "second.gpkg")
    run("import_licsbas", INPUT=str(product), OUTPUT=first)
    between = str(tmp_path / "between.gpkg")
    run("kshape_clustering", INPUT=first, CLUSTERS=2, OUTPUT=between)
    run("deformation_model", INPUT=between, OUTPUT=second)
    said = {field.name(): field.alias() for field in QgsVectorLayer(first, "first", "ogr").fields()}
    kept = {field.name(): field.alias() for field in QgsVectorLayer(second, "second", "ogr").fields()}
    assert "line of sight" in said["D20180306"]
    dates = [name for name in said if name.startswith("D2")]
    assert len(dates) == 10
    assert [kept[name] for name in dates] == [said[name] for name in dates]

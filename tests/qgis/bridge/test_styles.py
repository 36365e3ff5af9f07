"""Maps show what is known: ramps about zero, round classes with units, and a hatch over what is doubtful."""

import numpy as np
import pytest
from land_subsidence.bridge import styles
from land_subsidence.bridge.confidence import doubt_about
from land_subsidence.bridge.styles import DIVERGING, apply_style, style_for
from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsMapSettings
from qgis.PyQt.QtCore import QSize

XY = np.array([[500000.0 + 100 * number, 2100000.0] for number in range(4)])


def doubtful(layer, field):
    """point_id of the features that the map hatches."""
    expression = QgsExpression(doubt_about(field, [f.name() for f in layer.fields()]).expression)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    found = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        value = expression.evaluate(context)
        assert not expression.hasEvalError(), expression.evalErrorString()
        if value == 1:
            found.append(feature["point_id"])
    return found


def test_rates_diverge_about_zero_with_subsidence_red_and_round_classes(point_layer):
    layer = point_layer(XY, {"velocity": np.array([-31.0, -10.0, 1.0, 4.0])})
    apply_style(layer, style_for("velocity", np.array([-31.0, -10.0, 1.0, 4.0]), unit="mm/yr"))
    ranges = layer.renderer().ranges()
    assert ranges[0].symbol().color().name() == DIVERGING[0]
    assert ranges[4].lowerValue() == -ranges[4].upperValue(), "the middle class is centred on zero"
    assert [r.label() for r in ranges][3:6] == ["-9 … -3 mm/yr", "-3 … 3 mm/yr", "3 … 9 mm/yr"]
    assert layer.renderer().type() == "graduatedSymbol"


def test_wide_intervals_and_low_coherence_are_doubtful(point_layer):
    layer = point_layer(
        XY,
        {
            "point_id": np.array([1, 2, 3, 4]),
            "velocity": np.array([-200.0, 5.0, 5.0, 0.5]),
            "velocity_std": np.array([9.0, 9.0, 1.0, np.nan]),
            "coherence": np.array([0.9, 0.9, 0.2, np.nan]),
        },
    )
    assert doubtful(layer, "velocity") == [2, 3], "200 ± 15 sinks without doubt; nothing is known of the last"


def test_extrapolated_predictions_and_open_intervals_are_doubtful(point_layer):
    layer = point_layer(
        XY,
        {
            "point_id": np.array([1, 2, 3, 4]),
            "rate_predicted": np.array([-5.0, -5.0, -5.0, -50.0]),
            "rate_lo": np.array([-8.0, -20.0, -8.0, -70.0]),
            "rate_hi": np.array([-2.0, 10.0, -2.0, -30.0]),
            "extrapolated": np.array([0, 0, 2, 0]),
        },
    )
    assert doubtful(layer, "rate_predicted") == [2, 3]


@pytest.mark.parametrize(
    ("field", "columns", "expected"),
    [
        ("cluster", {"cluster": [1, 2, 1, 2], "sbd_margin": [0.3, 0.01, 0.2, 0.04]}, [2, 4]),
        ("F20240101", {"F20240101": [0] * 4, "F20240101_lo": [-30.0, -5, -9, -50], "F20240101_hi": [1, 5, 9, -9]}, [1]),
        ("model", {"model": ["a", "b", "a", "b"], "model_support": [10.0, 1.0, 3.0, 0.0]}, [2, 4]),
    ],
)  # fmt: skip
def test_each_kind_of_result_has_its_own_doubt(point_layer, field, columns, expected):
    values = {"point_id": np.array([1, 2, 3, 4])}
    for name, column in columns.items():
        values[name] = np.array(column, dtype=object if isinstance(column[0], str) else None)
    assert doubtful(point_layer(XY, values), field) == expected


def test_the_map_hatches_what_is_doubtful_and_the_legend_says_so(point_layer):
    from qgis.core import QgsMapRendererSequentialJob

    def picture(coherence):
        layer = point_layer(XY, {"velocity": np.full(4, 0.0), "coherence": coherence})
        apply_style(layer, style_for("velocity", np.array([-50.0, 50.0]), unit="mm/yr"))
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(layer.crs())
        settings.setExtent(layer.extent().buffered(50))
        settings.setOutputSize(QSize(400, 200))
        settings.setOutputDpi(300)
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        image = job.renderedImage()
        dark = [image.pixelColor(x, y).lightness() < 90 for x in range(400) for y in range(200)]
        return layer, sum(dark)

    sure, clean = picture(np.full(4, 0.9))
    unsure, hatched = picture(np.array([0.1, 0.9, 0.1, 0.9]))
    assert clean == 0
    assert hatched > 0
    assert "low confidence" not in " ".join(item.label() for item in sure.renderer().legendSymbolItems())
    assert unsure.renderer().legendSymbolItems()[-1].label() == "low confidence: coherence < 0.3"
    assert unsure.renderer().type() == "graduatedSymbol", "its classes can be changed as usual"


@pytest.mark.parametrize(("row", "hatched"), [(0, True), (6, True), (None, False)])
def test_doubt_anywhere_among_values_in_memory_is_found(point_layer, monkeypatch, row, hatched):
    monkeypatch.setattr(styles, "ROWS_AT_ONCE", 3)
    xy = np.array([[500000.0 + 100 * number, 2100000.0] for number in range(7)])
    columns = {"rate_predicted": np.arange(7.0), "extrapolated": np.zeros(7, dtype=np.int32)}
    if row is not None:
        columns["extrapolated"][row] = 2
    layer = point_layer(xy, columns)
    apply_style(layer, style_for("rate_predicted", columns["rate_predicted"]), columns)
    assert ("extrapolated" in layer.renderer().ranges()[-1].label()) == hatched


def test_rasters_have_the_unit_in_their_legend(tmp_path):
    from land_subsidence.bridge.rasters import write_raster
    from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer

    path = tmp_path / "rate.tif"
    wkt = QgsCoordinateReferenceSystem("EPSG:4326").toWkt()
    values = np.linspace(-40, 10, 12).reshape(3, 4)
    write_raster(path, values, (0, 1, 0, 3, 0, -1), wkt, ["velocity"], unit="mm/yr")
    layer = QgsRasterLayer(str(path), "rate")
    apply_style(layer, style_for("velocity", values, unit="mm/yr"))
    ramp = layer.renderer().shader().rasterShaderFunction()
    assert ramp.minimumValue() == -ramp.maximumValue()
    assert ramp.legendSettings().suffix() == " mm/yr"
    assert ramp.colorRampItemList()[0].color.name() == DIVERGING[0]

"""Sound inputs for every algorithm, small enough that each runs in about a second: what the campaign then spoils."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np

from subsidence.products.points import PointProduct
from subsidence.store.point_store import write_store
from subsidence.synthetic import (
    make_city,
    write_geoc,
    write_layers,
    write_licsbas,
    write_mean_rasters,
    write_monthly_rasters,
    write_points,
    write_stations,
)
from subsidence.synthetic.rasters import write_geotiff
from tests.unit.products.written_products import NEW_L2, egms_rows, write_hdf5

POINT_COUNT = 60
EPOCH_COUNT = 24
PLANAR_EPSG = 32648
OPERA_WKT = (
    'PROJCS["WGS 84 / UTM zone 11N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",-117],PARAMETER["scale_factor",0.9996],'
    'PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","32611"]]'
)
FACTORS = ["dist_subway", "dist_faults", "rain"]


def build_world(folder: Path, n_points: int = POINT_COUNT, n_epochs: int = EPOCH_COUNT) -> None:
    """Write every input into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    city = make_city(n_points, n_epochs, seed=1, regular=True)
    write_points(city, folder / "points.gpkg", factors=True, truth=True, epsg=PLANAR_EPSG)
    write_points(city, folder / "points.shp", epsg=PLANAR_EPSG)
    write_points(city, folder / "points.geojson", factors=True, truth=True)
    write_points(make_city(n_points, n_epochs, seed=1, regular=True, noise_mm=3.0), folder / "other.gpkg", epsg=32648)
    write_layers(city, folder / "layers", epsg=PLANAR_EPSG)
    write_stations(city, folder / "stations")
    write_mean_rasters(city, folder / "rasters")
    write_monthly_rasters(city, folder / "monthly")
    write_licsbas(city, folder / "licsbas" / "cum_filt.h5") if _made(folder / "licsbas") else None
    small = make_city(max(n_points // 2, 20), 6, seed=2, regular=True)
    write_geoc(small, folder / "GEOC", n_connections=2, delay_std_mm=3.0, gacos_folder=folder / "GACOS")
    _write_stack(city, folder / "stack")
    _write_opera(folder / "opera")
    _write_mintpy(folder / "mintpy")
    _write_egms(folder, n_points)
    _write_store(city, folder / "store")
    _write_tables(city, folder)


def _made(folder: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    return True


def _write_stack(city, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for date, values in zip(city.dates[:6], city.series.displacement_mm.T):
        name = f"displacement_{str(date).replace('-', '')}.tif"
        write_geotiff(folder / name, city.on_grid(values, -9999.0), city.grid.geotransform, nodata=-9999.0)


def _write_opera(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    dates, size = ["20200101", "20200113", "20200125", "20200206"], (4, 5)
    for number, date in enumerate(dates[1:], start=1):
        arrays = {
            "x": 400_015.0 + 30 * np.arange(size[1]),
            "y": 4_000_000.0 - 15 - 30 * np.arange(size[0]),
            "displacement": (-0.001 * number * (1 + np.arange(20.0).reshape(size))).astype("f4"),
            "recommended_mask": np.ones(size, dtype="u1"),
            "temporal_coherence": np.full(size, 0.7, dtype="f4"),
            "spatial_ref": np.int32(0).reshape(()),
            "/corrections/solid_earth_tide": np.zeros(size, dtype="f4"),
            "/corrections/ionospheric_delay": np.zeros(size, dtype="f4"),
        }
        units = {"displacement": {"units": "meters"}, "spatial_ref": {"crs_wkt": OPERA_WKT}}
        name = f"OPERA_L3_DISP-S1_IW_F11116_VV_{dates[0]}T140000Z_{date}T140000Z_v1.0_20250101T000000Z.nc"
        write_hdf5(folder / name, arrays, {}, units)


def _write_mintpy(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for path in sorted((Path(__file__).parents[1] / "data" / "mintpy").glob("*.h5")):
        (folder / path.name).write_bytes(path.read_bytes())


def _write_egms(folder: Path, n_points: int) -> None:
    dates = [str(date).replace("-", "") for date in np.datetime64("2020-01-03") + 6 * np.arange(8)]
    rows = [NEW_L2 + dates, *egms_rows(NEW_L2, dates, n_points)]
    text = "\n".join(",".join(map(str, row)) for row in rows) + "\n"
    name = "EGMS_L2b_088_0297_IW2_VV_2020_2024_1"
    (folder / f"{name}.csv").write_text(text)
    with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.csv", text)


def _write_store(city, folder: Path) -> None:
    names = np.array([f"p{number}" for number in range(city.series.n_points)])
    rate = city.series.displacement_mm[:, -1] / 2.0
    write_store(folder, PointProduct(city.series, rate, names, {"height": np.linspace(0.0, 9.0, names.size)}))


def _write_tables(city, folder: Path) -> None:
    """A wide and a long table of series, levelled benchmarks and a GNSS station."""
    dates = [str(date) for date in city.dates]
    rows = zip(city.series.xy, city.series.displacement_mm)
    wide = ["id,lon,lat," + ",".join(dates)]
    long = ["id,lon,lat,date,displacement"]
    for number, ((x, y), series) in enumerate(rows):
        wide.append(f"{number},{x:.7f},{y:.7f}," + ",".join(f"{value:.2f}" for value in series))
        long += [f"{number},{x:.7f},{y:.7f},{date},{value:.2f}" for date, value in zip(dates, series)]
    (folder / "wide.csv").write_text("\n".join(wide) + "\n")
    (folder / "long.csv").write_text("\n".join(long) + "\n")
    (folder / "legend.csv").write_text("code;name\n1;sand\n2;clay\n3;rock\n")
    benchmarks = ["benchmark,longitude,latitude,date,height_m"]
    for number in range(0, len(city.series.xy), 4):
        x, y = city.series.xy[number]
        for epoch in range(0, len(dates), 6):
            height = 10.0 + city.truth_mm[number, epoch] / 1000.0
            benchmarks.append(f"B{number},{x:.7f},{y:.7f},{dates[epoch]},{height:.5f}")
    (folder / "levelling.csv").write_text("\n".join(benchmarks) + "\n")
    x, y = city.series.xy[0]
    lines = [
        f"MXTM {_tenv_date(date)} {2018 + number / 30:.4f} {58183 + 12 * number} 1991 2 -99 10 .5 20 .1 30 {value:.4f}"
        f" 0 .001 .001 .004 0 0 0 {y:.6f} {x:.6f} 2240"
        for number, (date, value) in enumerate(zip(city.dates, 0.2 + city.truth_mm[0] / 1000.0))
    ]
    (folder / "MXTM.tenv3").write_text("\n".join(lines) + "\n")


def _tenv_date(date: np.datetime64) -> str:
    months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    year, month, day = str(date).split("-")
    return f"{year[2:]}{months[int(month) - 1]}{day}"


def sound_calls(world: Path, out: Path) -> dict[str, dict]:
    """For every algorithm but the download a call that succeeds: inputs in ``world``, outputs in ``out``."""
    points = {"INPUT": str(world / "points.gpkg")}
    target = {"OUTPUT": str(out / "out.gpkg")}
    report = {"REPORT": str(out / "report.html")}
    layer = world / "layers"
    quick_rate = {"HIDDEN": 4, "MEMBERS": 1, "SWARM": 4, "GENERATIONS": 2, "FOLDS": 2, "TREES": False}
    return {
        "apply_forecast": {**points, "MODEL": str(world / "forecast.npz"), "HORIZON": 2, **target},
        "buffer_rings": {"INPUT": str(layer / "subway.gpkg"), "DISTANCES": "200,400", **target},
        "compare_layers": {**points, "OTHER": str(world / "other.gpkg"), "RADIUS": 300, **target, **report},
        "decompose_los": {
            "ASCENDING": str(world / "points.gpkg"),
            "DESCENDING": str(world / "other.gpkg"),
            "CELL": 300,
            "ASCENDING_INCIDENCE": 38,
            "ASCENDING_HEADING": -12,
            "DESCENDING_INCIDENCE": 34,
            "DESCENDING_HEADING": -168,
            **target,
        },
        "decompose_signals": {**points, "COMPONENTS": 2, **target, **report},
        "deformation_model": {**points, **target},
        "detect_changes": {**points, "SINCE": "2018-11-20", "RADIUS": 300, **target, **report},
        "distance_factors": {**points, "LAYERS": [str(layer / "subway.gpkg"), str(layer / "faults.gpkg")], **target},
        "export_series": {**points, "FORMAT": 2, "OUTPUT": str(out / "series.csv")},
        "factor_quality": {**points, "FACTORS": FACTORS, **target, **report},
        "gacos_correction": {
            "INPUT": str(world / "GEOC"),
            "GACOS": str(world / "GACOS"),
            "OUTPUT": str(out / "GEOC_corrected"),
            **report,
        },
        "grey_relational_analysis": {**points, "FACTORS": FACTORS, "CLUSTER": "true_cluster", **target, **report},
        "groundwater_response": {
            **points,
            "STATIONS": str(world / "stations" / "groundwater_stations.gpkg"),
            "TABLE": str(world / "stations" / "groundwater_monthly.csv"),
            "MAX_DISTANCE": 0,
            **target,
            **report,
        },
        "import_any": {"INPUT": [str(world / "licsbas" / "cum_filt.h5")], **target},
        "import_egms": {"INPUT": [str(world / "EGMS_L2b_088_0297_IW2_VV_2020_2024_1.zip")], **target},
        "import_licsbas": {
            "INPUT": str(world / "licsbas" / "cum_filt.h5"),
            **target,
            "VELOCITY": str(out / "velocity.tif"),
        },
        "import_mintpy": {"INPUT": str(world / "mintpy" / "timeseries.h5"), **target},
        "import_opera": {"INPUT": [str(world / "opera")], **target},
        "import_raster_stack": {"INPUT": [str(world / "stack")], **target},
        "import_series_table": {"INPUT": str(world / "wide.csv"), **target},
        "import_store": {"INPUT": str(world / "store"), **target},
        "interferogram_quality": {"INPUT": str(world / "GEOC"), "INTERFEROGRAMS": str(out / "out.gpkg"), **report},
        "kshape_clustering": {**points, "CLUSTERS": 2, "STARTS": 2, **target, "SHAPES": str(out / "shapes.gpkg")},
        "licsar_time_series": {
            "INPUT": str(world / "GEOC"),
            "FILTER_KM": 0,
            "APPLY_MASK": False,
            **target,
            "VELOCITY": str(out / "velocity.tif"),
        },
        "lstm_forecast": {
            **points,
            "HORIZON": 2,
            "ORIGINS": 2,
            "HIDDEN": 4,
            "EPOCHS": 2,
            "TEST": 4,
            **target,
            **report,
        },
        "predict_rate": {**points, "MODEL": str(world / "rate.npz"), **target},
        "profile_along_line": {**points, "LINES": str(layer / "subway.gpkg"), "WIDTH": 1000, **target, **report},
        "psobp_rate_prediction": {**points, "FACTORS": FACTORS, **quick_rate, **target, **report},
        "rereference_series": {**points, **target},
        "ring_statistics": {**points, "FACTOR": "dist_subway", "BREAKS": "0,200,400,800", **target, **report},
        "ring_width_search": {
            **points,
            "LAYERS": [str(layer / "subway.gpkg")],
            "WIDTHS": "200,400",
            "REPEATS": 1,
            "FOLDS": 2,
            **target,
            **report,
        },
        "sample_factor_series": {
            **points,
            "STATIONS": str(world / "stations" / "rain_stations.gpkg"),
            "TABLE": str(world / "stations" / "rain_monthly.csv"),
            "PREFIX": "RAIN",
            **target,
        },
        "sample_factors": {
            **points,
            "RASTERS": [str(world / "rasters" / "rain.tif")],
            "POLYGONS": [str(layer / "geology.gpkg")],
            "POLYGON_FIELD": "code",
            **target,
        },
        "structure_settlement": {
            **points,
            "STRUCTURES": str(layer / "buildings.gpkg"),
            "BUFFER": 300,
            **target,
            **report,
        },
        "share_map": {**points, "OUTPUT": str(out / "map.html")},
        "subsidence_zones": {**points, "THRESHOLD": -3, "MIN_AREA": 1000, "CELL": 200, **target},
        "update_series": {**points, "NEW": str(world / "other.gpkg"), "RADIUS": 50, **target, **report},
        "validate_against_ground": {
            **points,
            "TABLE": str(world / "levelling.csv"),
            "TABLE_UNIT": 2,
            "RADIUS": 400,
            **target,
            **report,
        },
    }


def extra_calls(world: Path, out: Path) -> list[tuple[str, dict]]:
    """More sound calls: other formats of the same inputs."""
    calls = sound_calls(world, out)
    model = {"MODEL": str(out / "model.npz")}
    monthly = sorted(str(path) for path in (world / "monthly").glob("rain_*.tif"))[:6]
    return [
        ("deformation_model", {**calls["deformation_model"], "INPUT": str(world / "points.shp")}),
        ("deformation_model", {**calls["deformation_model"], "INPUT": str(world / "points.geojson")}),
        ("import_any", {**calls["import_any"], "INPUT": [str(world / "long.csv")]}),
        ("import_any", {**calls["import_any"], "INPUT": [str(world / "stack")]}),
        ("import_series_table", {**calls["import_series_table"], "INPUT": str(world / "long.csv")}),
        ("import_egms", {**calls["import_egms"], "INPUT": [str(world / "EGMS_L2b_088_0297_IW2_VV_2020_2024_1.csv")]}),
        ("validate_against_ground", {**calls["validate_against_ground"], "GNSS": [str(world / "MXTM.tenv3")]}),
        ("sample_factors", {**calls["sample_factors"], "LEGEND": str(world / "legend.csv")}),
        ("sample_factor_series", {"INPUT": str(world / "points.gpkg"), "RASTERS": monthly, **_output(out)}),
        ("psobp_rate_prediction", {**calls["psobp_rate_prediction"], **model}),
        ("lstm_forecast", {**calls["lstm_forecast"], **model}),
        ("export_series", {**calls["export_series"], "FORMAT": 0, "OUTPUT": str(out / "series.shp")}),
        ("export_series", {**calls["export_series"], "FORMAT": 5, "OUTPUT": str(out / "series.nc")}),
    ]


def _output(out: Path) -> dict:
    return {"OUTPUT": str(out / "out.gpkg")}

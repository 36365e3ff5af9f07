"""The files that the examples of the reference name, made small, in one folder."""

from __future__ import annotations

import csv
import importlib.util
import shutil
import zipfile
from pathlib import Path

import numpy as np
from land_subsidence.bridge.fields import Column, merged_fields
from land_subsidence.bridge.rasters import write_raster
from land_subsidence.bridge.write_features import add_features
from land_subsidence.subsidence.insar.decompose import line_of_sight
from land_subsidence.subsidence.products.points import PointProduct
from land_subsidence.subsidence.series import compact_date, epoch_field, years_since
from land_subsidence.subsidence.store.point_store import write_store
from land_subsidence.subsidence.synthetic import make_city, write_layers, write_licsbas, write_stations
from land_subsidence.subsidence.synthetic.licsar import write_geoc
from qgis.core import QgsCoordinateReferenceSystem, QgsFields, QgsVectorFileWriter, QgsVectorLayer

TESTS = Path(__file__).resolve().parent
CRS = "EPSG:4326"
HEADER = (
    "pid,mp_type,latitude,longitude,easting,northing,height,height_wgs84,line,pixel,rmse,temporal_coherence,"
    "amplitude_dispersion,incidence_angle,track_angle,los_east,los_north,los_up,mean_velocity,mean_velocity_std"
)


def save_points(path, xy, columns, crs=CRS):
    """A GeoPackage of points."""
    layer = QgsVectorLayer(f"Point?crs={crs}", path.stem, "memory")
    layer.dataProvider().addAttributes(
        merged_fields(QgsFields(), [Column(name, np.asarray(values)) for name, values in columns.items()])
    )
    layer.updateFields()
    add_features(layer.dataProvider(), layer.fields(), [np.asarray(v) for v in columns.values()], np.asarray(xy))
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)


def build(folder: Path) -> None:
    """Every file that an example reads, but the models, which two of the examples write."""
    city = make_city(150, 30, seed=1, regular=True)
    series, dates = city.series.displacement_mm, city.dates
    epochs = {epoch_field(date): series[:, i] for i, date in enumerate(dates)}
    los = {"los_e": city.los[:, 0], "los_n": city.los[:, 1], "los_u": city.los[:, 2]}
    generator = np.random.default_rng(0)
    dynamic = {
        f"{prefix}{compact_date(date)}": generator.normal(size=len(series))
        for prefix in ("RAIN", "GW")
        for date in dates
    }
    factors = {"dist_subway": city.factors["dist_subway"], "height": city.height_m}
    fixed = {"point_id": np.arange(len(series)), "velocity": city.rate_mm_per_yr, "cluster": city.labels + 1}
    save_points(folder / "points.gpkg", city.series.xy, {**fixed, **los, **factors, **epochs, **dynamic})
    save_points(folder / "points_2024.gpkg", city.series.xy + 1e-5, {"velocity": city.rate_mm_per_yr + 1.0, **epochs})
    for name, look in (("ascending", line_of_sight(38, -12)), ("descending", line_of_sight(34, -168))):
        towards = {key: np.full(len(series), value) for key, value in zip(los, look)}
        save_points(folder / f"{name}.gpkg", city.series.xy, {"velocity": city.rate_mm_per_yr, **towards, **epochs})
    write_layers(city, folder)
    product = PointProduct(city.series, city.rate_mm_per_yr, np.arange(len(series)).astype(str))
    write_store(folder / "tile", product)
    _ground(folder, city)
    _rain(folder, city)
    _rasters(folder, city)
    _tables(folder, city)
    (folder / "TS_GEOCml1").mkdir()
    write_licsbas(city, folder / "TS_GEOCml1" / "cum_filt.h5")
    shutil.copytree(TESTS / "data" / "mintpy", folder / "mintpy")
    _opera(folder / "opera", dates[:3])
    write_geoc(make_city(120, 6, seed=2), folder / "GEOC", delay_std_mm=9.0, gacos_folder=folder / "GACOS")


def _ground(folder: Path, city) -> None:
    names = np.array([f"B{number}" for number in range(6)], dtype=object)
    rows = np.linspace(0, len(city.series.xy) - 1, 6).astype(int)
    save_points(folder / "benchmarks.gpkg", city.series.xy[rows], {"name": names})
    lines = ["station,date,up"]
    for name, row in zip(names, rows):
        lines += [f"{name},{date},{city.truth_mm[row, i]:.3f}" for i, date in enumerate(city.dates)]
    (folder / "levelling.csv").write_text("\n".join(lines))


def _rain(folder: Path, city) -> None:
    layer, table = write_stations(city, folder)["rain"]
    shutil.move(layer, folder / "gauges.gpkg")
    shutil.move(table, folder / "rain.csv")


def _rasters(folder: Path, city) -> None:
    wkt = QgsCoordinateReferenceSystem(CRS).toWkt()
    (left, low), (right, high) = city.series.xy.min(axis=0) - 0.01, city.series.xy.max(axis=0) + 0.01
    transform = (left, (right - left) / 10, 0.0, high, 0.0, -(high - low) / 10)
    heights = np.add.outer(np.arange(10.0), np.arange(10.0))
    write_raster(folder / "height.tif", heights, transform, wkt, ["height"])
    for number, date in enumerate(("20180306", "20180318", "20180330")):
        write_raster(folder / f"displacement_{date}.tif", -heights * number, transform, wkt, [date])


def _opera(folder: Path, dates: np.ndarray) -> None:
    spec = importlib.util.spec_from_file_location("written", TESTS / "unit" / "products" / "written_products.py")
    written = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(written)
    folder.mkdir()
    crs = {"spatial_ref": {"crs_wkt": QgsCoordinateReferenceSystem("EPSG:32611").toWkt()}}
    for number, date in enumerate(dates[1:], start=1):
        arrays = {
            "x": 384_000.0 + 500.0 * np.arange(6),
            "y": 3_742_000.0 - 500.0 * np.arange(5),
            "displacement": np.full((5, 6), -0.01 * number, dtype="f4"),
            "recommended_mask": np.ones((5, 6), dtype="u1"),
            "spatial_ref": np.int32(0).reshape(()),
        }
        name = (
            f"OPERA_L3_DISP-S1_IW_F11116_VV_{compact_date(dates[0])}T140000Z_{compact_date(date)}T140000Z_v1.0"
            "_20250101T000000Z.nc"
        )
        written.write_hdf5(folder / name, arrays, {}, {**crs, "displacement": {"units": "meters"}})


def _tables(folder: Path, city) -> None:
    dates, series = city.dates[:8], city.series.displacement_mm[:20, :8]
    with (folder / "series.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["longitude", "latitude", *map(str, dates)])
        writer.writerows([*place, *row] for place, row in zip(city.series.xy[:20].tolist(), series.tolist()))
    lines = [HEADER + "," + ",".join(compact_date(date) for date in dates)]
    for number, row in enumerate(series):
        rate = np.polyfit(years_since(dates), row, 1)[0]
        fixed = f"{number},0,41.0,14.0,{4_600_000 + 100 * number},2000000,10,50,1,1,1.0,0.9,0.1,38,191,0.6,-0.1,0.79"
        lines.append(f"{fixed},{rate:.2f},0.1," + ",".join(f"{value:.1f}" for value in row))
    with zipfile.ZipFile(folder / "EGMS_L2b_088_0297_IW2_VV_2020_2024_1.zip", "w") as archive:
        archive.writestr("EGMS_L2b_088_0297_IW2_VV_2020_2024_1.csv", "\n".join(lines))

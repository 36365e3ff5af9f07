"""Files of other producers, written here so that the right answer is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np


def _names(header: str) -> list[str]:
    return header.split(",")


NEW_L2 = _names(
    "pid,mp_type,latitude,longitude,easting,northing,height_ortho,height_ellipse,line,pixel,rmse_ts,"
    "temporal_coherence,amplitude_dispersion,incidence_angle,track_angle,los_east,los_north,los_up,mean_velocity,"
    "mean_velocity_std,acceleration,acceleration_std,seasonality,seasonality_std,gnss_velocity"
)
OLD_L2A = _names(
    "pid,mp_type,latitude,longitude,easting,northing,height,height_wgs84,line,pixel,rmse,temporal_coherence,"
    "amplitude_dispersion,incidence_angle,track_angle,los_east,los_north,los_up,mean_velocity,mean_velocity_std,"
    "acceleration,acceleration_std,seasonality,seasonality_std,cluster_label"
)
NEW_L3 = _names(
    "pid,easting,northing,height_ortho,rmse_ts,mean_velocity,mean_velocity_std,acceleration,acceleration_std,"
    "seasonality,seasonality_std,gnss_velocity_n,gnss_velocity_e,gnss_velocity_u"
)
OLD_L3 = _names(
    "pid,easting,northing,height,rmse,mean_velocity,mean_velocity_std,acceleration,acceleration_std,seasonality,"
    "seasonality_std"
)
HEADERS = {"new L2b": NEW_L2, "old L2a": OLD_L2A, "new L3": NEW_L3, "old L3": OLD_L3}
IRREGULAR = ["20200103", "20200109", "20200121", "20200214", "20200220"]  # 6, 12 and 24 days


def egms_rows(header: list[str], dates: list[str], count: int, seed: int = 0, descending: bool = True) -> list[list]:
    """Rows with numbers as EGMS prints them: one or two decimals."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(count):
        incidence = np.radians(36.0 + rng.random())
        east = np.sin(incidence) * (0.98 if descending else -0.98)
        values = {
            "pid": f"10M{seed}{number:05d}x",
            "mp_type": 0 if number % 2 else 1250,
            "latitude": 45.0 + 0.001 * number,
            "longitude": 11.0 + 0.001 * number,
            "easting": 4_400_000.5 + 100.0 * number,
            "northing": 2_500_000.25 + 50.0 * number,
            "line": 1000 + number,
            "pixel": 2000 + number,
            "cluster_label": number % 3,
            "los_east": f"{east:.3f}",
            "los_north": "-0.115",
            "los_up": f"{np.cos(incidence):.3f}",
            "mean_velocity_std": "0.0" if number == 0 else "0.2",
            "track_angle": 191.42 if descending else 348.6,
        }
        row = [values.get(name, f"{rng.normal(0, 5):.2f}") for name in header]
        rows.append(row + [f"{value:.1f}" for value in rng.normal(0, 10, len(dates))])
    return rows


def write_hdf5(path: Path, arrays: dict, attributes: dict | None = None, array_attributes: dict | None = None) -> Path:
    """Write an HDF5 (NetCDF-4) file through GDAL; names such as ``/corrections/tide`` go into groups.

    array_attributes : {array name: {attribute: text}}
    """
    from osgeo import gdal

    path = Path(path)
    dataset = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path), [], ["FORMAT=NC4"])
    root = dataset.GetRootGroup()
    groups = {"": root}
    dimensions = {}
    text = gdal.ExtendedDataType.CreateString()
    for name, value in arrays.items():
        group_name, _, array_name = name.strip("/").rpartition("/")
        if group_name not in groups:
            groups[group_name] = root.CreateGroup(group_name)
        group = groups[group_name]
        values = np.asarray(value)
        for size in values.shape:
            if size not in dimensions:
                dimensions[size] = root.CreateDimension(f"n{size}", "", "", size)
        shape = [dimensions[size] for size in values.shape]
        if values.dtype.kind == "U":
            array = group.CreateMDArray(array_name, shape, text)
            array.Write(values.tolist())
        else:
            kinds = {"f4": gdal.GDT_Float32, "f8": gdal.GDT_Float64, "i4": gdal.GDT_Int32, "u1": gdal.GDT_Byte}
            array = group.CreateMDArray(array_name, shape, gdal.ExtendedDataType.Create(kinds[values.dtype.str[1:]]))
            array.Write(np.ascontiguousarray(values) if values.ndim else values.tobytes())
        for key, content in (array_attributes or {}).get(name, {}).items():
            array.CreateAttribute(key, [], text).Write(content)
    for key, content in (attributes or {}).items():
        root.CreateAttribute(key, [], text).Write(content)
    return path

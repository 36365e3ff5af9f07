"""The interferograms of any processor give the same series as LiCSAR's."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.insar.filter import FilterSettings
from subsidence.insar.licsar.correct_folder import correct_folder
from subsidence.insar.pair_folders import PairSettings, dates_of_pair, looks_like_pairs, scan_interferograms
from subsidence.insar.scratch import Scratch
from subsidence.insar.stack import load_stack
from subsidence.insar.time_series import TimeSeriesSettings, process
from subsidence.progress import Report
from subsidence.units import wavelength_m

DATES = np.array(["2018-01-06", "2018-01-18", "2018-01-30", "2018-02-11"], dtype="datetime64[D]")
PAIRS = [(0, 1), (1, 2), (2, 3), (0, 2), (1, 3)]
SHAPE = (9, 11)
UTM = (500_000.0, 80.0, 0.0, 2_150_000.0, 0.0, -80.0)
DEGREES = (-99.2, 0.001, 0.0, 19.5, 0.0, -0.001)
RAD_PER_MM = 4 * np.pi / (wavelength_m() * 1000.0)


class Heard(Report):
    def __init__(self):
        self.texts = []

    def on_info(self, text):
        self.texts.append(text)

    on_warning = on_info


def truth() -> np.ndarray:
    """Displacement in mm, positive towards the satellite, 0 at the first date."""
    years = (DATES - DATES[0]).astype(int) / 365.25
    rates = -5.0 - np.arange(SHAPE[1]) * 10.0 - np.arange(SHAPE[0])[:, None] * 4.0
    return years[:, None, None] * rates


def moved(one: int, other: int) -> np.ndarray:
    return truth()[other] - truth()[one]


def write(path, values, transform=DEGREES, epsg=4326, unit="", south_up=False):
    from osgeo import gdal, osr

    path.parent.mkdir(parents=True, exist_ok=True)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, gdal.GDT_Float32)
    x0, dx, _, y0, _, dy = transform
    if south_up:
        values, y0, dy = values[::-1], y0 + values.shape[0] * dy, -dy
    dataset.SetGeoTransform((x0, dx, 0, y0, 0, dy))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    dataset.SetProjection(reference.ExportToWkt())
    if unit:
        dataset.GetRasterBand(1).SetUnitType(unit)
    dataset.GetRasterBand(1).WriteArray(values.astype("f4"))


def text(date, form="%Y%m%d"):
    return date.astype(object).strftime(form)


def check(folder, settings=None, heard=None):
    """The series of a folder is the truth, relative to the reference pixel."""
    geoc = scan_interferograms(folder, settings, heard or Report())
    assert len(geoc.pairs) == len(PAIRS)
    with Scratch() as scratch:
        stack = load_stack(geoc, scratch)
        series = process(stack, scratch, TimeSeriesSettings(filter=FilterSettings(km=0.0)))
        found = np.array(series.cube.displacement_mm)
    rows, columns = (slice(None, found.shape[1]), slice(None, found.shape[2]))
    wanted = truth()[:, rows, columns]
    zero = series.reference
    wanted = wanted - wanted[:, zero[0], zero[1]].mean(axis=(1, 2))[:, None, None]
    np.testing.assert_allclose(found, wanted, atol=0.02)
    return geoc


def test_hyp3_products_of_different_extents(tmp_path):
    heard = Heard()
    for number, (one, other) in enumerate(PAIRS):
        base = f"S1AA_{text(DATES[one])}T002533_{text(DATES[other])}T002532_VVP012_INT80_G_ueF_0{number:03d}"
        longer = SHAPE[0] + number % 2, SHAPE[1] + number % 3
        phase = np.zeros(longer)
        phase[: SHAPE[0], : SHAPE[1]] = -RAD_PER_MM * moved(one, other)
        coherence = np.full(longer, 0.8)
        folder = tmp_path / base
        for suffix, values in (("unw_phase", phase), ("corr", coherence)):
            write(folder / f"{base}_{suffix}.tif", values, UTM, 32614)
        write(folder / f"{base}_lv_theta.tif", np.full(longer, np.radians(52.0)), UTM, 32614)
        write(folder / f"{base}_lv_phi.tif", np.full(longer, np.radians(190.0)), UTM, 32614)
        write(folder / f"{base}_wrapped_phase.tif", np.ones(longer), UTM, 32614)
        (folder / f"{base}.txt").write_text("Reference Granule: S1A\nHeading: -13.2\n")
    geoc = check(tmp_path, heard=heard)
    assert geoc.grid.shape == SHAPE
    assert "UTM zone 14N" in geoc.grid.crs
    assert geoc.heading_degrees == pytest.approx(346.8)
    assert geoc.wavelength_m == pytest.approx(0.0554658, abs=1e-6)
    with Scratch() as scratch:
        layers = load_stack(geoc, scratch).layers
    east, north, up = (float(layers[name][3, 3]) for name in ("los_e", "los_n", "los_u"))
    expected = (np.cos(np.radians(52)) * np.cos(np.radians(190)), np.cos(np.radians(52)) * np.sin(np.radians(190)))
    assert (east, north) == pytest.approx(expected, abs=1e-6)
    assert up == pytest.approx(np.sin(np.radians(52)), abs=1e-6)
    assert any("that all share are used" in line for line in heard.texts)


@pytest.mark.parametrize(
    ("name", "coherence", "form"),
    [
        ("{0}_{1}.geo.unw.tif", "{0}_{1}.geo.cc.tif", "%Y%m%d"),
        ("{0}_{1}_unw.tif", "{0}_{1}_coh.tif", "%Y%m%d"),
        ("unwrapped/{0}_{1}.unw.tif", "interferograms/{0}_{1}.int.cor.tif", "%Y%m%d"),
        ("Unw_Phase_ifg_{0}_{1}.tif", "coh_{0}_{1}.tif", "%d%b%Y"),
        ("unwrap.{0}_{1}.tif", "corr.{0}_{1}.tif", "%Y-%m-%d"),
        ("{0}-{1}/filt_fine.unw.tif", "{0}-{1}/filt_fine.cor.tif", "%y%m%d"),
    ],
)
def test_flat_folders_of_pairs_by_their_names(tmp_path, name, coherence, form):
    for number, (one, other) in enumerate(PAIRS):
        names = text(DATES[one], form), text(DATES[other], form)
        write(tmp_path / name.format(*names), -RAD_PER_MM * moved(one, other), south_up=bool(number % 2))
        write(tmp_path / coherence.format(*names), np.full(SHAPE, 0.7), south_up=bool(number % 2))
    heard = Heard()
    assert looks_like_pairs(tmp_path)
    check(tmp_path, heard=heard)
    assert any("wavelength" in line for line in heard.texts)


@pytest.mark.parametrize(("unit", "factor"), [("mm", 1.0), ("m", 0.001), ("cm", 0.1)])
def test_displacements_of_pairs_keep_their_unit_and_sign(tmp_path, unit, factor):
    for one, other in PAIRS:
        names = f"{text(DATES[one])}_{text(DATES[other])}"
        write(tmp_path / f"{names}_los_disp.tif", factor * moved(one, other), unit=unit)
        write(tmp_path / f"{names}_corr.tif", np.full(SHAPE, 0.7))
    check(tmp_path)
    check(tmp_path, PairSettings(wavelength_m=0.24, unit=unit))


def test_the_later_date_first_turns_the_sign(tmp_path):
    for one, other in PAIRS:
        names = f"{text(DATES[other])}_{text(DATES[one])}"
        write(tmp_path / f"{names}_unw.tif", RAD_PER_MM * moved(one, other))
        write(tmp_path / f"{names}_coh.tif", np.full(SHAPE, 0.7))
    heard = Heard()
    check(tmp_path, heard=heard)
    assert any("later date first" in line for line in heard.texts)


def test_gmtsar_grids_count_days_from_zero_and_name_no_crs(tmp_path):
    from scipy.io import netcdf_file

    lon = DEGREES[0] + (np.arange(SHAPE[1]) + 0.5) * DEGREES[1]
    lat = DEGREES[3] + (np.arange(SHAPE[0]) + 0.5) * DEGREES[5]
    for one, other in PAIRS:
        ids = "_".join(f"2018{(DATES[day] - np.datetime64('2018-01-01')).astype(int):03d}" for day in (one, other))
        folder = tmp_path / ids
        folder.mkdir()
        phase, coherence = -RAD_PER_MM * moved(one, other), np.full(SHAPE, 0.7)
        for name, values in (("unwrap_mask_ll.grd", phase), ("corr_ll.grd", coherence)):
            with netcdf_file(folder / name, "w") as file:
                file.createDimension("lat", SHAPE[0])
                file.createDimension("lon", SHAPE[1])
                file.createVariable("lat", "f8", ("lat",))[:] = lat[::-1]
                file.createVariable("lon", "f8", ("lon",))[:] = lon
                file.createVariable("z", "f4", ("lat", "lon"))[:] = values[::-1]
    geoc = check(tmp_path)
    assert geoc.pairs[0].name == "20180106_20180118"
    assert geoc.grid.geotransform == pytest.approx(DEGREES)


def test_a_corrected_folder_of_other_pairs_is_a_geoc_folder(tmp_path):
    for one, other in PAIRS:
        names = f"{text(DATES[one])}_{text(DATES[other])}"
        write(tmp_path / "in" / f"{names}_unw.tif", -RAD_PER_MM * moved(one, other), UTM, 32614)
        write(tmp_path / "in" / f"{names}_coh.tif", np.full(SHAPE, 0.7), UTM, 32614)
    write(tmp_path / "in" / "los_u.tif", np.full(SHAPE, 0.8), UTM, 32614)
    place = (-99.5, 0.02, 0.0, 20.0, 0.0, -0.02)
    for number, date in enumerate(DATES):
        write(tmp_path / "gacos" / f"{text(date)}.ztd.tif", np.full((60, 60), 2.0 + 0.001 * number), place)
    geoc = scan_interferograms(tmp_path / "in")
    with Scratch() as scratch:
        correct_folder(geoc, tmp_path / "gacos", tmp_path / "out", scratch)
    corrected = scan_interferograms(tmp_path / "out")
    assert corrected.wavelength_m == pytest.approx(geoc.wavelength_m)
    with Scratch() as scratch:
        before, after = load_stack(geoc, scratch), load_stack(corrected, scratch)
        delay = 0.001 / 0.8 * 4 * np.pi / geoc.wavelength_m
        np.testing.assert_allclose(before.unwrapped_rad[0] - after.unwrapped_rad[0], delay, rtol=1e-4)


def test_what_cannot_be_known_is_asked_for_or_refused(tmp_path):
    for one, other in ((0, 1), (1, 2)):
        first, second = DATES[one] + 5 * one, DATES[other] + 5 * other
        write(tmp_path / f"{text(first)}_{text(second)}_unw.tif", moved(one, other))
    with pytest.raises(SubsidenceError, match="set WAVELENGTH"):
        scan_interferograms(tmp_path)
    radar = tmp_path / "radar"
    write(radar / "20180106_20180118_unw.tif", moved(0, 1), (0.0, 1.0, 0.0, 0.0, 0.0, 1.0))
    with pytest.raises(SubsidenceError, match="place on Earth"):
        scan_interferograms(radar)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SubsidenceError, match="holds no interferogram"):
        scan_interferograms(tmp_path / "empty")


def test_two_dates_in_many_forms():
    wanted = (np.datetime64("2018-01-06"), np.datetime64("2018-01-18"))
    for name in ("20180106_20180118", "20180106T002533_20180118T002532", "06Jan2018_18Jan2018", "180106-180118"):
        assert dates_of_pair(name) == wanted
    assert dates_of_pair("2018006_2018018") == wanted
    assert dates_of_pair("20180106") is None


def bil_with_vrt(folder, values):
    """What ISCE's geocoding leaves: amplitude and phase, line by line, and a .vrt."""
    height, width = values.shape
    folder.mkdir(parents=True)
    (folder / "filt_fine.unw.geo").write_bytes(np.stack([0 * values + 5, values], axis=1).astype("<f4").tobytes())
    bands = "".join(
        f'<VRTRasterBand band="{band + 1}" dataType="Float32" subClass="VRTRawRasterBand"><SourceFilename'
        f' relativeToVRT="1">filt_fine.unw.geo</SourceFilename><ByteOrder>LSB</ByteOrder><ImageOffset>'
        f"{4 * width * band}</ImageOffset><PixelOffset>4</PixelOffset><LineOffset>{8 * width}</LineOffset>"
        "</VRTRasterBand>"
        for band in (0, 1)
    )
    transform = ", ".join(map(str, DEGREES))
    (folder / "filt_fine.unw.geo.vrt").write_text(
        f'<VRTDataset rasterXSize="{width}" rasterYSize="{height}"><SRS>EPSG:4326</SRS><GeoTransform>{transform}'
        f"</GeoTransform>{bands}</VRTDataset>"
    )


def envi(path, values, unit):
    """What SNAP's BEAM-DIMAP keeps in its .data folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(values.astype(">f4").tobytes())
    path.with_suffix(".hdr").write_text(
        f"ENVI\ndescription = {{{path.stem} - Unit: {unit}}}\nsamples = {values.shape[1]}\nlines = {values.shape[0]}\n"
        "bands = 1\nheader offset = 0\nfile type = ENVI Standard\ndata type = 4\ninterleave = bsq\nbyte order = 1\n"
        f"map info = {{Geographic Lat/Lon, 1.0, 1.0, {DEGREES[0]}, {DEGREES[3]}, {DEGREES[1]}, {-DEGREES[5]}, WGS84,"
        " units=Degrees}\n"
    )


def test_what_isce_and_snap_geocode_is_read_from_where_they_leave_it(tmp_path):
    for one, other in PAIRS:
        phase = -moved(one, other) * RAD_PER_MM
        name = f"{text(DATES[one])}_{text(DATES[other])}"
        bil_with_vrt(tmp_path / "isce" / "merged" / "interferograms" / name, phase)
        dates = f"{text(DATES[one], '%d%b%Y')}_{text(DATES[other], '%d%b%Y')}"
        data = tmp_path / "snap" / f"{name}_unw_tc.data"
        envi(data / f"Unw_Phase_ifg_{dates}.img", phase, "phase")
        envi(data / f"coh_IW1_VV_{dates}.img", np.full(SHAPE, 0.8), "coherence")
        envi(data / "elevation.img", np.full(SHAPE, 10.0), "meters")
        (tmp_path / "snap" / f"{name}_unw_tc.dim").write_text("<Dimap_Document/>")
    check(tmp_path / "isce")
    check(tmp_path / "snap")


def test_a_flat_binary_without_a_header_is_refused_with_what_writes_one(tmp_path):
    for one, other in PAIRS:
        name = f"diff_{text(DATES[one])}_{text(DATES[other])}.unw"
        (tmp_path / name).write_bytes(moved(one, other).astype(">f4").tobytes())
    with pytest.raises(SubsidenceError, match=r"without a header beside it .*; write GeoTIFF \(GAMMA: data2geotiff"):
        scan_interferograms(tmp_path)


def test_two_products_of_the_same_dates_are_told_of(tmp_path):
    for number, (one, other) in enumerate(PAIRS):
        for tail in ("AAAA", "BBBB") if not number else ("AAAA",):
            dates = f"{text(DATES[one])}T061400_{text(DATES[other])}T061400"
            base = f"S1AA_{dates}_VVP012_INT80_G_ueF_{tail}"
            phase = -moved(one, other) * RAD_PER_MM + 3.0 * (tail == "BBBB")
            write(tmp_path / base / f"{base}_unw_phase.tif", phase)
            write(tmp_path / base / f"{base}_corr.tif", np.full(SHAPE, 0.8))
    heard = Heard()
    check(tmp_path, heard=heard)
    assert any("there more than once" in said and "BBBB_unw_phase.tif is left aside" in said for said in heard.texts)

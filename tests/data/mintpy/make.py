"""Makes the files beside it the way MintPy writes them (h5py: fixed-length bytes for dates, an enum for booleans).

Run with a Python that has h5py: ``python tests/data/mintpy/make.py``. Values are known:
displacement in m = -(row + 1) mm per 12 days, column 4 of row 3 is no data (0), the reference is row 2, column 1.
"""

from pathlib import Path

import h5py
import numpy as np

HERE = Path(__file__).parent
ROWS, COLUMNS = 4, 5
DATES = ["20200101", "20200113", "20200125"]
ATTRIBUTES = {
    "LENGTH": "4", "WIDTH": "5", "X_FIRST": "14.0", "Y_FIRST": "41.0", "X_STEP": "0.001", "Y_STEP": "-0.002",
    "X_UNIT": "degrees", "Y_UNIT": "degrees", "EPSG": "4326", "UNIT": "m", "REF_DATE": "20200101", "REF_X": "1",
    "REF_Y": "2", "REF_LAT": "40.995", "REF_LON": "14.0015", "ORBIT_DIRECTION": "ASCENDING", "HEADING": "-12.0",
    "WAVELENGTH": "0.05546576", "FILE_TYPE": "timeseries",
}  # fmt: skip


def write(name, arrays, **changes):
    with h5py.File(HERE / name, "w") as file:
        for key, values in arrays.items():
            chunks = (1, *values.shape[1:]) if values.ndim == 3 else None
            file.create_dataset(key, data=values, chunks=chunks, compression="gzip" if chunks else None)
        for key, value in {**ATTRIBUTES, **changes}.items():
            file.attrs[key] = value


def main():
    step_mm = -(np.arange(ROWS)[:, None] + 1.0) * np.ones(COLUMNS)
    step_mm[2, 1] = 0.0
    step_mm[3, 4] = 0.0
    series = (np.arange(3)[:, None, None] * step_mm / 1000).astype("f4")
    rate = (step_mm / 1000 / 12 * 365.25).astype("f4")
    mask = np.ones((ROWS, COLUMNS), dtype=bool)
    mask[0, 0] = False
    frame = np.ones((ROWS, COLUMNS), dtype="f4")
    write("timeseries.h5", {"date": np.array(DATES, dtype="S8"), "bperp": np.zeros(3, "f4"), "timeseries": series})
    write("velocity.h5", {"velocity": rate, "velocityStd": 0.001 * frame}, FILE_TYPE="velocity", UNIT="m/year")
    geometry = {"height": 100 * frame, "incidenceAngle": 30 * frame, "azimuthAngle": 102 * frame}
    write("geometryGeo.h5", geometry, FILE_TYPE="geometry", UNIT="m")
    write("maskTempCoh.h5", {"mask": mask}, FILE_TYPE="mask", UNIT="1")
    write("temporalCoherence.h5", {"temporalCoherence": 0.75 * frame}, FILE_TYPE="temporalCoherence", UNIT="1")


if __name__ == "__main__":
    main()

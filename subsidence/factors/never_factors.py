"""What is never a factor of the rate: the motion itself under any name, and what producers note about a point.

One list, for the guided panel, the dialogs and the algorithms. A factor that already holds the answer makes a model
look good and useless; a number that only tells a point from another makes it look good by chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

DATED_MOTION = re.compile(
    r"^(?:d|f|b|x|ts|date|disp|displ|displacement|def|deformation|defo|los|cum|up|east|north|v|e)?[_ .\-]*"
    r"(?:19[89]\d|20\d\d)[._\-]?(?:0[1-9]|1[0-2])[._\-]?(?:0[1-9]|[12]\d|3[01])"
    r"(?:t\d{4,6}z?)?(?:[_ ]?(?:mm|cm|m|lo|hi))?$"
)
# rates and their kin, of this plugin and of others
RATES = """
velocity vel v vlos v_los vel_los mean_velocity mean_vel mean_veloc vel_mm_yr velocity_mm_yr v_mm_yr vel_v
vel_h velocity_up velocity_east velocity_north vel_up vel_east vel_u vel_e rate rate_mean rate_median
rate_other rate_predicted rate_error rate_lo rate_hi rate_difference rate_change rate_before rate_after
rate_white insar_rate ground_rate acceleration acc acceleration_std mean_acceleration seasonality season
annual_amplitude annual_phase s_amp s_phs displacement disp deformation subsidence settlement cum cumulative
total_displacement
"""
# what was computed from them
MADE_FROM_RATES = """
cluster cluster_guessed sbd sbd_margin sbd_second cluster_distance forecast_model backtest_rmse extrapolated
break_date break_date_lo break_date_hi break_size break_size_std break_kind settling_days
p_threshold p_rate p_exceed alarm onset split tie model model_support breakpoint step_mm step_date
differential tilt distortion ske skv delay_days
"""
ANSWERS = frozenset(" ".join((RATES, MADE_FROM_RATES)).split())
ANSWER_PREFIXES = (
    "rate_",
    "velocity_",
    "forecast_",
    "predicted",
    "prediction",
    "gnss_velocity",
    "annual_",
    "backtest_",
)
# which point it is, and where
WHICH_POINT = """
fid ogc_fid gid oid objectid objectid_1 orig_fid id id_0 pid ps_id psid code point point_id pointid uid uuid
latitude longitude lat lon long lng easting northing x y x_coord y_coord xcoord ycoord coord_x coord_y
point_x point_y xpos ypos utm_x utm_y line pixel row col column range azimuth az rg sample
"""
# how it was seen
HOW_SEEN = """
los_e los_n los_u los_east los_north los_up cose cosn cosu e_los n_los u_los incidence_angle inc_angle
incidence track_angle look_angle heading track burst swath pass level tile mp_type frame
"""
# how well it was seen
HOW_WELL_SEEN = """
velocity_std velocity_std_white rate_std_white
v_stdev vel_std mean_velocity_std v_std vstd std stdev std_def h_stdev a_stdev s_stdev s_std
sigma sigma_vel rmse rmse_ts residual_std residual_rms coherence temporal_coherence temp_coh coer coh
precision h_precision amplitude_dispersion eff_area n_epochs n_asc n_desc condition noise shape_length
shape_area shape_leng distance_other n_other kml_style seasonality_std annual_amplitude_std annual_phase_std
"""
BOOKKEEPING = frozenset(" ".join((WHICH_POINT, HOW_SEEN, HOW_WELL_SEEN)).split())


@dataclass(frozen=True)
class Sorted:
    """Fields sorted by what they may be.

    factors : may explain the rate; answers : hold the motion itself; bookkeeping : say which point it is or how well
    it was seen
    """

    factors: list[str]
    answers: list[str]
    bookkeeping: list[str]


def is_answer(name: str) -> bool:
    """Whether a field holds the motion or what was computed from it, by its name.

    >>> [name for name in ("D20181220", "disp_20180106", "Vel", "F20200101_lo", "dist_faults") if not is_answer(name)]
    ['dist_faults']
    """
    plain = name.strip().lower()
    return bool(plain in ANSWERS or plain.startswith(ANSWER_PREFIXES) or DATED_MOTION.match(plain))


def is_bookkeeping(name: str) -> bool:
    """Whether a field says which point it is, or how it was seen, by its name.

    >>> [name for name in ("PID", "incidence_angle", "CosN", "height", "geology") if not is_bookkeeping(name)]
    ['height', 'geology']
    """
    return name.strip().lower() in BOOKKEEPING


def sort_fields(names: Sequence[str]) -> Sorted:
    """Which of the fields may be factors.

    >>> sort_fields(["dist_faults", "velocity_std", "D20180106", "latitude"]).factors
    ['dist_faults']
    """
    bookkeeping = [name for name in names if is_bookkeeping(name)]
    answers = [name for name in names if name not in bookkeeping and is_answer(name)]
    others = {*bookkeeping, *answers}
    return Sorted([name for name in names if name not in others], answers, bookkeeping)


def is_constant(values: np.ndarray) -> bool:
    """Whether all known values are the same; False where none is known, which has its own sentence.

    Parameters
    ----------
    values : ndarray, shape=(n,)
        Numbers (NaN = unknown) or texts (None = unknown).

    Returns
    -------
    bool
        Whether there is one value only.
    """
    known = values[np.isfinite(values)] if values.dtype.kind in "fiu" else [v for v in values if v is not None]
    return bool(len(known)) and all(value == known[0] for value in (known if len(known) < 1000 else np.unique(known)))

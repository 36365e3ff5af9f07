"""What holds the answer or only names a point is no factor, in whoever's words."""

import pytest

from subsidence.factors.never_factors import is_answer, is_bookkeeping, sort_fields
from subsidence.series_fields import factor_fields

OF_THE_MOTION = (
    "D20181220 d20181220 D_20181220 20181220 _20181220 date_20180106 disp_20180106 TS_20180106 X2018.01.06 "
    "20180106_mm 20180106T0614 F20200101 F20200101_lo B20191201 velocity VEL Vel mean_velocity rate_predicted "
    "rate_error prediction predicted_rate forecast_model gnss_velocity_up velocity_east acceleration cluster sbd"
)
OF_THE_POINT = (
    "fid PID ID point_id latitude Longitude easting northing line pixel rmse temporal_coherence incidence_angle "
    "track_angle mp_type los_east los_up CosN CosE CosU Coer mean_velocity_std v_stdev track burst swath"
)
FACTORS = (
    "dist_subway count_wells density_roads height elevation Topo slope geology geology_code thickness clay "
    "RAIN20180306 floors far_from_river buildings"
)


@pytest.mark.parametrize("name", OF_THE_MOTION.split())
def test_the_motion_is_never_a_factor(name):
    assert is_answer(name)
    assert name not in factor_fields(["dist_faults", "D20180106", "D20180118", name])


@pytest.mark.parametrize("name", OF_THE_POINT.split())
def test_bookkeeping_is_never_a_factor(name):
    assert is_bookkeeping(name)
    assert name not in factor_fields(["dist_faults", name])


def test_factors_stay():
    assert sort_fields(FACTORS.split()).factors == FACTORS.split()

"""Land subsidence from InSAR to a forecast: the numerical core.

Arrays in, values out. Nothing in this package imports QGIS, so every function here can be used from a plain Python
script, after ``pip install .`` in the repository or with its root on ``sys.path``. The names most scripts need stand
here and are loaded when they are first asked for; docs/api.md describes them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .analysis.grey import grey_relational_grades as grey_relational_grades
    from .analysis.motion_models import fit_motion_models as fit_motion_models
    from .analysis.zones import find_zones as find_zones
    from .clustering.choose_clusters import choose_clusters as choose_clusters
    from .clustering.kshape import kshape as kshape
    from .errors import SubsidenceError as SubsidenceError
    from .forecast.forecaster import Forecaster as Forecaster
    from .insar.nsbas import invert as invert
    from .products.series_table import read_series_table as read_series_table
    from .progress import Report as Report
    from .rate.model import RateModel as RateModel
    from .series import DeformationSeries as DeformationSeries
    from .series import linear_rate as linear_rate
    from .synthetic.city import make_city as make_city

_PLACES = {
    "DeformationSeries": "series",
    "Forecaster": "forecast.forecaster",
    "RateModel": "rate.model",
    "Report": "progress",
    "SubsidenceError": "errors",
    "choose_clusters": "clustering.choose_clusters",
    "find_zones": "analysis.zones",
    "fit_motion_models": "analysis.motion_models",
    "grey_relational_grades": "analysis.grey",
    "invert": "insar.nsbas",
    "kshape": "clustering.kshape",
    "linear_rate": "series",
    "make_city": "synthetic.city",
    "read_series_table": "products.series_table",
}
__all__ = list(_PLACES)


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".{_PLACES[name]}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})

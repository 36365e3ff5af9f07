"""Point layers that no instrument has measured: constant, empty, infinite, at the pole, of the year 9999, …"""

from __future__ import annotations

import random
import re

import numpy as np

MARKUP = '<script>alert("x")</script>'
MATHTEXT = r"$\frac{$"
INF, NAN = float("inf"), float("nan")


class Points:
    """Columns and places that the extremes change; ``kinds`` may force a field's type."""

    def __init__(self, xy: np.ndarray, columns: dict[str, np.ndarray], crs: str):
        self.xy, self.columns, self.crs = xy.copy(), {k: v.copy() for k, v in columns.items()}, crs
        self.geometry = "Point"
        self.without_place: list[int] = []

    @property
    def epochs(self) -> list[str]:
        return [name for name in self.columns if re.fullmatch(r"D\d{8}", name)]

    @property
    def numbers(self) -> list[str]:
        return [name for name, values in self.columns.items() if values.dtype.kind == "f"]

    def keep(self, rows) -> None:
        self.xy = self.xy[rows]
        self.columns = {name: values[rows] for name, values in self.columns.items()}


def constant_rate(points: Points, chance) -> None:
    points.columns["velocity"][:] = chance.choice((0.0, -5.0))


def constant_series(points: Points, chance) -> None:
    for name in points.epochs:
        points.columns[name][:] = chance.choice((0.0, -5.0)) if chance.random() < 0.1 else -3.0


def equal_series(points: Points, chance) -> None:
    for number, name in enumerate(points.epochs):
        points.columns[name][:] = -float(number)


def no_series(points: Points, chance) -> None:
    for name in points.epochs:
        points.columns[name][:] = NAN


def some_series_missing(points: Points, chance) -> None:
    rows = chance.sample(range(len(points.xy)), len(points.xy) // 2)
    for name in points.epochs:
        points.columns[name][rows] = NAN


def holes_everywhere(points: Points, chance) -> None:
    for name in points.numbers:
        rows = [row for row in range(len(points.xy)) if chance.random() < 0.6]
        points.columns[name][rows] = NAN


def no_rate(points: Points, chance) -> None:
    points.columns["velocity"][:] = NAN


def few_points(points: Points, chance) -> None:
    points.keep(slice(0, chance.choice((0, 1, 2, 3))))


def one_place(points: Points, chance) -> None:
    points.xy[:] = points.xy[0]


def one_line(points: Points, chance) -> None:
    points.xy[:, 1] = points.xy[0, 1]


def place_not_finite(points: Points, chance) -> None:
    rows = range(len(points.xy)) if chance.random() < 0.2 else [chance.randrange(len(points.xy))]
    points.xy[list(rows), chance.randrange(2)] = chance.choice((NAN, INF, -INF))


def place_impossible(points: Points, chance) -> None:
    rows = range(len(points.xy)) if chance.random() < 0.2 else [chance.randrange(len(points.xy))]
    points.xy[list(rows), chance.randrange(2)] = chance.choice((1e300, -1e300, 1e20, 1e12))


def degrees_impossible(points: Points, chance) -> None:
    _to_degrees(points)
    points.xy[chance.randrange(len(points.xy)), 1] = chance.choice((200.0, -91.0, 1e9))


def pole(points: Points, chance) -> None:
    _to_degrees(points)
    points.xy[:, 1] = chance.choice((90.0, -90.0, 89.9999))


def date_line(points: Points, chance) -> None:
    _to_degrees(points)
    points.xy[:, 0] = np.where(np.arange(len(points.xy)) % 2 == 0, 179.999, -179.999)


def other_crs(points: Points, chance) -> None:
    points.crs = chance.choice(("", "EPSG:4326", "EPSG:4978", "EPSG:2272", "EPSG:3857", "EPSG:32733", "EPSG:5041"))


def no_place(points: Points, chance) -> None:
    points.without_place = list(range(len(points.xy))) if chance.random() < 0.2 else [0]


def numbers_not_possible(points: Points, chance) -> None:
    """Values beyond anything, in one column or all of a kind."""
    names = chance.choice((points.epochs, ["velocity"], points.numbers, [chance.choice(points.numbers)]))
    rows = range(len(points.xy)) if chance.random() < 0.2 else chance.sample(range(len(points.xy)), 3)
    value = chance.choice((1e300, -1e300, INF, -INF, 1e13, -9999.0, 5e-324, 1.7976931348623157e308))
    for name in names:
        points.columns[name][list(rows)] = value


def ids(points: Points, chance) -> None:
    kind = chance.randrange(6)
    n = len(points.xy)
    points.columns["point_id"] = (
        np.full(n, 1e300),
        np.full(n, NAN),
        np.full(n, -(2**63) + 1, dtype=np.int64),
        np.zeros(n, dtype=np.int64),
        np.array([MARKUP] * n, dtype=object),
        np.arange(n) + 0.5,
    )[kind]


def years(points: Points, chance) -> None:
    """Epochs of impossible years among the others, or instead of them."""
    odd = chance.choice((["D00010101"], ["D99991231"], ["D00010101", "D99991231"], ["D17000101", "D22010101"]))
    if chance.random() < 0.3:
        for name in points.epochs:
            del points.columns[name]
    for number, name in enumerate(odd):
        points.columns[name] = np.full(len(points.xy), -1.0 - number)


def few_epochs(points: Points, chance) -> None:
    for name in points.epochs[chance.choice((0, 1, 2, 3)) :]:
        del points.columns[name]


def same_date_twice(points: Points, chance) -> None:
    name = points.epochs[0]
    points.columns[f"{name[1:5]}-{name[5:7]}-{name[7:]}"] = points.columns[name] + 1.0


def text_for_numbers(points: Points, chance) -> None:
    for name in chance.sample(points.numbers, 3):
        points.columns[name] = np.array(
            [chance.choice(("", "x", "1,5", MARKUP, "nan", "1e999")) for _ in points.xy], dtype=object
        )


def awkward_names(points: Points, chance) -> None:
    name = chance.choice(
        (
            "geom",
            "FID",
            "fid",
            "ogc_fid",
            MARKUP,
            MATHTEXT,
            'a"b',
            "a'b",
            "a b",
            "é" * 60,
            "rowid",
            "select",
            "",
            "x" * 300,
        )
    )
    points.columns[name] = chance.choice(
        (np.arange(len(points.xy)) * 1.0, np.array([f"t{i % 3}" for i in range(len(points.xy))], dtype=object))
    )


def markup_in_classes(points: Points, chance) -> None:
    words = (MARKUP, MATHTEXT, "a|b", "a\nb", "", "x" * 2000, "\x00b", "$x$", "_^{", "{0}", "%s", "{count}")
    values = [words[number % len(words)] for number in range(len(points.xy))]
    points.columns["true_cluster"] = np.array(values, dtype=object)


def clusters(points: Points, chance) -> None:
    n = len(points.xy)
    points.columns["true_cluster"] = chance.choice(
        (np.full(n, NAN), np.ones(n), np.arange(n) * 1.0, np.full(n, 1e300), np.full(n, -1.5), np.full(n, INF))
    )


def factors(points: Points, chance) -> None:
    n = len(points.xy)
    for name in chance.sample(("dist_subway", "dist_faults", "rain"), chance.randint(1, 3)):
        points.columns[name] = chance.choice(
            (
                np.zeros(n),
                np.full(n, NAN),
                np.full(n, 1e300),
                np.where(np.arange(n) % 7 == 0, INF, 1.0),
                points.columns["velocity"].copy(),
                np.array(["a", "b"] * n, dtype=object)[:n],
                -np.arange(n) * 1e11,
            )
        )


def line_of_sight(points: Points, chance) -> None:
    for name in ("los_e", "los_n", "los_u"):
        points.columns[name][:] = chance.choice((0.0, NAN, 1e300, 5.0, -1.0))


def many_columns(points: Points, chance) -> None:
    for number in range(chance.choice((300, 2100))):
        points.columns[f"extra_{number}"] = np.zeros(len(points.xy))


def several_parts(points: Points, chance) -> None:
    points.geometry = chance.choice(("MultiPoint", "PointZ", "PointM", "MultiPointZM"))


EXTREMES = (
    constant_rate, constant_series, equal_series, no_series, some_series_missing, holes_everywhere, no_rate, few_points,
    one_place, one_line, place_not_finite, place_impossible, degrees_impossible, pole, date_line, other_crs, no_place,
    numbers_not_possible, ids, years, few_epochs, same_date_twice, text_for_numbers, awkward_names, markup_in_classes,
    clusters, factors, line_of_sight, many_columns, several_parts,
)  # fmt: skip


def _to_degrees(points: Points) -> None:
    points.crs = "EPSG:4326"
    low, high = points.xy.min(axis=0), points.xy.max(axis=0)
    points.xy = np.array([104.0, 30.0]) + 0.05 * (points.xy - low) / np.maximum(high - low, 1.0)


def extreme_points(sound: Points, chance: random.Random) -> tuple[Points, str]:
    """A copy of the sound points with one extreme, sometimes two; and their names."""
    points = Points(sound.xy, sound.columns, sound.crs)
    chosen = chance.sample(EXTREMES, 1 if chance.random() < 0.8 else 2)
    done = []
    for extreme in chosen:
        if len(points.xy) < 4 or "velocity" not in points.columns:
            break
        try:
            extreme(points, chance)
        except (KeyError, TypeError, ValueError, IndexError):  # the first extreme left nothing for the second
            continue
        done.append(extreme.__name__)
    return points, "+".join(done)

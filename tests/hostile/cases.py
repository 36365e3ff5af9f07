"""The cases of the campaign: each number is one call of one algorithm on something that should not be.

A case is made inside the worker, in its own folder, from its number alone; the same number is the same case.
Kinds: a damaged input file, an extreme layer, extreme parameters, awkward outputs, a cancel at some moment.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .layers import MARKUP, MATHTEXT, Points, extreme_points
from .spoil import spoil
from .world import extra_calls, sound_calls

KINDS = ("damaged", "damaged", "damaged", "layer", "layer", "layer", "parameter", "parameter", "output", "cancel")
REPORTS = 4  # every so many cases write a report, where one can be had
TEXTS = (
    "", " ", "x", MARKUP, MATHTEXT, "a" * 3000, "../..", "1e300,nan", "a\nb", "\x00", "-1", "0", "200,200", "nan",
    "inf", "1e999", "{0}", "%s", "'; DROP TABLE x; --", "é漢字", "0001-01-01", "9999-12-31", "[", "(?P<", "$x$", "TRUE",
    "1,,2", ",".join(str(number) for number in range(3000)),
)  # fmt: skip
NAMES = (
    "result_v1.2.gpkg", "a.csv.gpkg", "with space.gpkg", "a|b.gpkg", "a\nb.gpkg", "x" * 300 + ".gpkg", "é漢字.gpkg",
    "no_suffix", "a.kml", "a.sqlite", "a.geojson", "a.shp", "a.csv", "a.xyz", "a.parquet", "a.dxf", "a.gpx", "a.fgb",
    "a.tif", "missing/folder/a.gpkg", "'quote'.gpkg", '"double".gpkg', "a.GPKG", ".gpkg", "a;b.gpkg", "geom.gpkg",
    "select.gpkg", "a.gpkg|layername=b", "..gpkg", "a.ods", "a.xlsx", "a.tab", "a.mif", "a.gml",
)  # fmt: skip


@dataclass
class Case:
    """What is called, and what about it is wrong.

    parameters : of ``processing.run``
    kept : files that must be the same afterwards, whatever happens
    cancel_after : seconds until the user stops it, or None
    """

    number: int
    kind: str
    algorithm: str
    what: str
    parameters: dict
    kept: list[Path] = field(default_factory=list)
    cancel_after: float | None = None


class Maker:
    """Makes cases from a world of sound inputs.

    definitions : algorithm id → its parameter definitions as (name, type, least, most, number of options)
    write_points : writes ``Points`` as a layer and returns what Processing takes for it
    """

    def __init__(self, world: Path, definitions: dict, write_points):
        self.world, self.definitions, self.write_points = world, definitions, write_points
        self._sound: Points | None = None

    def case(self, number: int, folder: Path) -> Case:
        """The case of a number, with its files in ``folder``."""
        chance = random.Random(number)
        out = folder / "out"
        out.mkdir(parents=True, exist_ok=True)
        kind = KINDS[number % len(KINDS)]
        calls = list(sound_calls(self.world, out).items())
        if kind == "damaged":
            calls = calls + extra_calls(self.world, out)
        elif kind == "layer":
            calls = [(name, call) for name, call in calls if "INPUT" in call and self._takes_points(name)]
        algorithm, parameters = (
            calls[(number // len(KINDS)) % len(calls)] if chance.random() < 0.7 else chance.choice(calls)
        )
        case = Case(number, kind, algorithm, "", dict(parameters))
        if kind != "output" and number % REPORTS:
            case.parameters.pop("REPORT", None)  # figures take most of a small run's time
        getattr(self, f"_{kind}")(case, chance, folder)
        return case

    def _takes_points(self, algorithm: str) -> bool:
        call = sound_calls(self.world, self.world)[algorithm]
        return str(call.get("INPUT", "")).endswith("points.gpkg")

    # ---- kinds ------------------------------------------------------------------------------------------------

    def _damaged(self, case: Case, chance: random.Random, folder: Path) -> None:
        keys = [key for key, value in case.parameters.items() if self._files(value)]
        if "MODEL" in keys and str(self.world) in str(case.parameters["MODEL"]) and chance.random() < 0.8:
            keys = ["MODEL"]
        key = chance.choice(keys)
        value = case.parameters[key]
        files = self._files(value)
        names = {}
        for number, path in enumerate(dict.fromkeys(chance.sample(files, len(files)))):
            target = folder / "in" / path.parent.relative_to(self.world) / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            if number == 0 or chance.random() < 0.05:
                content, how = spoil(path.name, path.read_bytes(), chance)
                target.write_bytes(content)
                case.what += f"{key} {path.name} {how}; "
            else:
                shutil.copyfile(path, target)
            case.kept.append(target)
            names[str(path)] = str(target)
        case.parameters[key] = self._moved(value, names, folder)

    def _files(self, value) -> list[Path]:
        """The files of the world behind a parameter's value, with those that belong to them."""
        found: list[Path] = []
        for text in value if isinstance(value, list) else [value]:
            path = Path(str(text))
            if not str(text).startswith(str(self.world)) or not path.exists():
                continue
            if path.is_dir():
                found += sorted(item for item in path.rglob("*") if item.is_file())
            elif path.suffix in (".shp", ".h5"):
                alike = path.parent.glob("*.h5") if path.suffix == ".h5" else path.parent.glob(f"{path.stem}.*")
                found += sorted(item for item in alike if item.suffix not in (".geojson", ".gpkg"))
            else:
                found.append(path)
        return found

    def _moved(self, value, names: dict[str, str], folder: Path):
        if isinstance(value, list):
            return [self._moved(item, names, folder) for item in value]
        return names.get(value) or str(folder / "in" / Path(value).relative_to(self.world))

    def _layer(self, case: Case, chance: random.Random, folder: Path) -> None:
        points, case.what = extreme_points(self._sound_points(), chance)
        case.parameters["INPUT"] = self.write_points(points, folder, chance)
        if chance.random() < 0.5 and "CLUSTER" in {d[0] for d in self.definitions[case.algorithm]}:
            case.parameters["CLUSTER"] = "true_cluster"

    def _sound_points(self) -> Points:
        if self._sound is None:
            import sqlite3

            with sqlite3.connect(self.world / "points.gpkg") as database:
                cursor = database.execute("SELECT * FROM points")
                names = [entry[0] for entry in cursor.description]
                rows = cursor.fetchall()
            columns = {name: np.array(values) for name, values in zip(names, zip(*rows)) if name not in ("fid", "geom")}
            places = [np.frombuffer(row[names.index("geom")][-16:], "<f8") for row in rows]
            self._sound = Points(np.array(places), columns, "EPSG:32648")
        return self._sound

    def _parameter(self, case: Case, chance: random.Random, folder: Path) -> None:
        usable = [d for d in self.definitions[case.algorithm] if d[1] not in ("sink", "source", "fileDestination")]
        for name, kind, least, most, options in chance.sample(usable, min(len(usable), chance.choice((1, 1, 2)))):
            value = self._extreme_value(kind, least, most, options, chance, folder)
            case.parameters[name] = value
            case.what += f"{name}={str(value)[:60]!r}; "

    def _extreme_value(self, kind, least, most, options, chance: random.Random, folder: Path):
        points = str(self.world / "points.gpkg")
        raster = str(self.world / "rasters" / "rain.tif")
        missing, rubbish = str(folder / "missing.gpkg"), folder / "rubbish.bin"
        rubbish.write_bytes(bytes(range(256)) * 20)
        extents = (
            "104,104,30,30 [EPSG:4326]", "105,104,31,30 [EPSG:4326]", "nan,nan,nan,nan [EPSG:4326]",
            "-1e300,1e300,-1e300,1e300 [EPSG:4326]", "-180,180,-90,90 [EPSG:4326]", "0,1,0,1", "0,1,0,1 [EPSG:99999]",
            "500000,500001,0,1 [EPSG:32648]",
        )  # fmt: skip
        choices = {
            "number": (least, most, 0, -1, 1e300, float("nan"), float("inf"), 5e-324, "abc", 10**12, 0.5, 1),
            "enum": (*range(options), -1, 99, "x"),
            "string": TEXTS,
            "boolean": (True, False),
            "field": ("point_id", "missing", "velocity", "D20180306", "", ["velocity", "velocity"], "height"),
            "extent": extents,
            "point": ("0,0 [EPSG:4326]", "nan,nan", "1e300,1e300 [EPSG:32648]", "x"),
            "crs": ("", "EPSG:4978", "bogus", "EPSG:2272", "EPSG:32733"),
            "multilayer": ([], [missing], [raster], [points, points], [str(rubbish)], [str(folder)]),
            "file": (missing, str(folder), str(rubbish), "", points),
            "raster": (missing, points, str(rubbish), raster),
            "datetime": ("0001-01-01", "9999-12-31", "x"),
        }
        return chance.choice(choices.get(kind, TEXTS))

    def _output(self, case: Case, chance: random.Random, folder: Path) -> None:
        outputs = [
            d for d in self.definitions[case.algorithm] if d[1] in ("sink", "fileDestination", "rasterDestination")
        ]
        if not outputs:
            self._parameter(case, chance, folder)
            return
        key = chance.choice(outputs)[0]
        out = folder / "out"
        how = chance.choice(("name", "name", "name", "same", "input", "folder", "old"))
        if how == "input" and str(case.parameters.get("INPUT", "")).endswith("points.gpkg"):
            own = folder / "own.gpkg"
            shutil.copyfile(case.parameters["INPUT"], own)
            case.parameters["INPUT"] = case.parameters[key] = str(own)
        elif how == "same" and len(outputs) > 1:
            for other in chance.sample(outputs, 2):
                case.parameters[other[0]] = str(out / "same.gpkg")
        elif how == "folder":
            case.parameters[key] = str(out)
        elif how == "old":
            old = out / "old.gpkg"
            shutil.copyfile(self.world / "other.gpkg", old)
            case.parameters[key] = str(old)
        else:
            case.parameters[key] = str(out / chance.choice(NAMES))
        case.what = f"{how}: {key}={str(case.parameters.get(key))[-60:]!r}"

    def _cancel(self, case: Case, chance: random.Random, folder: Path) -> None:
        case.cancel_after = chance.choice((0.0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5))
        case.what = f"after {case.cancel_after} s"
        old = folder / "out" / "out.gpkg"
        shutil.copyfile(self.world / "other.gpkg", old)
        if case.parameters.get("OUTPUT") == str(old):
            case.kept.append(old)

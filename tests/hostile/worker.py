"""One process with a QGIS in it that runs cases by number; it may die, and whoever started it sees that.

``python worker.py WORLD prepare [sound | POINTS EPOCHS]`` builds the world of sound inputs. ``python worker.py
WORLD`` reads lines "NUMBER FOLDER", or a call as JSON, and answers each with a line ``HOSTILE {…}``.
"""

from __future__ import annotations

import faulthandler
import hashlib
import json
import os
import re
import shutil
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARK = "HOSTILE "
PATIENCE_S = 10.0  # longer than this and the run is told to stop, as a person would
LATE_S, DEAF_S = 2.0, 15.0
IDLE_SHARE = 0.2  # of the time that passed; whoever waited so much was not kept from the processor
MEMORY_BYTES = 6 * 2**30
SOUND = "sound.json"  # what sound runs give, by algorithm, output and field
RAW = re.compile(
    r"Traceback|\b[A-Z]\w*(?:Error|Exception)\b|ERROR \d|NoneType|object has no|unsupported operand|not subscriptable"
    r"|cannot convert|could not convert|out of bounds|invalid value|sqlite3?_|OGR error|index \d+ is|broadcast"
    r"|array must"
)
OWN = re.compile(r"SubsidenceError|QgsProcessingException")


def main(world: Path, prepare: list[str]) -> None:
    faulthandler.enable()
    _limit_memory()
    sys.path[:0] = [str(ROOT), str(ROOT / "examples")]
    from start_qgis import start_qgis

    application, provider = start_qgis()
    if prepare:
        _prepare(world, prepare[1:])
        os._exit(0)
    worker = Worker(world, provider, application)
    print(MARK + json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        if line.startswith("{"):
            answer = worker.run_call(json.loads(line))
        else:
            number, _, folder = line.strip().partition(" ")
            answer = worker.run(int(number), Path(folder))
        print(MARK + json.dumps(answer), flush=True)
    os._exit(0)  # nothing is to be saved, and closing a QGIS that has seen all this takes its time


def _prepare(world: Path, more: list[str]) -> None:
    """All inputs, the two models that only the algorithms themselves can train and, if asked, what sound runs give."""
    import processing

    from tests.hostile.world import build_world, sound_calls

    build_world(world, *map(int, more if more != ["sound"] else ()))
    out = world / "training"
    out.mkdir()
    calls = sound_calls(world, out)
    for algorithm, name in (("lstm_forecast", "forecast"), ("psobp_rate_prediction", "rate")):
        processing.run(f"subsidence:{algorithm}", {**calls[algorithm], "MODEL": str(world / f"{name}.npz")})
    if more != ["sound"]:
        return
    sound = {}
    for algorithm, parameters in calls.items():
        if algorithm != "gacos_correction":
            sound[algorithm] = numbers_of(processing.run(f"subsidence:{algorithm}", parameters))
    (world / SOUND).write_text(json.dumps(sound))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Worker:
    def __init__(self, world: Path, provider, application):
        from tests.hostile.cases import Maker

        self.provider, self.application = provider, application  # QGIS holds neither of them
        self.logged: list[str] = []
        application.messageLog().messageReceived[str, str, _level()].connect(self._hear)
        self.log = Path(os.environ.get("HOSTILE_STDERR", os.devnull))
        definitions = {a.name(): [_definition(d) for d in a.parameterDefinitions()] for a in provider.algorithms()}
        self.maker = Maker(world, definitions, write_points)
        self.sound = json.loads((world / SOUND).read_text()) if (world / SOUND).is_file() else {}

    def _hear(self, text: str, panel: str, level) -> None:
        self.logged.append(text)

    def run(self, number: int, folder: Path) -> dict:
        """Make the case, run it and judge what came of it."""
        result = self._judged(self.maker.case(number, folder), folder)
        shutil.rmtree(folder, ignore_errors=True)
        return result

    def run_call(self, call: dict) -> dict:
        """The same for a call that is told whole; its folder stays."""
        from tests.hostile.cases import Case

        folder = Path(call.pop("folder"))
        return self._judged(Case(**call), folder)

    def _judged(self, case, folder: Path) -> dict:
        before = {path: _hash(path) for path in case.kept}
        feedback = Feedback()
        stderr_from = self.log.stat().st_size if self.log.is_file() else 0
        asked = case.cancel_after if case.cancel_after is not None else PATIENCE_S
        started = time.perf_counter()
        spent_then: list[float] = []

        def stop() -> None:
            spent_then.append(time.process_time())
            feedback.cancel()

        timer = threading.Timer(asked, stop)
        timer.start()
        self.logged.clear()
        os.chdir(folder)  # what is written to a name without a folder goes there
        results, text = self._call(case, feedback)
        os.chdir(ROOT)
        timer.cancel()
        seconds = time.perf_counter() - started
        late = seconds - asked if feedback.isCanceled() else 0.0
        worked = time.process_time() - spent_then[0] if spent_then else 0.0  # other processes take no part in it
        sys.stderr.flush()
        printed = self.log.read_text(errors="replace")[stderr_from:] if self.log.is_file() else ""
        outcome, told = judge(results, text, feedback, printed, self.logged)
        if outcome in ("result", "refused", "cancelled"):
            if worked > LATE_S or (late > LATE_S and worked < IDLE_SHARE * late and not _busy()) or late > DEAF_S:
                outcome, told = "late", f"stopped {late:.1f} s after the cancel, {worked:.1f} s of processor time"
            elif any(not path.exists() or _hash(path) != mark for path, mark in before.items()) and (
                outcome != "result" or case.kind != "cancel"
            ):
                outcome, told = "lost", "a file that was there is gone or changed"
        if outcome == "result":
            outcome, told = judge_results(results, outcome, told)
        if outcome == "result" and case.algorithm in self.sound:
            outcome, told = judge_numbers(case.kind, self.sound[case.algorithm], numbers_of(results), told)
        return {
            "number": case.number,
            "kind": case.kind,
            "algorithm": case.algorithm,
            "what": case.what,
            "outcome": outcome,
            "told": told,
            "seconds": round(seconds, 2),
            "late": round(late, 2) if feedback.isCanceled() else None,
            "worked": round(worked, 2) if feedback.isCanceled() else None,
        }

    def _call(self, case, feedback) -> tuple[dict | None, str]:
        import processing
        from qgis.core import QgsProcessingException

        try:
            return processing.run(f"subsidence:{case.algorithm}", case.parameters, feedback=feedback), ""
        except QgsProcessingException as error:
            return None, str(error)
        except Exception as error:
            return None, f"Traceback {type(error).__name__}: {error}"


def _busy() -> bool:
    """Whether more wants the processors than there are of them."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > 1.2 * (os.cpu_count() or 1)


def _level():
    from qgis.core import Qgis

    return Qgis.MessageLevel


def _definition(definition) -> tuple:
    least = definition.minimum() if hasattr(definition, "minimum") and definition.type() == "number" else 0
    most = definition.maximum() if hasattr(definition, "maximum") and definition.type() == "number" else 0
    options = len(definition.options()) if definition.type() == "enum" else 0
    return definition.name(), definition.type(), least, most, options


def judge(results: dict | None, text: str, feedback, printed: str, logged: list[str]) -> tuple[str, str]:
    """What a user saw: a result, a sentence, a stop; or what no user should see."""
    everything = "\n".join([text, *feedback.said, *logged, printed])
    if "Traceback" in everything:
        # the last line of the last traceback tells most
        lines = [line for line in everything.splitlines() if line.strip()]
        errors = [line for line in lines if re.match(r"^\w[\w.]*(Error|Exception|Warning)?\b.*:", line)]
        where = [line.strip() for line in lines if line.strip().startswith("File ") and "hostile" not in line]
        return "traceback", f"{errors[-1] if errors else ''} @ {' < '.join(where[-2:])}"[:700]
    raw = RAW.search(OWN.sub("", text))
    if raw:
        return "raw", text[:400]
    if results is None:
        return "refused", text[-300:]
    if feedback.isCanceled() and not results:
        return "cancelled", ""
    return "result", ""


def judge_results(results: dict, outcome: str, told: str) -> tuple[str, str]:
    """Whether what was called a result can be opened and holds possible numbers."""
    import numpy as np
    from qgis.core import QgsRasterLayer, QgsVectorLayer

    for key, value in results.items():
        if isinstance(value, float) and not np.isnan(value) and abs(value) > 1e12:
            return "impossible", f"{key} = {value}"
        if not isinstance(value, str) or not value:
            continue
        if value.partition("|")[0].endswith((".gpkg", ".shp", ".geojson")):
            layer = QgsVectorLayer(value, key, "ogr")
            if not layer.isValid():
                return "unreadable", f"{key} {value}"
            names = [field.name() for field in layer.fields()]
            made = {"velocity", "velocity_std", "predicted_rate", "residual"}
            for feature in layer.getFeatures():
                for name, number in zip(names, feature.attributes()):
                    if isinstance(number, float) and (np.isinf(number) or abs(number) > 1e13) and name in made:
                        return "impossible", f"{key}.{name} = {number}"
        elif value.endswith(".tif") and not QgsRasterLayer(value, key).isValid():
            return "unreadable", f"{key} {value}"
        elif value.endswith(".html"):
            page = Path(value).read_text(encoding="utf-8", errors="replace")
            if '<script>alert("x")' in page or "<script>alert(&quot;x" in page:
                return "unescaped", f"{key} holds a script"
    return outcome, told


def numbers_of(results: dict) -> dict:
    """Of every layer in the results, and every field of numbers in it: rows, rows with a value, zeros, sum."""
    import numpy as np
    from qgis.core import QgsVectorLayer

    found: dict = {}
    for key, value in results.items():
        if not isinstance(value, str) or not value.partition("|")[0].endswith((".gpkg", ".shp", ".geojson", ".fgb")):
            continue
        layer = QgsVectorLayer(value, key, "ogr")
        if not layer.isValid():
            continue
        rows = [feature.attributes() for feature in layer.getFeatures()]
        found[key] = {}
        for index, field in enumerate(layer.fields()):
            if field.isNumeric() and field.name() != "fid":
                given = [row[index] for row in rows]
                values = np.array([float(v) for v in given if isinstance(v, (int, float))], dtype=float)
                values = values[np.isfinite(values)]
                found[key][field.name()] = [len(rows), values.size, int((values == 0).sum()), float(values.sum())]
    return found


def judge_numbers(kind: str, sound: dict, found: dict, told: str) -> tuple[str, str]:
    """Whether a result holds zeros where a sound run has values; where only the output is odd, also the same values."""
    for key, fields in found.items():
        for name, (rows, known, zeros, total) in fields.items():
            if name not in sound.get(key, {}):
                continue
            sound_rows, sound_known, sound_zeros, sound_total = sound[key][name]
            what = f"{key}.{name}: {zeros} zeros, {known} values, {rows} rows"
            if kind in ("output", "stop", "cancel", "full disk"):
                same = (rows, known, zeros) == (sound_rows, sound_known, sound_zeros)
                if not same or abs(total - sound_total) > 1e-6 * max(abs(sound_total), 1.0):
                    return "wrong", f"{what}; sound are {sound[key][name]}"
            elif kind == "damaged" and zeros == known and known >= 5 and sound_zeros < 0.5 * sound_known:
                return "zeros", what
    return "result", told


def _hash(path: Path) -> str:
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()


def write_points(points, folder: Path, chance):
    """Points as a layer of QGIS' memory, or as a GeoPackage, GeoJSON or CSV file."""
    import numpy as np
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsFeature,
        QgsGeometry,
        QgsPoint,
        QgsVectorFileWriter,
        QgsVectorLayer,
    )

    from tests.hostile.world import EPOCH_COUNT

    assert EPOCH_COUNT
    layer = QgsVectorLayer(points.geometry, "points", "memory")
    layer.setCrs(QgsCoordinateReferenceSystem(points.crs))
    from land_subsidence.bridge.fields import Column

    layer.dataProvider().addAttributes([Column(name, values).field() for name, values in points.columns.items()])
    layer.updateFields()
    columns = []
    for values in points.columns.values():
        plain = values.tolist()
        columns.append([None if isinstance(v, float) and np.isnan(v) else v for v in plain])
    features = []
    for row, place in enumerate(points.xy):
        feature = QgsFeature(layer.fields())
        if row not in points.without_place:
            geometry = QgsGeometry(QgsPoint(*place.tolist()))
            if points.geometry.startswith("Multi"):
                geometry.convertToMultiType()
            feature.setGeometry(geometry)
        feature.setAttributes([column[row] for column in columns])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    kind = chance.choice(("memory", "memory", "gpkg", "gpkg", "geojson"))
    if kind == "memory":
        return layer
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = {"gpkg": "GPKG", "geojson": "GeoJSON"}[kind]
    path = folder / f"extreme.{kind}"
    written = QgsVectorFileWriter.writeAsVectorFormatV2(layer, str(path), QgsCoordinateTransformContext(), options)
    return str(path) if written[0] == 0 else layer


def Feedback():
    from qgis.core import QgsProcessingFeedback

    class Listening(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.said: list[str] = []

        def reportError(self, error, fatalError=False):
            self.said.append(error)

        def pushDebugInfo(self, info):
            self.said.append(info)

        def pushWarning(self, warning):
            self.said.append(warning)

    return Listening()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

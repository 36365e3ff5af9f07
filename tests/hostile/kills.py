"""Processes killed at random moments, and two runs into one GeoPackage at once; every file is looked at after it."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from .state import KEPT, broken, layer_mark, left_overs, state_of
from .world import sound_calls

REPEAT = Path(__file__).with_name("repeat.py")
START_S = 120.0
FOREVER = 10**6
NOT_THESE = ("licsar_download",)
PAIR_ROUNDS = 3
LAST = 1_000_000  # numbers of the runs after the kills


def start(folder: Path, algorithm: str, first: dict, parameters: dict, rounds: int) -> subprocess.Popen:
    call = folder / f"call_{algorithm}.json"
    call.write_text(json.dumps({"algorithm": algorithm, "first": first, "parameters": parameters}))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, str(REPEAT), str(call), str(rounds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def heard(process: subprocess.Popen, word: str, seconds: float = START_S) -> str | None:
    """The line that begins with a word; None where the process ended or said nothing in time."""
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        return next((line for line in process.stdout if line.startswith(word)), None)
    finally:
        timer.cancel()


def share(path: Path) -> None:
    """A GeoPackage that holds something of somebody else."""
    from osgeo import ogr

    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    dataset.CreateLayer("mine", geom_type=ogr.wkbNone).CreateField(ogr.FieldDefn("x", ogr.OFTInteger))
    del dataset
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO mine (x) VALUES (42)")
        connection.commit()


class Killing:
    """The kills of one algorithm in one folder, one after the other."""

    def __init__(self, world: Path, work: Path, algorithm: str):
        self.algorithm = algorithm
        self.folder = work / f"kill_{algorithm}"
        self.out = self.folder / "out"
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.out.mkdir(parents=True)
        (self.out / "notes.txt").write_text("mine")
        (self.out / "out.qml").write_text("<qgis/>")
        self.parameters = dict(sound_calls(world, self.out)[algorithm])
        if "out.gpkg" in str(self.parameters.get("OUTPUT", "")) and len(algorithm) % 2:
            share(self.out / "shared.gpkg")
            self.parameters["OUTPUT"] = f"{self.out / 'shared.gpkg'}|layername={algorithm}"
        self.wanted: dict[str, str] = {}

    def kill(self, chance: random.Random) -> tuple[str, str, str]:
        """One kill: what was done, the outcome, and what is wrong."""
        if self.algorithm == "gacos_correction":  # it takes no folder that holds something
            shutil.rmtree(self.out / "GEOC_corrected", ignore_errors=True)
        process = start(self.folder, self.algorithm, self.parameters, self.parameters, FOREVER)
        try:
            ready = heard(process, "READY")
            if ready is None:
                process.kill()
                return "", "died", f"no run after a kill: {process.communicate()[1][-600:]}"
            if self.algorithm == "gacos_correction":
                return self._kill_first(process, chance, float(ready.split()[1]))
            marks = state_of(self.out)
            self.wanted = self.wanted or marks
            told = broken(marks, self.wanted)
            if told:
                return "", "lost", f"after the run that followed a kill: {told}"
            delay = chance.uniform(0.0, 1.3 * float(ready.split()[1]))
            time.sleep(delay)
        finally:
            process.kill()
            process.communicate()
        told = broken(state_of(self.out), self.wanted)
        return f"after {delay:.2f} s", "lost" if told else "whole", told

    def _kill_first(self, process: subprocess.Popen, chance: random.Random, seconds: float) -> tuple[str, str, str]:
        """The same where a run leaves a new folder: it is whole or not there."""
        process.kill()
        process.communicate()
        marks = state_of(self.out)
        self.wanted = self.wanted or marks
        told = broken(marks, self.wanted)
        shutil.rmtree(self.out / "GEOC_corrected")
        others = {name: mark for name, mark in self.wanted.items() if not name.startswith("GEOC_corrected")}
        other = start(self.folder, self.algorithm, self.parameters, self.parameters, 0)
        delay = chance.uniform(2.0, 2.0 + 2 * seconds)  # while QGIS starts nothing happens
        time.sleep(delay)
        other.kill()
        other.communicate()
        marks = state_of(self.out)
        there = any(name.startswith("GEOC_corrected") for name in marks)
        told = told or broken(marks, self.wanted if there else others)
        return f"after {delay:.2f} s", "lost" if told else "whole", told

    def at_last(self) -> str:
        """What is wrong after one more run that nobody kills; "" where nothing is."""
        if self.algorithm == "gacos_correction":
            shutil.rmtree(self.out / "GEOC_corrected", ignore_errors=True)
        process = start(self.folder, self.algorithm, self.parameters, self.parameters, 0)
        done = heard(process, "DONE")
        process.kill()
        said = process.communicate()[1]
        if done is None:
            return f"no run after the kills: {said[-600:]}"
        left = left_overs(self.out)
        return broken(state_of(self.out), self.wanted) or (f"left over: {', '.join(left)}" if left else "")


def run(
    world: Path, work: Path, numbers: Iterable[int], seconds: float, tell: Callable[[dict], None], workers: int = 2
) -> list[dict]:
    """Kills by number; the last of each algorithm is followed by a run that must find everything and tidy up."""
    names = [name for name in sorted(sound_calls(world, work)) if name not in NOT_THESE]
    end = time.monotonic() + seconds
    of: dict[str, list[int]] = {}
    for number in numbers:
        of.setdefault(names[number % len(names)], []).append(number)

    def kill_all(algorithm: str) -> list[dict]:
        killing, results = None, []
        for number in of[algorithm]:
            if time.monotonic() > end:
                break
            killing = killing or Killing(world, work, algorithm)
            what, outcome, told = killing.kill(random.Random(number))
            results.append(_record(number, "kill", algorithm, what, outcome, told))
            tell(results[-1])
        if killing is not None:
            told = killing.at_last()
            number, what = LAST + names.index(algorithm), "the run after the kills"
            results.append(_record(number, "kill", algorithm, what, "lost" if told else "whole", told))
            tell(results[-1])
            shutil.rmtree(killing.folder, ignore_errors=True)
        return results

    with ThreadPoolExecutor(workers) as pool:
        return [result for results in pool.map(kill_all, of) for result in results]


def run_pairs(
    world: Path, work: Path, numbers: Iterable[int], seconds: float, tell: Callable[[dict], None]
) -> list[dict]:
    """Two algorithms write into one GeoPackage at once, several times; in every second pair one of them is killed."""
    calls = sound_calls(world, work)
    names = [name for name in sorted(calls) if str(calls[name].get("OUTPUT", "")).endswith("out.gpkg")]
    end = time.monotonic() + seconds
    results: list[dict] = []
    for number in numbers:
        if time.monotonic() > end:
            break
        pair = random.Random(number).sample(names, 2)
        folder = work / f"pair_{number}"
        folder.mkdir()
        told = _pair(world, folder, pair, random.Random(number) if number % 2 else None)
        results.append(_record(number, "at once", " and ".join(pair), "", "lost" if told else "whole", told))
        tell(results[-1])
        shutil.rmtree(folder, ignore_errors=True)
    return results


def _pair(world: Path, folder: Path, pair: list[str], killed: random.Random | None) -> str:
    shared = folder / "shared.gpkg"
    share(shared)
    processes = []
    for name in pair:
        own = folder / name
        own.mkdir()
        first = sound_calls(world, own)[name]
        parameters = {**first, "OUTPUT": f"{shared}|layername={name}"}
        processes.append(start(folder, name, first, parameters, PAIR_ROUNDS))
    ready = [heard(process, "READY") for process in processes]
    if killed is not None and ready[0] is not None:
        time.sleep(killed.uniform(0.0, PAIR_ROUNDS * float(ready[0].split()[1])))
        processes[0].kill()
    done = [heard(process, "DONE") for process in processes]
    said = [process.communicate()[1][-400:] for process in processes]
    with closing(sqlite3.connect(shared, timeout=30)) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            return "the GeoPackage is damaged"
        if connection.execute("SELECT x FROM mine").fetchall() != [(42,)]:
            return "what lay in the GeoPackage is gone"
        tables = [name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")]
    for number, name in enumerate(pair):
        alive = not (killed is not None and number == 0)
        if alive and done[number] is None:
            return f"{name} did not end: {said[number]}"
        if name not in tables:
            if alive:
                return f"the layer of {name} is missing"
            continue
        if layer_mark(shared, name) != layer_mark(folder / name / "out.gpkg", "out"):
            return f"the layer of {name} is not what it is alone"
    names = [name for name in left_overs(folder) if not name.startswith(KEPT)]
    return f"left over: {', '.join(names)}" if names and killed is None else ""


def _record(number: int, kind: str, algorithm: str, what: str, outcome: str, told: str) -> dict:
    return {"number": number, "kind": kind, "algorithm": algorithm, "what": what, "outcome": outcome, "told": told}

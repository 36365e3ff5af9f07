"""Sound runs that are stopped at a random moment, or find no room on the disk, in one process."""

from __future__ import annotations

import queue
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .campaign import GOOD, START_S, Process
from .state import KEPT, OURS, broken, left_overs, state_of
from .world import sound_calls

DISK_MB = 64
FULL_MARGIN = 0x1000  # the unit in which such a disk gives room


class Caller:
    """A worker that is asked by calls, and begun anew where it died."""

    def __init__(self, world: Path, work: Path, name: str):
        self.world, self.work, self.name = world, work, name
        self.process: Process | None = None

    def call(self, number: int, kind: str, algorithm: str, parameters: dict, folder: Path, stop: float | None) -> dict:
        if self.process is None:
            self.process = Process(self.world, self.work, self.name)
            self.process.answer(START_S)
        case = {
            "number": number, "kind": kind, "algorithm": algorithm, "parameters": parameters, "cancel_after": stop,
            "folder": str(folder), "what": "" if stop is None else f"after {stop:.2f} s",
        }  # fmt: skip
        plain = {name: case[name] for name in ("number", "kind", "algorithm", "what")}
        try:
            self.process.ask(case)
            answer = self.process.answer()
        except queue.Empty:
            self.end()
            return {**plain, "outcome": "hung", "told": "no answer"}
        except BrokenPipeError:
            answer = None
        if answer is None:
            code = self.end()
            return {**plain, "outcome": "died", "told": f"exit {code}"}
        return answer

    def end(self) -> int:
        process, self.process = self.process, None
        return 0 if process is None else process.end()


def run_stops(
    world: Path, work: Path, numbers: Iterable[int], seconds: float, tell: Callable[[dict], None], workers: int = 1
) -> list[dict]:
    """Each algorithm stopped at random moments between its first and its last, on data on which it takes its time."""
    names = sorted(sound_calls(world, work))
    end = time.monotonic() + seconds
    shares = [[n for n in numbers if n % len(names) % workers == worker] for worker in range(workers)]
    with ThreadPoolExecutor(workers) as pool:
        done = pool.map(lambda w: _stop_all(world, work / f"stops{w}", names, shares[w], end, tell), range(workers))
        return [result for results in done for result in results]


def _stop_all(world: Path, folder: Path, names: list[str], numbers: list[int], end: float, tell) -> list[dict]:
    """The stops of one process."""
    caller = Caller(world, folder.parent, folder.name)
    lasting: dict[str, float] = {}
    results = []
    for number in numbers:
        if time.monotonic() > end:
            break
        algorithm = names[number % len(names)]
        for stop in (None, random.Random(number).random()) if algorithm not in lasting else (
            random.Random(number).random(),
        ):  # fmt: skip
            shutil.rmtree(folder, ignore_errors=True)
            out = folder / "out"
            out.mkdir(parents=True)
            (out / "notes.txt").write_text("mine")
            parameters = sound_calls(world, out)[algorithm]
            moment = None if stop is None else stop * lasting[algorithm]
            result = caller.call(number, "stop", algorithm, parameters, folder, moment)
            if stop is None:
                lasting[algorithm] = result.get("seconds", 10.0)
                continue
            left = [name for name in left_overs(out) if not name.startswith(KEPT)]
            if result["outcome"] == "cancelled" and (left or set(state_of(out)) != {"notes.txt"}):
                result.update(outcome="lost", told=f"left over: {left or sorted(state_of(out))}")
            results.append(result)
            tell(result)
    caller.end()
    return results


def run_full_disks(
    world: Path, work: Path, numbers: Iterable[int], seconds: float, tell: Callable[[dict], None]
) -> list[dict]:
    """Each algorithm over its old results on a small file system with a random rest of room; [] where none is given."""
    disk = work / "disk"
    disk.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        print("No small file system can be mounted here; the full disk is left out.")
        return []
    try:
        return _fill_disk(world, work, disk, numbers, time.monotonic() + seconds, tell)
    finally:
        subprocess.run(["umount", str(disk)], check=False, capture_output=True)


def _fill_disk(world: Path, work: Path, disk: Path, numbers: Iterable[int], end: float, tell) -> list[dict]:
    names = [name for name in sorted(sound_calls(world, work)) if name != "gacos_correction"]
    caller = Caller(world, work, "full")
    olds: dict[str, tuple[Path, dict[str, str]]] = {}
    results = []
    for number in numbers:
        if time.monotonic() > end:
            break
        algorithm, chance = names[number % len(names)], random.Random(number)
        if algorithm not in olds:
            before = work / f"before_{algorithm}" / "out"
            before.mkdir(parents=True)
            caller.call(number, "full disk", algorithm, sound_calls(world, before)[algorithm], before.parent, None)
            olds[algorithm] = before, state_of(before)
        before, wanted = olds[algorithm]
        out = disk / "out"
        shutil.copytree(before, out)
        size = sum(path.stat().st_size + FULL_MARGIN for path in before.iterdir())
        rest = int(chance.uniform(0.0, 2.5) * size)
        with (disk / "ballast").open("wb") as ballast:
            ballast.write(bytes(max(shutil.disk_usage(disk).free - rest, 0)))
        result = caller.call(number, "full disk", algorithm, sound_calls(world, out)[algorithm], disk, None)
        result["what"] = f"{rest} bytes free, {size} needed"
        ours = [name for name in left_overs(out) if name.startswith(OURS)]  # who reads may leave a log where no room is
        if result["outcome"] == "cancelled":
            ours = [name for name in ours if not name.startswith(KEPT)]  # kept for the next run
        told = broken(state_of(out), wanted) or ", ".join(ours)
        if told and result["outcome"] in GOOD:
            result.update(outcome="lost", told=told)
        results.append(result)
        tell(result)
        for path in disk.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    caller.end()
    return results

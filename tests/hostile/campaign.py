"""Many cases in worker processes, each with limits of time and memory; a dead or deaf worker is a finding."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .worker import MARK, PATIENCE_S

WORKER = Path(__file__).with_name("worker.py")
DEAF_S = PATIENCE_S + 60.0  # a busy machine takes its time to load packages
START_S = 120.0
GOOD = ("result", "refused", "cancelled", "whole")


class Process:
    """A worker and the lines that it says."""

    def __init__(self, world: Path, work: Path, name: str):
        self.stderr = work / f"{name}.stderr"
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "OMP_NUM_THREADS": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOSTILE_STDERR": str(self.stderr),
            "TMPDIR": str(work),
        }
        self._errors = self.stderr.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER), str(world)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env=environment,
        )
        self.lines: queue.Queue = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout:
            if line.startswith(MARK):
                self.lines.put(json.loads(line[len(MARK) :]))
        self.lines.put(None)

    def answer(self, seconds: float = DEAF_S) -> dict | None:
        """The next answer; None when the process ended, ``queue.Empty`` when it said nothing in time."""
        return self.lines.get(timeout=seconds)

    def ask(self, case: int | dict, folder: Path | None = None) -> None:
        """By a case's number and its folder, or by the whole call."""
        self.process.stdin.write(f"{json.dumps(case)}\n" if isinstance(case, dict) else f"{case} {folder}\n")
        self.process.stdin.flush()

    def end(self) -> int:
        self.process.kill()
        code = self.process.wait()
        self._errors.close()
        return code


def prepare(world: Path, work: Path, *more: str) -> None:
    """Build the world of sound inputs in ``world``, by a QGIS of its own; more : see ``worker.py``."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1", "TMPDIR": str(work)}
    command = [sys.executable, str(WORKER), str(world), "prepare", *more]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=START_S * 4, check=False)
    if done.returncode:
        raise RuntimeError(f"the sound inputs could not be made:\n{done.stdout}\n{done.stderr}")


def run_campaign(
    world: Path, numbers: Iterable[int], work: Path, workers: int = 2, seconds: float = 1e9, heard=lambda result: None
) -> list[dict]:
    """Run the cases of some numbers; no new one begins after ``seconds``.

    Returns a record per case: its number, kind, algorithm, what was wrong, outcome, what was told, seconds.
    """
    waiting: queue.Queue = queue.Queue()
    for number in numbers:
        waiting.put(number)
    results: list[dict] = []
    end = time.monotonic() + seconds

    def work_off(name: str) -> None:
        process = None
        while time.monotonic() < end:
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                break
            if process is None:
                process = Process(world, work, name)
                process.answer(START_S)
            folder = Path(tempfile.mkdtemp(prefix=f"case{number}_", dir=work))
            result = _one(process, number, folder)
            if result["outcome"] in ("died", "hung"):
                process = None
            results.append(result)
            heard(result)
        if process is not None:
            process.end()

    threads = [threading.Thread(target=work_off, args=(f"worker{number}",)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results, key=lambda result: result["number"])


def _one(process: Process, number: int, folder: Path) -> dict:
    from_here = process.stderr.stat().st_size
    try:
        process.ask(number, folder)
        answer = process.answer()
    except queue.Empty:
        process.end()
        return {
            "number": number,
            "outcome": "hung",
            "told": f"silent for {DEAF_S:.0f} s",
            "kind": "?",
            "algorithm": "?",
        }
    except BrokenPipeError:
        answer = None
    if answer is not None:
        return answer
    process.process.wait(10)
    code = process.end()
    said = process.stderr.read_text(errors="replace")[from_here:]
    return {"number": number, "outcome": "died", "told": f"exit {code}: {said[-1500:]}", "kind": "?", "algorithm": "?"}


def faults(results: list[dict]) -> list[dict]:
    return [result for result in results if result["outcome"] not in GOOD]


def counts(results: list[dict]) -> Counter:
    return Counter(result["outcome"] for result in results)


def describe(result: dict) -> str:
    """One fault in a few lines."""
    head = (
        f"case {result['number']}: {result['outcome']}, {result['kind']} {result['algorithm']} {result.get('what', '')}"
    )
    return f"{head}\n    {result['told']}"

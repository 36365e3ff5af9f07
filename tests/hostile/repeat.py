"""A QGIS that runs one call again and again, until it is killed or has done so often enough.

``python repeat.py CALL.json ROUNDS`` says READY with the seconds of the first run, then runs on.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main(call: dict, rounds: int) -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "examples")]
    from start_qgis import start_qgis

    application, provider = start_qgis()
    assert application, provider
    import processing

    for number, parameters in enumerate([call["first"], *[call["parameters"]] * rounds]):
        started = time.perf_counter()
        processing.run(f"subsidence:{call['algorithm']}", parameters)
        if number == 0:
            print("READY", time.perf_counter() - started, flush=True)
    print("DONE", flush=True)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()), int(sys.argv[2]))

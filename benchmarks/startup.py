"""What the plugin costs QGIS at its start, in processor seconds of the thread that starts it; writes startup.md.

    python3 benchmarks/startup.py [ANOTHER_CHECKOUT]

Every start has a process of its own, with compiled files as a user's Python keeps them; of two checkouts the starts
alternate, so that both see the same machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from record import publish  # noqa: E402

from tests.qgis.whole.test_startup import start  # noqa: E402

STARTS = 15


def main(others: list[str]) -> None:
    roots = [ROOT, *(Path(other).resolve() for other in others)]
    labels = ["this version", *("the version it is compared with" for _ in others)]
    seconds: dict[str, list[float]] = {label: [] for label in labels}
    counts = {}
    with tempfile.TemporaryDirectory() as folder:
        for label, root in zip(labels, roots):
            start(root, Path(folder), counted=False)
            counts[label] = start(root, Path(folder), counted=True)
        for _ in range(STARTS):
            for label, root in zip(labels, roots):
                seconds[label].append(float(start(root, Path(folder), counted=False)["seconds"]))
    rows = [
        f"| {label} | {counts[label]['algorithms']} | {counts[label]['modules']} | {counts[label]['calls']} |"
        f" {min(seconds[label]):.3f} | {statistics.median(seconds[label]):.3f} |"
        for label in labels
    ]
    publish(
        ROOT / "benchmarks" / "startup.md",
        "# Start of the plugin\n\nWritten by `benchmarks/startup.py`: "
        f"{STARTS} starts each, in processes of their own, processor seconds of the thread that starts the plugin, with"
        " its menu, panel and all algorithms and models. QGIS's own start is not in it. Goal: less than 0.15 s.\n\n"
        "| | algorithms | modules | calls of Python functions | seconds, least | seconds, median |\n"
        "|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n",
    )
    print((ROOT / "benchmarks" / "startup.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])

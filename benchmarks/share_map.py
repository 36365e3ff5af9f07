"""How large the map for a browser is, and that a browser without a network opens it.

    .venv/bin/python benchmarks/share_map.py [POINTS]        writes benchmarks/share_map.md

The layer is one that packs badly: noise of 2 mm on every date, 86 dates and a forecast of 10 with its interval.
Chromium runs headless, and no name of a host resolves.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from viewer import CITY, EPOCHS, make_layer, start

AHEAD = 10
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def measure(points: int, folder: Path) -> list[tuple[str, str]]:
    import processing

    layer, _ = make_layer(folder, "city", points, EPOCHS + 3 * AHEAD)
    names = [field.name() for field in layer.fields() if field.name().startswith("D")]
    days = [name[1:] for name in names[EPOCHS : EPOCHS + AHEAD]]
    layer.startEditing()
    for place, name in enumerate(names[EPOCHS:]):
        day, part = days[place // 3], ("", "_lo", "_hi")[place % 3]
        layer.renameAttribute(layer.fields().lookupField(name), f"F{day}{part}")
    layer.commitChanges()
    target = folder / "map.html"
    begun = time.process_time()
    done = processing.run("subsidence:share_map", {"INPUT": layer, "OUTPUT": str(target), "MOST_POINTS": 0})
    written = time.process_time() - begun
    rows = [
        ("points", f"{done['POINT_COUNT']:,.0f}"),
        ("dates and forecasts", f"{EPOCHS} + {AHEAD}"),
        ("size of the file, MB (20 asked)", f"{target.stat().st_size / 1e6:.1f}"),
        ("written in, s of processor time", f"{written:.1f}"),
    ]
    if BROWSER is None:
        return [*rows, ("opened without a network", "no Chromium on this machine")]
    begun = time.monotonic()
    shown = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND",
         "--virtual-time-budget=20000", f"--user-data-dir={folder / 'profile'}", "--dump-dom",
         f"file://{target}#point=7"],
        capture_output=True, text=True, timeout=300, check=False,
    ).stdout  # fmt: skip
    ready = 'data-ready="yes"' in shown and re.search(r'<h2 id="name">Point \d+</h2>', shown) is not None
    rows.append(("map drawn and a point's series shown, without a network", "yes" if ready else "no"))
    rows.append(("start of Chromium until then, s by the clock", f"{time.monotonic() - begun:.0f}"))
    return rows


def main(points: int) -> None:
    _application, provider = start()
    with tempfile.TemporaryDirectory() as temporary:
        rows = measure(points, Path(temporary))
    lines = ["# The map for a browser", "", (__doc__ or "").strip(), "", "| what | measured |", "|---|---|"]
    lines += [f"| {what} | {figure} |" for what, figure in rows]
    from record import publish

    publish(Path(__file__).with_suffix(".md"), "\n".join(lines) + "\n")
    print("\n".join(lines))
    del provider
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CITY)

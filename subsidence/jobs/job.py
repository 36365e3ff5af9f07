"""A job without QGIS: a TOML file that names steps, their inputs and outputs, and where they are computed.

    scheduler = "tcp://10.0.0.1:8786"   # left out: the threads of this computer

    [[step]]
    algorithm = "import_egms"
    INPUT = "EGMS_L2a_088_0297_IW2_VV.zip"
    OUTPUT = "tile"

    [[step]]
    algorithm = "kshape_clustering"
    INPUT = "tile"
    CLUSTERS = 3
    OUTPUT = "tile_clusters"

Paths are taken from the folder of the file. A step whose output was made from the same input with the same keys by the
same code is not done again, so that a job that broke off goes on where it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import SubsidenceError
from ..kept_blocks import KeptBlocks, fingerprint, keeping
from ..packages import require
from ..progress import SILENT, Report, stopped_by
from ..store.point_store import open_store, write_store
from ..threads import one_thread_pools
from ..wording import message
from .job_steps import STEPS, checked


def run_job(path: str | Path, report: Report = SILENT) -> list[Path]:
    """Run a job's steps in order; returns their outputs.

    Everything that can be checked is, before the first step: names, keys, types.
    """
    from .dask_scheduler import scheduled

    job = Path(path)
    address, steps = _read(job)
    outputs = []
    with stopped_by(report), one_thread_pools(report), scheduled(address, report):
        for (algorithm, values), part in report.stages(steps):
            outputs.append(_do(job.parent, algorithm, values, part))
    return outputs


def _read(job: Path) -> tuple[str, list[tuple[str, dict[str, Any]]]]:
    tables = _toml(job)
    unknown = sorted(set(tables) - {"scheduler", "step"})
    given = tables.get("step", [])
    address = tables.get("scheduler", "")
    if unknown or not isinstance(given, list) or not given or not isinstance(address, str):
        raise SubsidenceError(
            message(
                '{path} must hold [[step]] tables and may hold scheduler = "…"; {name} is something else.',
                path=job,
                name=unknown[0] if unknown else "step",
            )
        )
    steps = []
    for one in given:
        keys = dict(one) if isinstance(one, Mapping) else {}
        algorithm = str(keys.pop("algorithm", ""))
        steps.append((algorithm, checked(algorithm, keys)))
    return address, steps


def _toml(job: Path) -> dict[str, Any]:
    try:
        toml: Any = require("tomllib")  # with Python from 3.11
    except SubsidenceError:
        toml = require("tomli")
    try:
        return dict(toml.loads(job.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise SubsidenceError(
            message("The job {path} cannot be read: {error}.", path=job, error=" ".join(str(error).split()).rstrip("."))
        ) from error


def _do(folder: Path, algorithm: str, values: dict[str, Any], report: Report) -> Path:
    from .dask_scheduler import fingerprint as code

    source, target = (folder / values[key] for key in ("INPUT", "OUTPUT"))
    if source == target:
        raise SubsidenceError(
            message("{name} reads and writes {path}; choose another OUTPUT.", name=algorithm, path=target)
        )
    settings = {key: value for key, value in values.items() if key not in ("INPUT", "OUTPUT")}
    mark = fingerprint(algorithm, settings, code(), files=[source])
    if _mark_of(target) == mark:
        report.info(message("{path} is there already, made in the same way; it stays.", path=target))
        report.progress(1.0)
        return target
    report.info(message("{name}: {source} → {target}", name=algorithm, source=source, target=target))
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = KeptBlocks(target.parent, f"job_{target.name}", mark, report)
    try:
        with keeping(kept):
            product = STEPS[algorithm].run({**values, "INPUT": str(source)}, report)
        provenance = json.dumps({"algorithm": algorithm, "input": str(source), **settings, "mark": mark})
        write_store(target, product, provenance=provenance)
    except BaseException:
        kept.close()
        raise
    kept.remove()
    report.progress(1.0)
    return target


def _mark_of(target: Path) -> str:
    """What the store there was made from, "" where there is none that is whole."""
    try:
        return str(json.loads(str(open_store(target).about["provenance"]))["mark"])
    except (SubsidenceError, KeyError, ValueError, TypeError):
        return ""

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

import errno
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import SubsidenceError
from ..kept_blocks import KeptBlocks, fingerprint, keeping
from ..model_file import check_model_place
from ..packages import require
from ..products.points import PointProduct
from ..progress import SILENT, Report, stopped_by
from ..raster.cube import DisplacementCube
from ..raster.gdal_files import asked, quiet_gdal
from ..staging import companions
from ..store.point_store import open_store, write_store
from ..store.raster_store import open_raster_store, write_raster_store
from ..store.store_folder import ABOUT, check_place
from ..threads import one_thread_pools
from ..wording import message
from .job_steps import STEPS, checked
from .objects import Objects, is_address
from .side_files import FILE, FILES, PAGE, Table, WrittenPage, check_ending, digest, digest_of, write_whole
from .step import POINTS, RASTERS, Product, RowBlocks, Step


def run_job(path: str | Path, report: Report = SILENT) -> list[Path]:
    """Run a job's steps in order; returns their outputs.

    Everything that can be checked is, before the first step: names, keys, types, outputs that would take the place of
    something else.
    """
    from .dask_scheduler import scheduled

    job = Path(path).absolute()  # workers stand in folders of their own
    address, steps = _read(job)
    copies = job.parent / f"{job.stem}_objects"
    objects = Objects(copies, report)
    away = [_with_copies(objects, algorithm, values) for algorithm, values in steps]
    _check_outputs(job.parent, steps)
    _check_inputs(job.parent, steps, copies)
    _check_packages(steps)
    outputs: list[Path] = []
    with stopped_by(report), one_thread_pools(report), scheduled(address, report):
        for ((algorithm, values), (read, made)), part in report.stages(list(zip(steps, away))):
            for address in read:
                objects.bring(address)
            outputs += _do(job.parent, algorithm, values, part)
            for address in made:
                objects.take(address)
    return outputs


def _with_copies(objects: Objects, algorithm: str, values: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Puts copies in the place of addresses of object storage; returns those that are read and those that are made.

    What lies where something is to be made is brought at once: it may be what is wanted, or something else.
    """
    step = STEPS[algorithm]
    read, made = [], []
    for key in (*step.inputs, *step.outputs):
        addresses = [text for text in _texts(values[key]) if is_address(text)]
        if not addresses:
            continue
        if key in step.several:
            values[key] = [_copied(objects, text) for text in values[key]]
        else:
            values[key] = _copied(objects, values[key])
        if key in step.inputs:
            read += addresses
            continue
        made += addresses
        names = objects.names_at(addresses[0])
        is_file = step.outputs[key] in FILES
        if names and (names != [""] if is_file else ABOUT not in names):
            raise SubsidenceError(
                message("{path} exists and is no file; choose another path.", path=addresses[0])
                if is_file
                else message("{path} exists and is no store; choose another folder.", path=addresses[0])
            )
        objects.bring(addresses[0], needed=False)
    return read, made


def _copied(objects: Objects, text: str) -> str:
    return str(objects.copy_of(text).absolute()) if is_address(text) else text


def _read(job: Path) -> tuple[str, list[tuple[str, dict[str, Any]]]]:
    tables = _toml(job)
    unknown = sorted(set(tables) - {"scheduler", "step"})
    given = tables.get("step", [])
    address = tables.get("scheduler", "")
    are_tables = isinstance(given, list) and given and all(isinstance(one, Mapping) for one in given)
    if unknown or not are_tables or not isinstance(address, str):
        raise SubsidenceError(
            message(
                '{path} must hold [[step]] tables and may hold scheduler = "…"; {name} is something else.',
                path=job,
                name=unknown[0] if unknown else "scheduler" if are_tables else "step",
            )
        )
    steps = []
    for number, one in enumerate(given, start=1):
        keys = dict(one)
        if "algorithm" not in keys:
            raise SubsidenceError(
                message('Step {number} of {path} lacks its name, algorithm = "…".', number=number, path=job)
            )
        algorithm = str(keys.pop("algorithm"))
        steps.append((algorithm, checked(algorithm, keys)))
    return address, steps


def _check_outputs(folder: Path, steps: list[tuple[str, dict[str, Any]]]) -> None:
    """Refuse outputs that would take the place of an input, of another output, or of what is no such output."""
    read: set[Path] = set()
    made: list[Path] = []
    for algorithm, values in steps:
        step = STEPS[algorithm]
        read |= {_place(folder, text) for key in step.inputs for text in _texts(values[key])}
        for key, kind in step.outputs.items():
            if not values[key]:
                continue
            target = _place(folder, values[key])
            if target in read:
                raise SubsidenceError(
                    message("The job reads {path} and would write over it; choose another {key}.", path=target, key=key)
                )
            store = next((one for one in target.parents if one in read and (one / ABOUT).exists()), None)
            if store is not None:
                raise SubsidenceError(
                    message(
                        "{path} lies in {store}, which the job reads; choose another {key}.",
                        path=target,
                        store=store,
                        key=key,
                    )
                )
            for other in made:
                if target == other or target in other.parents or other in target.parents:
                    raise SubsidenceError(
                        message(
                            "{path} and {other} would take each other's place; choose paths apart from each other.",
                            path=target,
                            other=other,
                        )
                    )
            made.append(target)
            _check_way(target)
            if kind not in FILES:
                check_place(target)
                continue
            check_ending(values[key], kind, key)
            if kind == FILE and target.exists():
                check_model_place(target)
            elif target.exists():
                _check_own(folder, step, values, key, target)


def _check_own(folder: Path, step: Step, values: dict[str, Any], key: str, target: Path) -> None:
    """Refuse a table or page in whose place something lies that the step has not made, as its stores would tell."""
    stores = [(_place(folder, values[one]), kind) for one, kind in step.outputs.items() if values[one]]
    told = [_provenance(place, kind).get("files", {}).get(key) for place, kind in stores if kind not in FILES]
    if not target.is_file() or digest(target) not in told:
        raise SubsidenceError(
            message("{path} exists and was not made by this step before; choose another {key}.", path=target, key=key)
        )


def _check_way(target: Path) -> None:
    """Refuse what can be no output: below a file, where nothing may be written, or with a name that no disk takes."""
    try:
        target.lstat()  # newer Pythons' ``exists`` keeps to itself why a path cannot be looked at
    except (FileNotFoundError, NotADirectoryError):
        pass  # to be made; what stands above it is looked at next
    except OSError as error:
        raise _no_way(target, error.strerror or str(error)) from error
    above = next((path for path in target.parents if path.exists()), target)
    if not above.is_dir():
        raise _no_way(target, os.strerror(errno.ENOTDIR))
    if not os.access(above, os.W_OK):
        raise _no_way(target, os.strerror(errno.EACCES))


def _no_way(target: Path, why: str) -> SubsidenceError:
    return SubsidenceError(message("{path} cannot be written: {why}; choose another path.", path=target, why=why))


def _check_inputs(folder: Path, steps: list[tuple[str, dict[str, Any]]], copies: Path) -> None:
    """Refuse inputs that are not there and that no earlier step makes; copies : where those of addresses will lie."""
    coming = [Path(os.path.realpath(copies))]
    for algorithm, values in steps:
        step = STEPS[algorithm]
        for key in step.inputs:
            for text in _texts(values[key]):
                if key in step.several and (":" in text or _of_gdal(text)):
                    continue  # in a way of GDAL's
                place = _place(folder, text.partition("|")[0] if key in step.several else text)
                made = any(one == place or one in place.parents for one in coming)
                if not made and not _exists(place):
                    raise SubsidenceError(
                        message(
                            "{path}, which {name} reads as {key}, does not exist, and no step before it makes it.",
                            path=place,
                            name=algorithm,
                            key=key,
                        )
                    )
        coming += [_place(folder, values[key]) for key in step.outputs if values[key]]


def _exists(path: Path) -> bool:
    """Whether something is there, as far as this may be known."""
    try:
        return path.exists()
    except OSError as error:
        raise SubsidenceError(
            message("The input {path} cannot be read: {why}.", path=path, why=error.strerror or error)
        ) from error


def _check_packages(steps: list[tuple[str, dict[str, Any]]]) -> None:
    """Find out before hours of work that what it makes cannot be written."""
    kinds = {kind for name, values in steps for key, kind in STEPS[name].outputs.items() if values[key]}
    if POINTS in kinds:
        require("pyarrow.parquet")
    if RASTERS in kinds:
        require("zarr")
    if PAGE in kinds:
        require("matplotlib.figure")


def _texts(value: Any) -> list[str]:
    """The paths of a key that may hold several."""
    return list(value) if isinstance(value, list) else [value] if value else []


def _place(folder: Path, text: str) -> Path:
    """What a path leads to, however it is written."""
    return Path(os.path.realpath(_path(folder, text)))


def _path(folder: Path, text: str) -> Path:
    """A path of a job: from the folder of its file, or from the home that “~” stands for."""
    try:
        return folder / Path(text).expanduser()
    except RuntimeError as error:
        raise SubsidenceError(
            message("Whose home {path} begins with is not known here; write the whole path.", path=text)
        ) from error


def _of_gdal(text: str) -> bool:
    """Whether GDAL alone can follow a path, such as /vsicurl/https://…; it is left as it is written."""
    return text.startswith("/vsi")


def _states_of_gdal(texts: Sequence[str]) -> list[list[str]]:
    """Size and time of change of what GDAL alone reads."""
    if not texts:
        return []
    with quiet_gdal() as gdal:
        found = [(text, asked(gdal.VSIStatL, text.partition("|")[0])) for text in texts]
    return [[text, *([] if one is None else [str(one.size), str(one.mtime)])] for text, one in found]


def _toml(job: Path) -> dict[str, Any]:
    try:
        toml: Any = require("tomllib")  # with Python from 3.11
    except SubsidenceError:
        toml = require("tomli")
    try:
        return dict(toml.loads(job.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError) as error:
        raise SubsidenceError(
            message("The job {path} cannot be read: {error}.", path=job, error=" ".join(str(error).split()).rstrip("."))
        ) from error


def _do(folder: Path, algorithm: str, values: dict[str, Any], report: Report) -> list[Path]:
    """One step; returns what it made, or had made before."""
    from .dask_scheduler import fingerprint as code

    step = STEPS[algorithm]
    one_each = [key for key in (*step.inputs, *step.outputs) if values[key] and key not in step.several]
    paths = {key: _path(folder, values[key]) for key in one_each}
    several = {
        key: [text if _of_gdal(text) else str(_path(folder, text)) for text in values[key]] for key in step.several
    }
    lists = [text for many in several.values() for text in many]
    one_by_one = [paths[key] for key in step.inputs if key in paths]
    sources = [*one_by_one, *(Path(text.partition("|")[0]) for text in lists if not _of_gdal(text))]
    far = _states_of_gdal([text for text in lists if _of_gdal(text)])
    beside = [extra for path in sources for extra in companions(path) if extra.is_file()]
    targets = {key: paths[key] for key in step.outputs if key in paths}
    settings = {key: value for key, value in values.items() if key not in paths}
    read_as = {key: os.path.realpath(paths[key]) for key in step.inputs if key in paths}
    mark = fingerprint(algorithm, settings, read_as, sorted(targets), code(), far, files=[*sources, *beside])
    names = ", ".join(map(str, targets.values()))
    if _is_made(step, targets, mark):
        report.info(message("{path} is there already, made in the same way; it stays.", path=names))
        report.progress(1.0)
        return list(targets.values())
    source = ", ".join([*map(str, one_by_one), *lists])
    report.info(message("{name}: {source} → {target}", name=algorithm, source=source, target=names))
    for target in targets.values():
        target.parent.mkdir(parents=True, exist_ok=True)
    first = next(iter(targets.values()))
    kept = KeptBlocks(first.parent, f"job_{first.name}", mark, report)
    try:
        with keeping(kept):
            given = {key: str(path) for key, path in paths.items()}
            products = step.run({**values, **given, **several}, report)
            _write(products, targets, {"algorithm": algorithm, "input": source, **settings, "mark": mark}, report)
    except BaseException:
        kept.close()
        raise
    kept.remove()
    report.progress(1.0)
    return list(targets.values())


def _write(
    products: Mapping[str, Product], targets: Mapping[str, Path], provenance: dict[str, Any], report: Report
) -> None:
    """Models first: the stores, which tell what was made, hold the digests of all files; tables and pages last, so that
    one whose store is not there is never met."""
    files, texts = {}, {}
    for key, path in targets.items():
        product = products[key]
        if isinstance(product, (Table, WrittenPage)):
            about = json.dumps({**provenance, "output": key}, default=str)
            texts[path] = content = product.text(about, provenance["input"]).encode("utf-8")
            files[key] = digest_of(content)
        elif callable(product):
            product(path)
            files[key] = digest(path)
    writing = report.parts(99, 1)[1]
    for key, path in targets.items():
        product = products[key]
        text = json.dumps({**provenance, "output": key, "files": files}, default=str)
        if isinstance(product, PointProduct):
            write_store(path, product, provenance=text, report=writing)
        elif isinstance(product, DisplacementCube):
            write_raster_store(path, [product], product.grid, provenance=text)
        elif isinstance(product, RowBlocks):
            write_raster_store(path, product.blocks, product.grid, provenance=text)
    for path, content in texts.items():
        write_whole(path, content)


def _is_made(step: Step, targets: Mapping[str, Path], mark: str) -> bool:
    """Whether all outputs are there, made from the same by the same."""
    told: dict[str, Any] = {}
    for key, path in targets.items():
        if step.outputs[key] not in FILES:
            about = _provenance(path, step.outputs[key])
            if about.get("mark") != mark or about.get("output") != key:
                return False
            told |= about.get("files", {})
    return all(
        path.is_file() and digest(path) == told.get(key) for key, path in targets.items() if step.outputs[key] in FILES
    )


def _provenance(target: Path, kind: str) -> dict[str, Any]:
    """How the store there was made, nothing where there is none that is whole."""
    opened = open_raster_store if kind == RASTERS else open_store
    try:
        return dict(json.loads(str(opened(target).about["provenance"])))
    except (SubsidenceError, KeyError, ValueError, TypeError):
        return {}

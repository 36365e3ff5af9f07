"""The files of one run: checked before work, made beside their targets, moved into place when all is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsWkbTypes,
)

from ..subsidence.errors import SubsidenceError
from ..subsidence.file_lock import lock_for
from ..subsidence.progress import Report
from ..subsidence.staging import Staging, companions, free_bytes, need_room
from .databases import PostgisTable, check_places, check_width, postgis_place
from .geopackage import Merge, in_use, others
from .i18n import tr
from .output_paths import check_target
from .output_targets import (
    RASTER_SUFFIXES,
    Kind,
    Target,
    check_against_inputs,
    input_files,
    input_layers,
    read_target,
    read_targets,
)
from .provenance import is_ours
from .request import Request
from .vector_sink import format_for, sample_fields, try_format

if TYPE_CHECKING:
    from ..subsidence.raster.cube import Grid

BYTES_PER_VALUE, BYTES_PER_ROW = 9, 130  # of a GeoPackage: a number; the geometry and its place in the index
LEAST_FILLED = 0.25  # of a grid's pixels: water and what lost coherence have no value
OUR_STYLE = b"<!-- made by Land Subsidence; QGIS drops this line where somebody saves another style -->\n"
MORE_FIELDS = 8  # of deformation points, besides the epochs
ROOM_TO_SPARE = 4  # times what an output takes at least
BYTES_PER_PIXEL = 2.5  # of a packed GeoTIFF: at least so many for a pixel with a value


@dataclass
class Package:
    """A GeoPackage on its way: where it is made, and the layers that were made in it."""

    place: Path
    target: Target
    tables: list[str] = field(default_factory=list)


@dataclass
class Made:
    """A layer that was made: under which name until the end, and how it is dressed when QGIS opens it there."""

    target: Target
    staged_id: str
    dress: Callable[[Any], object]


class OutputFiles(Request):
    """Knows where each output goes and moves all of them there together."""

    def __init__(self, algorithm, parameters: dict, context, report: Report, version: str):
        super().__init__(algorithm, parameters, context, report, version)
        self._staging = Staging(report)
        self._targets: dict[str, Target] | None = None
        self._places: dict[str, Path] = {}
        self._final_folders: list[tuple[Path, Path]] = []  # where files are made, and as the user wrote it
        self._packages: dict[str, Package] = {}
        self._made: list[Made] = []
        self._becomes: dict[str, str] = {}  # output → what its format makes of a missing number, where it does
        self._database: list[PostgisTable] = []

    def wants(self, key: str) -> bool:
        """Whether the user asked for this output."""
        value = self.parameters.get(key)
        if value is not None:
            return value != ""
        definition = self.algorithm.parameterDefinition(key)
        return definition is not None and not definition.flags() & definition.Flag.FlagOptional

    def target(self, key: str) -> Target:
        """Where an output goes."""
        if self._targets is None:
            self._targets = read_targets(self.algorithm, self.parameters, self.context, self.wants)
        if key not in self._targets:
            definition = self.algorithm.parameterDefinition(key)
            self._targets[key] = read_target(definition, self.parameters.get(key), self.context)
        return self._targets[key]

    # ---- before work --------------------------------------------------------------------

    def check_destinations(self) -> None:
        """Refuse before any work what cannot be written, would overwrite an input or cannot hold the result."""
        self._targets = read_targets(self.algorithm, self.parameters, self.context, self.wants)
        check_against_inputs(self._targets, self.algorithm, self.parameters, self.context)
        if any(target.kind is Kind.DATABASE for target in self._targets.values()):
            check_places(self._targets, input_layers(self.algorithm, self.parameters, self.context))
        for target in self._targets.values():
            if target.path is None or target.kind is Kind.FOLDER:
                continue
            check_target(target, self._file_filter(target.key))
            place = self._place(target)
            if target.kind is Kind.FILE:
                self._try(target, sample_fields(), place)

    def _file_filter(self, key: str) -> str:
        definition = self.algorithm.parameterDefinition(key)
        return definition.fileFilter() if hasattr(definition, "fileFilter") else ""

    def check_carried(self, fields: QgsFields, n_rows: int) -> None:
        """Refuse, as soon as the input is known, outputs that cannot hold its fields or have no room for its rows."""
        for key in self.algorithm.CARRIES_INPUT:
            if not self.wants(key):
                continue
            target = self.target(key)
            if target.kind is Kind.DATABASE and postgis_place(target.asked) is not None:
                check_width(fields)
            if target.path is None:
                continue
            if target.kind is Kind.FILE:
                self._try(target, fields, self._place(target))
            else:
                format_for(target.path, fields, spatial=True)
            need_room(target.path, n_rows * (len(fields) * BYTES_PER_VALUE + BYTES_PER_ROW))

    def check_room(self, sizes: Mapping[str, float]) -> None:
        """Refuse, before long work, outputs that the disks have no room for.

        sizes : least bytes by output; those that nobody wants, or that stay in memory, do not count
        """
        needed: dict[int, float] = {}
        places: dict[int, Path] = {}
        for key, size in sizes.items():
            if not self.wants(key) or self.target(key).kind in (Kind.MEMORY, Kind.DATABASE):
                continue
            path = self.target(key).path
            place = path if path is not None else Path(QgsProcessingUtils.tempFolder()) / key
            try:
                disk = Path(os.path.realpath(place.parent)).stat().st_dev
            except OSError:
                continue  # nothing is known of this place
            needed[disk] = needed.get(disk, 0.0) + size
            places.setdefault(disk, place)
        for disk, size in needed.items():
            need_room(places[disk], int(size))

    def _make_room(self, path: Path, n_bytes: int) -> None:
        """Refuse what the disk has no room for, after what can be spared has been given up for it."""
        if free_bytes(path) < ROOM_TO_SPARE * n_bytes:
            self.give_up_kept()
        need_room(path, n_bytes)

    def give_up_kept(self) -> None:
        """Free the room of what is only kept for another run."""

    def check_cube_room(self, grid: Grid, n_epochs: int) -> None:
        """The same for points and rasters of a grid, counting the pixels that have a value at the least."""
        pixels = LEAST_FILLED * grid.n_rows * grid.n_columns
        self.check_room(
            {
                "OUTPUT": pixels * ((n_epochs + MORE_FIELDS) * BYTES_PER_VALUE + BYTES_PER_ROW),
                "VELOCITY": pixels * BYTES_PER_PIXEL,
                "VELOCITY_STD": pixels * BYTES_PER_PIXEL,
                "DISPLACEMENT": pixels * n_epochs * BYTES_PER_PIXEL,
            }
        )

    def _try(self, target: Target, fields: QgsFields, place: Path) -> None:
        definition = self.algorithm.parameterDefinition(target.key)
        kinds = QgsProcessing.SourceType
        wkb_type = {
            kinds.TypeVectorPoint: QgsWkbTypes.Type.Point,
            kinds.TypeVectorPolygon: QgsWkbTypes.Type.MultiPolygon,
        }.get(definition.dataType(), QgsWkbTypes.Type.NoGeometry)
        crs = QgsCoordinateReferenceSystem("EPSG:4326")
        try:
            becomes = try_format(place, fields, wkb_type, crs, self.context.transformContext())
        finally:
            for piece in self._staging.pieces(place):
                if piece.is_dir():
                    shutil.rmtree(piece)
                else:
                    piece.unlink()
        if becomes and target.key not in self._becomes:
            self._becomes[target.key] = becomes
            self.report.warn(
                tr(
                    "In the format of {path} a missing value becomes {value}; a result in which values are missing is"
                    " not written. Choose a GeoPackage."
                ).format(path=target.path, value=becomes)
            )

    # ---- making -------------------------------------------------------------------------

    def _place(self, target: Target) -> Path:
        """Where to make an output's file; the layers of one GeoPackage are made in one file."""
        if target.key in self._places:
            return self._places[target.key]
        assert target.path is not None
        if target.kind is Kind.PACKAGE and target.identity in self._packages:
            return self._packages[target.identity].place
        try:
            place = self._staging.place(target.path)
        except OSError as error:
            raise SubsidenceError(
                tr("The output {path} cannot be written: {reason}; choose another place.").format(
                    path=target.path, reason=error.strerror or str(error)
                )
            ) from error
        if target.kind is Kind.PACKAGE:
            self._packages[target.identity] = Package(place, target)
        self._places[target.key] = place
        self._final_folders.append((place.parent, target.path.parent))
        return place

    def scratch_folder(self) -> str | None:
        """Where large working files go: beside the first output in a file, not in a small /tmp; None is anywhere."""
        if self._targets is None:
            return None
        folders = [target.real.parent for target in self._targets.values() if target.path is not None]
        return next((str(folder) for folder in folders if folder.is_dir()), None)

    def output_path(self, key: str) -> Path | None:
        """Where to make a file or raster output, or None when the user does not want it.

        The file is moved to where the user wants it when the run has ended well.
        """
        if not self.wants(key):
            return None
        target = self.target(key)
        if target.path is None:  # a temporary file, named by QGIS once
            text = self.algorithm.parameterAsOutputLayer(self.parameters, key, self.context)
            text = text or self.algorithm.parameterAsFileOutput(self.parameters, key, self.context)
            if not text:
                return None
            target = Target(key, target.kind, text, Path(text))
            if self._targets is not None:
                self._targets[key] = target
        elif target.kind is Kind.RASTER:
            self.algorithm.parameterAsOutputLayer(self.parameters, key, self.context)  # QGIS is to load it
        return self._place(target)

    def output_folder(self, key: str) -> Path | None:
        """Where to make a new folder, or None when the user does not want it; a run that ends well moves it."""
        text = self.algorithm.parameterAsFileOutput(self.parameters, key, self.context)
        if not text:
            return None
        target = Target(key, Kind.FOLDER, text, Path(text))
        with suppress(OSError):  # else placing it tells why
            target.real.parent.mkdir(parents=True, exist_ok=True)
        return self._place(target)

    def final(self, value):
        """A result under its final name, where it was made beside it."""
        if not isinstance(value, (str, Path)):
            return value
        text = str(value)
        for made in self._made:
            if made.staged_id == text:
                return self._final_id(made.target)
        path = Path(text)
        for folder, final in self._final_folders:
            if path.parent == folder:
                return str(final / path.name)
        return value

    def _final_id(self, target: Target) -> str:
        """What opens a layer: the file alone where it holds nothing else."""
        if target.kind is Kind.DATABASE:
            return target.asked
        path = str(target.path)
        if target.kind is not Kind.PACKAGE:
            return path
        package = self._packages[target.identity]
        alone = len(package.tables) == 1 and not others(target.real, [target.table])
        return path if alone and not target.named else f"{path}|layername={target.table}"

    # ---- the end ------------------------------------------------------------------------

    def commit(self, results: dict) -> dict:
        """Move everything into place, all or nothing; returns the results under their final names."""
        self._check_moves()
        with ExitStack() as stack:
            files = {target.identity for target in (self._targets or {}).values() if target.path is not None}
            for identity in sorted({*self._packages, *files}):
                stack.enter_context(lock_for(identity))  # two runs into one file come one after the other
            merges = [merge for package in self._packages.values() if (merge := self._merge(package)) is not None]
            try:
                for merge in merges:
                    merge.prepare()
                with self._staging.committing():
                    for merge in merges:
                        merge.commit()
                    for table in self._database:
                        table.commit()
                self._database = []
            except OSError as error:
                raise SubsidenceError(
                    tr("The results cannot be put in place: {reason}. What was there before is untouched.").format(
                        reason=f"{error.filename or ''} {error.strerror or error}".strip()
                    )
                ) from error
            finally:
                for merge in merges:
                    merge.cancel()
        results = {key: self.final(value) for key, value in results.items()}
        for made in self._made:
            self._hand_over(made)
        self._made = []  # they hold the context, and the context the layers
        return results

    def _check_moves(self) -> None:
        """What a format has put beside its file, or under another ending, takes the place of nobody's file.

        A person's own style stays; other files of the same name are those of the target only where it exists itself.
        """
        inputs = None
        for place in {*self._places.values()}:
            target = self._staging.target_of(place)
            for piece in self._staging.pieces(place):
                final = target.parent / piece.name
                if piece.suffix == ".qml":
                    self._keep_style(piece, final)
                    continue
                if piece.suffix == ".qmd" and final.is_file() and not is_ours(final):
                    piece.unlink()
                    self.report.info(tr("The description {path} is there already and is kept.").format(path=final))
                    continue
                if piece.name == place.name or not final.exists():
                    continue
                inputs = inputs or input_files(self.algorithm, self.parameters, self.context)
                if any(Path(path).exists() and final.samefile(path) for path, _ in inputs):
                    raise SubsidenceError(
                        tr("The output {output} would overwrite the input {name}; choose another name.").format(
                            output=final, name=final.name
                        )
                    )
                if piece.suffix != ".qmd" and (final not in companions(target) or not target.exists()):
                    raise SubsidenceError(
                        tr(
                            "The output {path} would overwrite {name}, which belongs to something else; choose another"
                            " name."
                        ).format(path=target, name=final.name)
                    )

    def _keep_style(self, piece: Path, final: Path) -> None:
        """A style beside a file takes the place of none but one that a run has made, which its mark tells."""
        if final.exists() and OUR_STYLE not in final.read_bytes():
            piece.unlink()
            self.report.info(tr("The style {path} is there already and is kept.").format(path=final))
        else:
            piece.write_bytes(piece.read_bytes() + OUR_STYLE)

    def _merge(self, package: Package) -> Merge | None:
        """How a package's layers come into one that holds others; None where the file is new or wholly replaced."""
        if not package.tables:
            return None
        real = package.target.real
        kept = others(real, package.tables)
        if not kept and not (real.exists() and in_use(real)):
            return None
        self._staging.forget(package.place)
        if kept:
            self.report.info(
                tr("{path} keeps its other layers: {names}.").format(path=package.target.path, names=", ".join(kept))
            )
        return Merge(package.place, package.target.real, package.tables)

    def _hand_over(self, made: Made) -> None:
        """Have QGIS load a layer, dressed, if the user wants it loaded."""
        value: Any = self.parameters.get(made.target.key)
        loaded = isinstance(value, QgsProcessingOutputLayerDefinition) and value.destinationProject is not None
        raster = made.target.kind is Kind.RASTER
        if not loaded and not raster:
            return
        final = self._final_id(made.target)
        layer = QgsProcessingUtils.mapLayerFromString(final, self.context)
        if layer is not None:
            made.dress(layer)
        if raster:
            return  # QGIS knows of it already
        definition = self.algorithm.parameterDefinition(made.target.key)
        details = QgsProcessingContext.LayerDetails(
            value.destinationName or definition.description(),
            value.destinationProject,
            definition.name(),
            QgsProcessingUtils.LayerHint.Vector,
        )
        self.context.addLayerToLoadOnCompletion(final, details)

    def discard(self) -> None:
        """Remove what this run has made; what was there before is untouched."""
        store = self.context.temporaryLayerStore()
        for layer in list(store.mapLayers().values()):  # Windows removes nothing that is open
            if any(layer.source().startswith(folder.as_posix()) for folder, _ in self._final_folders):
                store.removeMapLayer(layer.id())
        self._made = []
        for table in self._database:
            table.discard()
        self._database = []
        self._staging.discard()


__all__ = ["RASTER_SUFFIXES", "Made", "OutputFiles", "Package"]

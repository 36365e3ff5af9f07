"""One run of an algorithm: its inputs as arrays, its outputs from arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from ..subsidence.series import find_epoch_fields
from .carried import carried_points
from .i18n import tr
from .inputs import Inputs
from .output_targets import Kind
from .outputs import Outputs
from .point_table import PointTable
from .read_points import check_read, without_marks_of_nothing
from .resume import RESUME, open_kept

__all__ = ["Call"]

BYTES_OF_A_VALUE = 20  # of a layer that is read, computed with and written: the columns and a matrix of them


class Call(Inputs, Outputs):
    """What an algorithm was asked to do (``inputs.py``), and where its results go (``outputs.py``)."""

    _kept = None

    def points(
        self, key: str = "INPUT", *, foreign: bool = False, only: Iterable[str | None] | None = None
    ) -> PointTable:
        """A point layer as whole columns, once it is known that the outputs can hold them."""
        if key == "INPUT":
            source = self.source(key)
            self.check_carried(source.fields(), max(source.featureCount(), 0))
        return super().points(key, foreign=foreign, only=only)

    def places(self, key: str = "INPUT") -> PointTable:
        """A point layer for an algorithm that only adds columns to OUTPUT and reads no field: its attributes go from
        file to file where they can (``carried.py``), and are read as by ``points`` elsewhere.
        """
        source = self.source(key)
        layer = self.whole_layer(key)
        into_package = self.wants("OUTPUT") and self.target("OUTPUT").kind is Kind.PACKAGE
        if layer is not None and into_package and source.sourceCrs().isValid():
            self.check_carried(source.fields(), max(source.featureCount(), 0))
            table = carried_points(source, layer)
            if table is not None:
                check_read(table)
                return table
        return self.points(key)

    def some_points(self, names: Iterable[str | None]) -> PointTable:
        """As ``places``, with the fields that are needed read; where attributes cannot be carried, with all of them."""
        table = self.places()
        if table.carried is None:
            return table
        from .stored_columns import with_columns

        wanted = {name for name in names if name}
        return self._judged(with_columns(table, [n for n in table.fields.names() if n in wanted], self.reading))

    def bounded_points(self) -> PointTable:
        """The displacements of INPUT for an algorithm that only adds columns to OUTPUT, under MEMORY.

        A layer that would take more in memory has its displacements in a file and the other attributes carried, where
        they can be; else it is read as by ``points``.
        """
        from ..subsidence.tabular.bounded_memory import MIB, allowed_bytes
        from .stored_columns import are_numbers, with_series_in_a_file

        source, allowed = self.source("INPUT"), allowed_bytes(self.integer("MEMORY"))
        needed = BYTES_OF_A_VALUE * max(source.featureCount(), 0) * len(source.fields())
        words = {"needed": needed // MIB, "allowed": allowed // MIB}
        if needed <= allowed:
            self.report.info(tr("The layer takes about {needed} of {allowed} MiB of memory.").format(**words))
            return self.points()
        names, _ = find_epoch_fields(source.fields().names())
        folder = self.scratch_folder()
        table = self.places() if are_numbers(source.fields(), names) and folder else None
        if table is None or table.carried is None or folder is None:
            self.report.warn(
                tr(
                    "The layer takes about {needed} MiB of memory, more than {allowed}; only from GeoPackage to"
                    " GeoPackage can less be taken."
                ).format(**words)
            )
            return self.points() if table is None else table
        self.report.info(
            tr("The layer would take about {needed} MiB of memory; under {allowed} it is worked on in blocks.").format(
                **words
            )
        )
        return self._judged(with_series_in_a_file(table, names, Path(folder), self.reading))

    def _judged(self, table: PointTable) -> PointTable:
        """The same after what ``points`` looks at: strange values, and units that may be others."""
        self.warn_of_units(self.source("INPUT"), table.name)
        return without_marks_of_nothing(table, self.report)

    @contextmanager
    def as_algorithm(self, algorithm, parameters: dict) -> Iterator[None]:
        """Let another algorithm do this call's work: it sees its own parameters, and its outputs are this call's."""
        before = self.algorithm, self.parameters
        self.algorithm, self.parameters = algorithm, parameters
        try:
            yield
        finally:
            self.algorithm, self.parameters = before

    @contextmanager
    def resuming(self, *, files: Iterable[Path] = (), arrays: Iterable[np.ndarray] = ()) -> Iterator[None]:
        """Within, finished blocks are kept until the run has ended, for a run with the same inputs and parameters.

        files, arrays : what the result depends on besides the parameters
        A stop or a kill leaves the blocks; an error does not, for it may be the room that they take.
        """
        from ..subsidence.kept_blocks import keeping

        self._kept = blocks = open_kept(self, files, arrays, wanted=self.flag(RESUME))
        with keeping(blocks):
            yield
        if blocks is not None:
            blocks.tell()

    def commit(self, results: dict) -> dict:
        results = super().commit(results)
        if self._kept is not None:
            self._kept.remove()
        return results

    def give_up_kept(self) -> None:
        if self._kept is not None:
            self._kept.remove()

    def discard(self, stopped: bool = False) -> None:
        """Remove what this run has made; ``stopped``: but keep its finished blocks."""
        super().discard()
        if self._kept is not None:
            self._kept.close() if stopped else self._kept.remove()

"""One run of an algorithm: its inputs as arrays, its outputs from arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
from .read_points import check_read
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
        into_package = self.wants("OUTPUT") and self.target("OUTPUT").kind is Kind.PACKAGE
        table = self._carried_table(key) if into_package else None
        return self.points(key) if table is None else table

    def _carried_table(self, key: str) -> PointTable | None:
        """The places of a layer whose attributes can stay in its file, else None."""
        source, layer = self.source(key), self.whole_layer(key)
        if layer is None or not source.sourceCrs().isValid():
            return None
        if key == "INPUT":
            self.check_carried(source.fields(), max(source.featureCount(), 0))
        table = carried_points(source, layer, self.report)
        if table is not None:
            check_read(table)
        return table

    def some_points(self, names: Iterable[str | None]) -> PointTable:
        """As ``places``, with the fields that are needed read; where attributes cannot be carried, with all of them."""
        table = self.places()
        if table.carried is None:
            return table
        from .stored_columns import with_columns

        self.warn_of_units(self.source("INPUT"), table.name)
        return with_columns(table, names, self.reading)

    def bounded_points(
        self, others: Iterable[str | None] | None = (), *, key: str = "INPUT", adds: bool = True
    ) -> PointTable:
        """The displacements of a layer under MEMORY, for an algorithm that goes through them in blocks.

        others : fields that are needed beside the displacements, None for all
        adds : the algorithm only adds columns to OUTPUT
        A layer that would take more in memory has its displacements in a file and the attributes that are not needed
        carried, where they can be; else it is read as by ``points``.
        """
        from ..subsidence.tabular.bounded_memory import MIB, allowed_bytes
        from .stored_columns import are_numbers, with_columns, with_series_in_a_file

        source, allowed = self.source(key), allowed_bytes(self.integer("MEMORY"))
        needed = BYTES_OF_A_VALUE * max(source.featureCount(), 0) * len(source.fields())
        words = {"needed": needed // MIB, "allowed": allowed // MIB}
        if needed <= allowed:
            self.report.info(tr("The layer takes about {needed} of {allowed} MiB of memory.").format(**words))
            return self.points(key)
        names, _ = find_epoch_fields(source.fields().names())
        folder = self.scratch_folder()
        table = None
        if are_numbers(source.fields(), names) and folder is not None:
            table = self.places(key) if adds else self._carried_table(key)
        if table is None or table.carried is None or folder is None:
            self.report.warn(
                tr(
                    "The layer takes about {needed} MiB of memory, more than {allowed}; only from GeoPackage to"
                    " GeoPackage can less be taken."
                ).format(**words)
            )
            return self.points(key) if table is None else table
        self.report.info(
            tr("The layer would take about {needed} MiB of memory; under {allowed} it is worked on in blocks.").format(
                **words
            )
        )
        wanted = set(table.fields.names() if others is None else others).difference(names)
        if key == "INPUT":
            self.warn_of_units(source, table.name)
        table = with_columns(table, wanted, self.reading)
        return with_series_in_a_file(table, names, Path(folder), self.reading, self.report)

    def room_for(self, table: PointTable) -> Callable[[tuple[int, ...], np.dtype], np.ndarray]:
        """What makes arrays as large as the displacements of a table: where those are in a file, in one beside it."""
        folder = self.scratch_folder()
        if table.series_matrix is None or folder is None:
            return np.empty
        from ..subsidence.tabular.bounded_memory import numbers_in_a_file

        return lambda shape, kind: numbers_in_a_file(shape[0], shape[1], Path(folder), kind)

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

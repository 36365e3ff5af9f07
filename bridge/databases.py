"""Results in PostGIS: made as a table beside the old one, which is replaced in one transaction at the end."""

from __future__ import annotations

import os
from dataclasses import dataclass

from qgis.core import (
    QgsDataSourceUri,
    QgsException,
    QgsFields,
    QgsProviderConnectionException,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerExporter,
)

from ..subsidence.errors import SubsidenceError
from .fields import TEXT
from .i18n import tr
from .output_targets import PROVIDER, Target
from .write_features import add_features

MOST_COLUMNS = 1600  # PostgreSQL's
MOST_BYTES, BYTES_BESIDE, BYTES_NUMBER, BYTES_TEXT = 8160, 60, 8, 18  # of a row; a long text lies elsewhere
OWN_COLUMNS = 2  # key and geometry


@dataclass(frozen=True)
class Place:
    """A table in a PostGIS database."""

    uri: QgsDataSourceUri
    schema: str
    table: str

    @property
    def identity(self) -> tuple[str, ...]:
        uri = self.uri
        return (uri.service(), uri.host(), uri.port(), uri.database(), self.schema, self.table)

    def name(self, table: str = "") -> str:
        return f"{_quoted(self.schema)}.{_quoted(table or self.table)}"

    def source(self, table: str = "") -> str:
        uri = QgsDataSourceUri(self.uri)
        uri.setDataSource(self.schema, table or self.table, self.uri.geometryColumn(), "", self.uri.keyColumn())
        return uri.uri(False)


def postgis_place(text: str) -> Place | None:
    """The table that an output names; None where it is another database."""
    found = PROVIDER.match(text)
    if not found or found[1].lower() not in ("postgres", "postgis"):
        return None
    rest = found[2][2:] if found[2].startswith("//") else found[2]
    uri = QgsDataSourceUri(rest)
    if not uri.table():
        raise SubsidenceError(
            tr('The output names no table; write postgres://dbname=\'…\' host=… table="schema"."name" (geom).')
        )
    return Place(uri, uri.schema() or "public", uri.table())


def check_width(fields: QgsFields) -> None:
    """Refuse what a PostgreSQL table cannot hold, before work."""
    texts = sum(field.type() == TEXT for field in fields)
    n_bytes = BYTES_BESIDE + BYTES_TEXT * texts + BYTES_NUMBER * (len(fields) - texts)
    if len(fields) + OWN_COLUMNS > MOST_COLUMNS or n_bytes > MOST_BYTES:
        raise SubsidenceError(
            tr(
                "A PostgreSQL table cannot hold these {count} fields (at most {most} columns, and {bytes} bytes a row);"
                " write a GeoPackage, or export the series as a long table."
            ).format(count=len(fields), most=MOST_COLUMNS, bytes=MOST_BYTES)
        )


class PostgisTable:
    """One result on its way into PostGIS."""

    def __init__(self, place: Place):
        self.place = place
        self._beside = f"land_subsidence_{os.urandom(6).hex()}"
        self._connection = (
            QgsProviderRegistry.instance().providerMetadata("postgres").createConnection(place.source(), {})
        )

    def write(self, fields: QgsFields, values, geometries, wkb_type, crs, report) -> QgsVectorLayer:
        """Make the table beside its place and count what is in it; returns it as a layer."""
        check_width(fields)
        source = self.place.source(self._beside)
        exporter = QgsVectorLayerExporter(source, "postgres", fields, wkb_type, crs, True, {})
        self._check(exporter)
        add_features(exporter, fields, values, geometries, report)
        exporter.flushBuffer()
        self._check(exporter)
        del exporter
        n_rows = len(values[0]) if values else 0
        (count,) = self._run(f"SELECT count(*) FROM {self.place.name(self._beside)}")[0]  # nosec B608: quoted
        if int(count) != n_rows:
            raise SubsidenceError(
                tr("Only {count} of {all} rows arrived in the database; the old table is untouched.").format(
                    count=count, all=n_rows
                )
            )
        return QgsVectorLayer(source, self.place.table, "postgres")

    def _check(self, exporter) -> None:
        if exporter.errorCode():
            raise SubsidenceError(
                tr("The database refused the result ({why}); the old table is untouched.").format(
                    why=" ".join(exporter.errorMessage().split())
                )
            )

    def commit(self) -> None:
        """Put the table in its place.

        Sent as one query, which PostgreSQL does as a whole or, where something depends on the old table, not at all.
        """
        self._run(
            f"DROP TABLE IF EXISTS {self.place.name()};"
            f" ALTER TABLE {self.place.name(self._beside)} RENAME TO {_quoted(self.place.table)}"
        )

    def discard(self) -> None:
        self._run(f"DROP TABLE IF EXISTS {self.place.name(self._beside)}")

    def _run(self, sql: str) -> list:
        try:
            return self._connection.executeSql(sql)
        except (QgsException, QgsProviderConnectionException) as error:
            raise SubsidenceError(
                tr("The database refused the result ({why}); the old table is untouched.").format(
                    why=" ".join(str(error).split())
                )
            ) from error


def check_places(targets: dict[str, Target], inputs: list) -> None:
    """Refuse an output that is an input's table, and two outputs in one table."""
    seen: dict[tuple[str, ...], str] = {}
    for layer in inputs:
        if layer.providerType() == "postgres":
            uri = QgsDataSourceUri(layer.source())
            seen[Place(uri, uri.schema() or "public", uri.table()).identity] = layer.name()
    for target in targets.values():
        place = postgis_place(target.asked) if target.asked else None
        if place is None:
            continue
        if place.identity in seen:
            raise SubsidenceError(
                tr("The output {output} would overwrite the input {name}; choose another name.").format(
                    output=place.table, name=seen[place.identity]
                )
            )
        seen[place.identity] = place.table


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

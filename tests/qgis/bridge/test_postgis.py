"""PostGIS as source and destination, on a real server that the tests start and end themselves."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsProviderRegistry, QgsVectorLayer

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").is_dir() else []


@pytest.fixture(scope="module")
def server():
    """A connection string of a cluster of its own; a server does not run as root."""
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql-15-postgis-3)")
    if "postgres" not in QgsProviderRegistry.instance().providerList():
        pytest.skip("this QGIS has no PostgreSQL provider")
    folder = Path(tempfile.mkdtemp(prefix="postgres_"))  # pytest's own folders are closed to other users
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    as_user = []
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("PostgreSQL does not run as root, and setpriv is missing")
        shutil.chown(folder, "nobody")
        as_user = ["setpriv", "--reuid=nobody", "--clear-groups"]

    def call(name, *arguments):
        command = [*as_user, str(BINARIES[-1] / name), *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=120, check=False)

    data = folder / "data"
    made = call("initdb", "-D", str(data), "-U", "tester", "-A", "trust", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    started = call("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    if made.returncode or started.returncode:
        pytest.skip(f"the server did not start: {made.stderr[-300:]} {started.stderr[-300:]} {started.stdout[-300:]}")
    uri = f"dbname='postgres' host=127.0.0.1 port={port} user='tester'"
    try:
        # not by QGIS, whose connections remember that there was no PostGIS when they were made
        where = ("-h", "127.0.0.1", "-p", str(port), "-U", "tester", "-d", "postgres")
        extended = call("psql", *where, "-c", "CREATE EXTENSION postgis")
        if extended.returncode:
            pytest.skip(f"PostGIS cannot be had: {extended.stderr[-300:]}")
        connection = QgsProviderRegistry.instance().providerMetadata("postgres").createConnection(uri, {})
        yield uri, connection
    finally:
        call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def points(point_layer):
    dates = np.datetime64("2019-01-01") + np.arange(12) * 30
    xy = np.random.default_rng(0).uniform(0, 1000, (40, 2)) + [500000, 2100000]
    series = np.random.default_rng(1).normal(size=(40, 12)).cumsum(axis=1)
    names = [f"D{str(date).replace('-', '')}" for date in dates]
    return point_layer(xy, dict(zip(names, series.T)))


def destination(uri, table):
    return f'postgres://{uri} table="public"."{table}" (geom)'


def opened(uri, table):
    layer = QgsVectorLayer(f'{uri} key=\'id\' table="public"."{table}" (geom)', table, "postgres")
    assert layer.isValid(), layer.error().message()
    return layer


def tables(connection):
    rows = connection.executeSql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return sorted(name for (name,) in rows if name != "spatial_ref_sys")


@pytest.mark.parametrize("prefix", ["postgres://", "postgis:"])
def test_a_result_goes_into_a_table_and_is_the_next_steps_input(run, server, points, prefix):
    uri, connection = server
    target = destination(uri, "motion").replace("postgres://", prefix)
    run("deformation_model", INPUT=points, OUTPUT=target)
    layer = opened(uri, "motion")
    assert layer.featureCount() == 40
    assert layer.fields().indexFromName("D20190101") >= 0
    clustered = run("kshape_clustering", INPUT=layer, N_CLUSTERS=2, OUTPUT="memory:")["OUTPUT"]
    assert clustered.featureCount() == 40
    assert [name for name in tables(connection) if name.startswith("land_subsidence")] == []


def test_a_failed_run_leaves_the_old_table(run, server, points, tmp_path):
    uri, connection = server
    connection.executeSql('CREATE TABLE "kept" (x integer); INSERT INTO "kept" VALUES (42)')
    connection.executeSql('CREATE VIEW depends AS SELECT x FROM "kept"')
    with pytest.raises(QgsProcessingException, match="old table is untouched"):
        run("deformation_model", INPUT=points, OUTPUT=destination(uri, "kept"))
    assert connection.executeSql('SELECT x FROM "kept"') == [[42]]
    connection.executeSql("DROP VIEW depends")
    run("deformation_model", INPUT=points, OUTPUT=destination(uri, "kept"))
    assert opened(uri, "kept").featureCount() == 40
    assert [name for name in tables(connection) if name.startswith("land_subsidence")] == []


def test_the_inputs_own_table_and_series_that_are_too_wide_are_refused_before_work(run, server, points, point_layer):
    uri, connection = server
    run("deformation_model", INPUT=points, OUTPUT=destination(uri, "source"))
    before = tables(connection)
    with pytest.raises(QgsProcessingException, match="would overwrite the input"):
        run("deformation_model", INPUT=opened(uri, "source"), OUTPUT=destination(uri, "source"))
    wide = point_layer(np.zeros((1, 2)), {f"c{number}": [1.0] for number in range(1100)})
    with pytest.raises(QgsProcessingException, match="cannot hold these 1100 fields"):
        run("deformation_model", INPUT=wide, OUTPUT=destination(uri, "wide"))
    assert tables(connection) == before


def test_names_in_lower_case_are_read_as_dates(run, server, points):
    uri, connection = server
    run("deformation_model", INPUT=points, OUTPUT=destination(uri, "lower"))
    names = [field.name() for field in opened(uri, "lower").fields() if field.name().startswith("D2")]
    connection.executeSql("; ".join(f'ALTER TABLE "lower" RENAME "{name}" TO "{name.lower()}"' for name in names))
    result = run("deformation_model", INPUT=opened(uri, "lower"), OUTPUT="memory:")["OUTPUT"]
    assert result.featureCount() == 40

"""What all tests share: the repository root on the path, and the real data where they are present."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
settings.register_profile("beside other work", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("beside other work")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the repository; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data (../shared/data) are not here")
    return folder


@pytest.fixture(scope="session")
def shared_cases() -> Path:
    """Small inputs in other people's habits, beside the repository; tests that need them skip where they are absent."""
    folder = ROOT.parent / "shared" / "cases"
    if not folder.is_dir():
        pytest.skip("the collected cases (../shared/cases) are not here")
    return folder


@pytest.fixture(autouse=True)
def strict_files(monkeypatch):
    """Nothing may remove or replace a file that is still open: Windows would not let it."""
    from tests.windows_files import HANDLES, be_as_strict_as_windows

    if HANDLES.is_dir():
        be_as_strict_as_windows(monkeypatch)

"""What a start loads: the list comes before everything that only an open assessment needs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from dsfa_app.bootstrap import open_application

if TYPE_CHECKING:
    from pathlib import Path

LIST = """
import sys
from pathlib import Path
from dsfa_app.bootstrap import open_application
with open_application(Path(sys.argv[1])) as app:
    assert app.overview.levels(app.overview.summaries())
"""
FIRST_PAINT = "import ui.app"
MODULES = "\nprint(*sys.modules)"


def loaded(script: str, *arguments: str | Path) -> set[str]:
    """Return the modules a new interpreter has loaded after a script."""
    command = [sys.executable, "-c", f"import sys\n{script}{MODULES}", *arguments]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_application(tmp_path) as app:
        app.examples.create("stuttgart")
    return tmp_path


ONLY_TO_OPEN = {"dsfa_app.domain.assessment", "dsfa_app.catalogue.loader", "dsfa_app.texts", "yaml"}
ONLY_NOW_AND_THEN = {"alembic", "exporters", "lxml", "cryptography", "keyring", "sqlalchemy.orm", "ui.crash"}


def test_the_list_waits_for_the_database_alone(folder: Path):
    assert loaded(LIST, folder) & (ONLY_TO_OPEN | ONLY_NOW_AND_THEN) == set()


def test_the_first_paint_waits_for_no_data():
    late = {"sqlalchemy", "dsfa_app.bootstrap", "dsfa_app.domain", "ui.pages", "ui.assessment.shell"}
    assert loaded(FIRST_PAINT) & (late | ONLY_TO_OPEN | ONLY_NOW_AND_THEN) == set()


def test_the_window_lets_python_import_without_reading_every_source():
    later = "import ui.app, linecache, fractions"
    loaded(f"{later}\nassert fractions.__file__ not in linecache.cache")

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


NOT_FOR_THE_LIST = {
    "dsfa_app.domain.assessment",
    "dsfa_app.catalogue.loader",
    "dsfa_app.texts",
    "yaml",
    "alembic",
    "exporters",
    "lxml",
    "cryptography",
    "keyring",
    "sqlalchemy.orm",
}


def test_the_list_waits_for_the_database_alone(folder: Path):
    assert loaded(LIST, folder) & NOT_FOR_THE_LIST == set()


def test_the_window_lets_python_import_without_reading_every_source():
    loaded("import ui.app, linecache, fractions\nassert fractions.__file__ not in linecache.cache")

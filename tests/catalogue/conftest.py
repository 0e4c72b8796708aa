"""The shipped catalogue, and a copy of it that a test may break."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dsfa_app.catalogue import load_catalogue
from resources import resource

if TYPE_CHECKING:
    from dsfa_app.catalogue import Catalogue

SHIPPED = Path(str(resource("catalogue")))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@dataclass(frozen=True)
class CatalogueCopy:
    folder: Path

    def change(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def copied(tmp_path: Path) -> CatalogueCopy:
    return CatalogueCopy(Path(shutil.copytree(SHIPPED, tmp_path / "catalogue")))

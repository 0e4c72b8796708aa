from __future__ import annotations

import importlib.metadata
import tomllib
from collections import Counter
from typing import TYPE_CHECKING

import dsfa_app

if TYPE_CHECKING:
    from pathlib import Path

OUR_PACKAGES = {"dsfa_app", "ui", "exporters", "resources"}


def test_no_other_distribution_ships_a_package_with_one_of_our_names():
    shipped = importlib.metadata.packages_distributions()
    foreign = {name: set(shipped.get(name, ())) - {"dsfa-werkbank"} for name in OUR_PACKAGES}
    assert not any(foreign.values()), foreign


def test_the_packaging_folder_is_no_package_so_that_the_distribution_of_that_name_is_found(root: Path):
    assert not (root / "packaging" / "__init__.py").exists()
    assert importlib.metadata.version("packaging")


def test_no_folder_of_the_tests_can_shadow_a_package(root: Path):
    folders = [path for path in (root / "tests").rglob("*") if path.is_dir() and path.name != "__pycache__"]
    assert not [folder for folder in folders if folder.name in OUR_PACKAGES | {"packaging"}]
    assert not list((root / "tests").rglob("__init__.py"))


def test_every_test_module_has_a_name_of_its_own(root: Path):
    names = Counter(path.name for path in (root / "tests").rglob("test_*.py"))
    assert not [name for name, count in names.items() if count > 1]


def test_the_changelog_has_a_heading_for_the_current_version(root: Path):
    headings = [
        line
        for line in (root / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("## ")
    ]
    assert [line for line in headings if dsfa_app.__version__ in line]


def test_the_licence_named_in_the_metadata_is_the_one_in_the_tree(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0" in text


def test_the_project_cannot_be_uploaded_by_mistake(root: Path):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "Private :: Do Not Upload" in project["classifiers"]


def test_continuous_integration_runs_the_command_a_newcomer_runs(root: Path):
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert "exec python3 packaging/dev.py test" in script

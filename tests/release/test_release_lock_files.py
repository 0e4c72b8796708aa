from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from pathlib import Path

RUNTIME, DEV = "packaging/requirements.lock", "packaging/requirements-dev.lock"


@dataclass(frozen=True)
class Pin:
    version: str
    hashes: int


def pins(path: Path) -> dict[str, Pin]:
    logical = path.read_text(encoding="utf-8").replace("\\\n", " ")
    entries = [line for line in logical.splitlines() if line and not line.startswith("#")]
    found = {}
    for entry in entries:
        requirement, *hashes = re.split(r"\s+--hash=sha256:", entry)
        exact = Requirement(requirement)
        (specifier,) = exact.specifier
        assert specifier.operator == "=="
        assert all(re.fullmatch(r"[0-9a-f]{64}", digest.strip()) for digest in hashes)
        found[canonicalize_name(exact.name)] = Pin(specifier.version, len(hashes))
    return found


def declared(root: Path, lock: str) -> list[Requirement]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    names = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    if lock == DEV:
        groups = project["dependency-groups"]
        names += [entry for entry in groups["dev"] if isinstance(entry, str)] + groups["test"]
    return [Requirement(name) for name in names]


@pytest.mark.parametrize("lock", [RUNTIME, DEV])
def test_the_lock_pins_what_the_project_declares_within_the_declared_range(root: Path, lock: str):
    pinned = pins(root / lock)
    for requirement in declared(root, lock):
        pin = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pin.version), requirement


@pytest.mark.parametrize("lock", [RUNTIME, DEV])
def test_every_pin_of_the_lock_has_hashes(root: Path, lock: str):
    assert not [name for name, pin in pins(root / lock).items() if pin.hashes == 0]


def test_the_lock_for_development_repeats_the_other_one_pin_by_pin(root: Path):
    runtime, development = pins(root / RUNTIME), pins(root / DEV)
    assert {name: development.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("lock", [RUNTIME, DEV])
def test_the_lock_names_no_package_index(root: Path, lock: str):
    assert "://" not in (root / lock).read_text(encoding="utf-8")


def test_the_lock_serves_windows_too(root: Path):
    assert "pywin32-ctypes" in pins(root / RUNTIME)

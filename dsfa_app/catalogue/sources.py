"""The catalogue's files: which there are, their texts, their common fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsfa_app.catalogue.faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

MAX_FILE_BYTES = 5 * 1024 * 1024
"""Largest file that is read at all; the shipped ones have less than 40 KB."""

FILES = (
    "catalogue.yaml",
    "configuration.yaml",
    "glossary.yaml",
    "legal_framework.yaml",
    "measures.yaml",
    "norms.yaml",
    "pickers.yaml",
    "platform_fields.yaml",
    "risks.yaml",
    "rulings.yaml",
    "systems.yaml",
    "threshold_rules.yaml",
)
FOLDERS = ("platforms", "profiles")
"""Folders of which every YAML file is read; file name and id of the entry agree."""


@dataclass(frozen=True, slots=True)
class SourceTexts:
    """The texts by relative name („platforms/xing.yaml“) and their SHA-256, independent of line ends."""

    texts: Mapping[str, str]
    fingerprint: str


def read_sources(folder: Traversable | Path) -> SourceTexts:
    """Read all files of the catalogue in ``folder``.

    Raises:
        CatalogueError: a file is missing, unreadable, larger than MAX_FILE_BYTES or not UTF-8.
    """
    texts = {name: _text(name, file) for name, file in _files(folder)}
    digest = hashlib.sha256()
    for name in sorted(texts):
        digest.update(f"{name}\0{len(texts[name])}\0{texts[name]}".encode())
    return SourceTexts(texts, digest.hexdigest())


def _files(folder: Traversable | Path) -> Iterator[tuple[str, Traversable | Path]]:
    for name in FILES:
        yield name, folder.joinpath(name)
    for group in FOLDERS:
        subfolder = folder.joinpath(group)
        if not subfolder.is_dir():
            raise fault(group, "(Ordner)", "der Ordner fehlt")
        for file in sorted(subfolder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".yaml"):
                yield f"{group}/{file.name}", file


def _text(name: str, file: Traversable | Path) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise fault(name, "(Datei)", f"nicht lesbar: {error.strerror}") from error
    if len(data) > MAX_FILE_BYTES:
        raise fault(name, "(Datei)", f"größer als {MAX_FILE_BYTES // 1024 // 1024} MB")
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise fault(name, "(Datei)", "nicht in UTF-8 gespeichert") from error

"""The shipped catalogue in a form that loads fast; rebuild it with ``python -m dsfa_app.catalogue``.

``compiled.json`` holds the parsed YAML and the fingerprint of the files it came from. It is a cache: if the
fingerprint no longer fits, the YAML is parsed. What was parsed is checked in the same way on either path.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dsfa_app.catalogue.sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from dsfa_app.catalogue.sources import SourceTexts

COMPILED = "compiled.json"

Documents = dict[str, object]
"""Plain data of each file by its relative name."""


def parse_documents(sources: SourceTexts) -> Documents:
    """Parse the YAML of every file; raises CatalogueError."""
    from dsfa_app.catalogue.yaml_source import parse_yaml  # noqa: PLC0415 - keeps YAML off the start-up path

    return {name: parse_yaml(name, text) for name, text in sources.texts.items()}


def shipped_documents(folder: Traversable | Path, sources: SourceTexts) -> Documents:
    """Return the parsed files of the shipped catalogue, from the compiled form if it is up to date."""
    try:
        stored = json.loads(folder.joinpath(COMPILED).read_bytes())
    except (OSError, ValueError):  # absent or damaged: the YAML beside it has everything
        return parse_documents(sources)
    match stored:
        case {"fingerprint": sources.fingerprint, "documents": dict(documents)}:
            return documents
        case _:
            return parse_documents(sources)


def compiled_text(fingerprint: str, documents: Mapping[str, object]) -> str:
    """Return the content of ``compiled.json``: one line per file, so that a change shows as one line."""
    lines = ",\n".join(f"{_compact(name)}:{_compact(documents[name])}" for name in documents)
    return f'{{"fingerprint":{_compact(fingerprint)},"documents":{{\n{lines}\n}}}}\n'


def write_compiled(folder: Path) -> None:
    """Compile the catalogue in ``folder``; raises CatalogueError if it cannot be parsed."""
    sources = read_sources(folder)
    text = compiled_text(sources.fingerprint, parse_documents(sources))
    (folder / COMPILED).write_text(text, encoding="utf-8", newline="\n")


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

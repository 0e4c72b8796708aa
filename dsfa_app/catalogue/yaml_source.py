"""YAML read with suspicion: depth, aliases, tags and doubled keys are checked before anything is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from dsfa_app.catalogue.faults import fault

if TYPE_CHECKING:
    from collections.abc import Hashable

MAX_DEPTH = 12
"""Deepest nesting accepted; the shipped files need 7."""

_MAPPING = "tag:yaml.org,2002:map"
_TEXT = "tag:yaml.org,2002:str"


class _StrictLoader(yaml.CSafeLoader):
    """Plain data only, and no key twice in one mapping (PyYAML would silently keep the last)."""


def _construct_mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.tag != _TEXT:
            raise yaml.MarkedYAMLError(problem="ein Schlüssel ist kein Text", problem_mark=key.start_mark)
        if key.value in seen:
            problem = f"der Schlüssel „{key.value}“ ist doppelt"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
        seen.add(key.value)
    return loader.construct_mapping(node, deep=True)


_StrictLoader.add_constructor(_MAPPING, _construct_mapping)


def parse_yaml(file: str, text: str) -> object:
    """Return the plain data in ``text``; ``file`` is the name used in errors.

    Raises:
        CatalogueError: not YAML, aliases, nesting deeper than MAX_DEPTH, foreign tags, doubled keys.
    """
    try:
        _refuse_bombs(file, text)
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - derived from CSafeLoader
    except yaml.MarkedYAMLError as error:
        place = f"Zeile {error.problem_mark.line + 1}" if error.problem_mark else "(Datei)"
        raise fault(file, place, f"kein gültiges YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise fault(file, "(Datei)", f"kein gültiges YAML: {error}") from error


def _refuse_bombs(file: str, text: str) -> None:
    """Walk the events, which needs no memory, before anything is built from them."""
    depth = line = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else line
        if isinstance(event, yaml.AliasEvent):
            raise fault(file, f"Zeile {line}", "Verweise (Aliasse) sind nicht erlaubt")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise fault(file, f"Zeile {line}", f"mehr als {MAX_DEPTH} Ebenen sind verschachtelt")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1

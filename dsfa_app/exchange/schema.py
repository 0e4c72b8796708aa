"""The JSON Schema of the files this program writes, derived from the structure of the domain.

``resources/schema/assessment-1.json`` is the published copy; after a change of the domain ::

    python -m dsfa_app.exchange.schema > resources/schema/assessment-1.json

writes it anew, and a test holds the two together.
"""

from __future__ import annotations

import inspect
import json
import sys
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.measure import STRONGEST_EFFECT, Measure
from dsfa_app.domain.outcome import LONGEST_EXTENSION, PriorConsultation
from dsfa_app.domain.rating import HIGHEST_STEP, Score
from dsfa_app.domain.structure import FieldShape, Kind, record_classes, shape
from dsfa_app.exchange.canonical import FORMAT, FORMAT_VERSION, Reference
from dsfa_app.exchange.profile_schema import PROFILE

if TYPE_CHECKING:
    from enum import StrEnum

_STEP = {"minimum": 1, "maximum": HIGHEST_STEP}
_EFFECT = {"minimum": STRONGEST_EFFECT, "maximum": 0}
_BOUNDS: dict[type[Any], dict[str, dict[str, int]]] = {
    Score: {"severity": _STEP, "likelihood": _STEP},
    Measure: {"severity_effect": _EFFECT, "likelihood_effect": _EFFECT},
    PriorConsultation: {"extension_weeks": {"minimum": 0, "maximum": LONGEST_EXTENSION}},
}
"""Bounds the records check themselves and their annotations cannot say."""
_SIMPLE: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.TEXTS: {"type": "array", "items": {"type": "string"}},
    Kind.INTEGER: {"type": "integer"},
    Kind.FLAG: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}


def _reference_to(record: type[Any]) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{record.__name__}"}


def _property(item: FieldShape) -> dict[str, Any]:
    match item.kind:
        case Kind.RECORDS:
            return {"type": "array", "items": _reference_to(item.record)}
        case Kind.RECORD | Kind.OPTIONAL_RECORD | Kind.CHOICE:
            described = _reference_to(item.record)
        case _:
            described = _SIMPLE[item.kind] | ({"minLength": 1} if item.name == "id" else {})
    return {"anyOf": [described, {"type": "null"}]} if item.optional else described


def _summary(described: type[Any]) -> str:
    return inspect.cleandoc(described.__doc__ or "").split("\n\n", 1)[0].replace("\n", " ")


def _record(record: type[Any]) -> dict[str, Any]:
    bounds = _BOUNDS.get(record, {})
    properties = {item.name: _property(item) | bounds.get(item.name, {}) for item in shape(record)}
    return {
        "description": _summary(record),
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _choice(choices: type[StrEnum]) -> dict[str, Any]:
    return {"description": _summary(choices), "enum": [member.value for member in choices]}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file with an assessment."""
    records = (*record_classes(Assessment), Reference)
    choices = {
        item.record.__name__: _choice(item.record)
        for record in records
        for item in shape(record)
        if item.kind is Kind.CHOICE
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT.replace('/', ':')}:{FORMAT_VERSION}",
        "title": "DSFA-Werkbank: Datenschutz-Folgenabschätzung",
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "format_version", "fingerprint", "reference", "profile", "assessment"],
        "properties": {
            "format": {"const": FORMAT},
            "format_version": {"const": FORMAT_VERSION},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "reference": _reference_to(Reference),
            "profile": {"anyOf": [{"$ref": "#/$defs/RiskProfile"}, {"type": "null"}]},
            "assessment": _reference_to(Assessment),
        },
        "$defs": dict(
            sorted(
                (
                    {record.__name__: _record(record) for record in records}
                    | choices
                    | {"RiskProfile": PROFILE}
                ).items()
            )
        ),
    }


def published() -> str:
    """Return the text of the published copy."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(published())

"""The canonical JSON of an assessment: what documents embed, drafts carry and versions freeze.

One envelope holds the assessment, the version of its format and the reference data it was judged with.
The text is canonical (sorted keys, no spaces, UTF-8, NFC untouched), so equal content gives equal bytes and
the SHA-256 of the assessment object is its fingerprint. Reading is strict and lossless: what is unknown,
missing or of another type refuses the whole file. The JSON Schema is published in ``resources/schema``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, shape
from dsfa_app.errors import DocumentError

if TYPE_CHECKING:
    from pydantic import TypeAdapter  # noqa: PLC0415

FORMAT = "dsfa-werkbank/assessment"
FORMAT_VERSION = 1
MAX_BYTES = 32 * 1024 * 1024
"""Larger files are refused unread; the Stuttgart example has about 0.3 MB."""
MAX_DEPTH = 12
"""Nesting of the deepest valid document is 6; hostile nesting is refused before it is parsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference data an assessment was judged with."""

    catalogue_version: str = ""
    catalogue_fingerprint: str = ""
    profile_version: str = ""
    profile_fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A decoded file: the assessment, its fingerprint and the reference data named beside it."""

    assessment: Assessment
    fingerprint: str
    reference: Reference


def _canonical(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(
            "Ein Text enthält ein halbes Unicode-Zeichen (Surrogat) und kann nicht gespeichert werden. "
            "Bitte die zuletzt eingefügte Stelle neu eingeben."
        ) from error


def to_object(record: object) -> dict[str, Any]:
    """Return a domain record as plain JSON values."""
    plain: dict[str, Any] = {}
    for item in shape(type(record)):
        value = getattr(record, item.name)
        match item.kind:
            case Kind.RECORDS:
                plain[item.name] = [to_object(entry) for entry in value]
            case Kind.RECORD | Kind.OPTIONAL_RECORD if value is not None:
                plain[item.name] = to_object(value)
            case Kind.DATE if value is not None:
                plain[item.name] = value.isoformat()
            case Kind.CHOICE:
                plain[item.name] = value.value
            case Kind.TEXTS:
                plain[item.name] = list(value)
            case _:
                plain[item.name] = value
    return plain


def fingerprint(assessment: Assessment) -> str:
    """Return the SHA-256 of the canonical assessment as 64 hexadecimal digits."""
    return hashlib.sha256(_canonical(to_object(assessment))).hexdigest()


def encode(assessment: Assessment, reference: Reference | None = None) -> bytes:
    """Return the canonical JSON of an assessment with its envelope.

    Raises:
        DocumentError: a text holds half a Unicode character.
    """
    named = reference or Reference()
    return _canonical(
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "fingerprint": fingerprint(assessment),
            "reference": to_object(named),
            "assessment": to_object(assessment),
        }
    )


def _adapter(record: type[Any]) -> TypeAdapter[Any]:
    # pydantic costs 0.15 s to import: only reading a file needs it, the window's start does not
    from pydantic import TypeAdapter  # noqa: PLC0415

    return TypeAdapter(record)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the envelope; ``resources/schema`` holds the published copy."""
    assessment = _adapter(Assessment).json_schema()
    definitions = assessment.pop("$defs")
    for definition in definitions.values():
        if definition.get("type") == "object":
            definition["additionalProperties"] = False
            definition["required"] = sorted(definition["properties"])
    assessment["additionalProperties"] = False
    assessment["required"] = sorted(assessment["properties"])
    definitions["Assessment"] = assessment
    reference = _adapter(Reference).json_schema()
    reference.update(additionalProperties=False, required=sorted(reference["properties"]))
    definitions["Reference"] = reference
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT.replace('/', ':')}:{FORMAT_VERSION}",
        "title": "DSFA-Werkbank: Datenschutz-Folgenabschätzung",
        "type": "object",
        "additionalProperties": False,
        "required": ["assessment", "fingerprint", "format", "format_version", "reference"],
        "properties": {
            "format": {"const": FORMAT},
            "format_version": {"const": FORMAT_VERSION},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "reference": {"$ref": "#/$defs/Reference"},
            "assessment": {"$ref": "#/$defs/Assessment"},
        },
        "$defs": definitions,
    }


def _check_nesting(text: str) -> None:
    depth = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise DocumentError(
                    "Die Datei ist tiefer verschachtelt als jede DSFA und wird nicht gelesen."
                )
        elif character in "]}":
            depth -= 1


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) != len(pairs):
        raise DocumentError("Die Datei nennt eine Angabe doppelt und wird nicht gelesen.")
    return plain


def _refuse_constant(name: str) -> None:
    raise DocumentError(f"Die Datei enthält die Zahl „{name}“, die es in einer DSFA nicht gibt.")


def _parse(data: bytes) -> Any:  # noqa: ANN401 - any JSON value
    if len(data) > MAX_BYTES:
        raise DocumentError(
            f"Die Datei ist mit {len(data) // 1024 // 1024} MB größer als erlaubt "
            f"({MAX_BYTES // 1024 // 1024} MB) und wird nicht gelesen."
        )
    try:
        text = data.decode("utf-8")
        _check_nesting(text)
        return json.loads(text, object_pairs_hook=_no_doubles, parse_constant=_refuse_constant)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise DocumentError(
            "Die Datei ist keine lesbare JSON-Datei. Vielleicht ist sie unvollständig übertragen worden."
        ) from error


def _assessment_from(plain: Any) -> Assessment:  # noqa: ANN401 - any JSON value
    from pydantic import ValidationError  # noqa: PLC0415 - see _adapter

    try:
        assessment: Assessment = _adapter(Assessment).validate_json(_canonical(plain), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "Datei"
        raise DocumentError(
            f"Die Angabe „{place}“ ist keine gültige Angabe einer DSFA. Die Datei wurde nicht übernommen."
        ) from error
    if to_object(assessment) != plain:
        raise DocumentError(
            "Die Datei enthält Angaben, die dieses Programm nicht kennt, oder es fehlen welche. "
            "Sie wurde nicht übernommen; vielleicht stammt sie aus einer anderen Programmversion."
        )
    _check_ids(assessment)
    return assessment


def _check_ids(record: object) -> None:
    for item in shape(type(record)):
        if item.kind is Kind.RECORDS:
            entries = getattr(record, item.name)
            ids = [entry.id for entry in entries]
            if len(set(ids)) != len(ids):
                raise DocumentError(f"In „{item.name}“ kommt eine Kennung doppelt vor. Nicht übernommen.")
            for entry in entries:
                _check_ids(entry)


def decode(data: bytes) -> Envelope:
    """Read an assessment from its canonical JSON, whole or not at all.

    Raises:
        DocumentError: the file is too large, no JSON, of another format or version, holds unknown,
            missing or contradictory values, or its fingerprint does not fit its content.
    """
    plain = _parse(data)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise DocumentError("Die Datei ist keine DSFA der DSFA-Werkbank.")
    version = plain.get("format_version")
    if version != FORMAT_VERSION:
        raise DocumentError(
            f"Die Datei hat die Formatversion „{version}“, dieses Programm liest Version {FORMAT_VERSION}. "
            "Bitte das Programm aktualisieren."
        )
    if set(plain) != {"format", "format_version", "fingerprint", "reference", "assessment"}:
        raise DocumentError("Der Rahmen der Datei ist unvollständig oder enthält Unbekanntes.")
    assessment = _assessment_from(plain["assessment"])
    reference = plain["reference"]
    if not isinstance(reference, dict) or set(reference) != {item.name for item in shape(Reference)}:
        raise DocumentError("Die Angaben zum Katalog in der Datei sind nicht lesbar.")
    if not all(isinstance(value, str) for value in reference.values()):
        raise DocumentError("Die Angaben zum Katalog in der Datei sind nicht lesbar.")
    actual = fingerprint(assessment)
    if plain["fingerprint"] != actual:
        raise DocumentError(
            "Der Fingerabdruck in der Datei passt nicht zu ihrem Inhalt: "
            "Sie wurde nach dem Speichern verändert und nicht übernommen."
        )
    return Envelope(assessment=assessment, fingerprint=actual, reference=Reference(**reference))

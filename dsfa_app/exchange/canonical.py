"""The canonical JSON of an assessment: what documents embed, drafts carry and versions freeze.

One envelope holds the assessment, the version of its format and the reference data it was judged with.
The text is canonical (sorted keys, no spaces, UTF-8, texts as they were typed), so equal content gives equal
bytes and the SHA-256 of the assessment object is its fingerprint. Reading is strict and lossless: what is
unknown, missing, of another type or refers to nothing refuses the whole file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from dsfa_app.catalogue.profile_document import document_of
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.rating import rating_id
from dsfa_app.domain.references import unknown_platforms
from dsfa_app.errors import DocumentError
from dsfa_app.exchange.plain import from_plain, to_plain
from dsfa_app.exchange.profile_file import usable_profile
from dsfa_app.exchange.strict_json import read_json
from dsfa_app.method.profile import RiskProfile

FORMAT = "dsfa-werkbank/assessment"
FORMAT_VERSION = 1
_FRAME = frozenset({"format", "format_version", "fingerprint", "reference", "profile", "assessment"})
_LONGEST_NAME = 80
"""Characters of a name from outside that an error repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference data an assessment was judged with."""

    catalogue_version: str = ""
    catalogue_fingerprint: str = ""
    profile_version: str = ""
    profile_fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A decoded file: the assessment, its fingerprint and the reference data named beside it.

    ``profile`` is the risk profile where it is the body's own; shipped ones are at hand everywhere.
    """

    assessment: Assessment
    fingerprint: str
    reference: Reference
    profile: RiskProfile | None = None


def canonical_bytes(value: object) -> bytes:
    """Return plain values as canonical JSON: sorted keys, no spaces, UTF-8.

    Raises:
        DocumentError: a text holds half a Unicode character.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(
            "Ein Text enthält ein halbes Unicode-Zeichen (Surrogat) und kann nicht gespeichert werden. "
            "Bitte die zuletzt eingefügte Stelle neu eingeben."
        ) from error


def fingerprint(assessment: Assessment) -> str:
    """Return the SHA-256 of the canonical assessment as 64 hexadecimal digits.

    Raises:
        DocumentError: a text holds half a Unicode character.
    """
    return hashlib.sha256(canonical_bytes(to_plain(assessment))).hexdigest()


def encode(
    assessment: Assessment, reference: Reference | None = None, own_profile: RiskProfile | None = None
) -> bytes:
    """Return the canonical JSON of an assessment with its envelope.

    ``own_profile`` is the risk profile in force where it is not a shipped one; it has to travel with it.

    Raises:
        DocumentError: a text holds half a Unicode character.
    """
    plain = to_plain(assessment)
    return canonical_bytes(
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "fingerprint": hashlib.sha256(canonical_bytes(plain)).hexdigest(),
            "reference": to_plain(reference or Reference()),
            "profile": None if own_profile is None else document_of(own_profile),
            "assessment": plain,
        }
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"


def _check_references(assessment: Assessment) -> None:
    """Refuse records about platforms the assessment does not cover, and ratings under a foreign id.

    Channels are let through: closed ones on platforms given up long ago stay as history.
    """
    covered = {use.id for use in assessment.platforms}
    for path, platform_id in unknown_platforms(replace(assessment, channels=()), covered):
        raise DocumentError(
            f"Die Angabe „{_short('.'.join(path))}“ nennt eine Plattform, die zu dieser DSFA nicht gehört "
            f"(„{_short(platform_id)}“). Die Datei wurde nicht übernommen."
        )
    for rating in assessment.ratings:
        named = rating.platform_id in covered and rating.risk_id
        if not named or rating.id != rating_id(rating.platform_id, rating.risk_id):
            raise DocumentError(
                f"Die Bewertung „{_short(rating.id)}“ passt nicht zu Plattform und Risiko, die sie nennt. "
                "Die Datei wurde nicht übernommen."
            )


def _own_profile(document: object, assessment: Assessment, reference: Reference) -> RiskProfile | None:
    """Return the profile in the envelope when it is the one the assessment names.

    Raises:
        DocumentError: it is another one, was changed, or has errors.
    """
    if document is None:
        return None
    profile = usable_profile(document)
    named = (assessment.profile_id, reference.profile_version, reference.profile_fingerprint)
    if (profile.id, profile.version, profile.fingerprint) != named:
        raise DocumentError(
            "Das Risikoprofil in der Datei ist nicht das, mit dem die DSFA beurteilt wurde. "
            "Die Datei wurde nicht übernommen."
        )
    return profile


def _check_frame(plain: object) -> dict[str, object]:
    """Return the envelope as a mapping when this program reads its format.

    Raises:
        DocumentError: the file is of another format or version, or its frame is incomplete.
    """
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise DocumentError("Die Datei ist keine DSFA der DSFA-Werkbank. Bitte eine andere Datei wählen.")
    version = plain.get("format_version")
    if type(version) is int and version > FORMAT_VERSION:
        raise DocumentError(
            "Die Datei stammt von einer neueren Version der DSFA-Werkbank. Bitte das Programm aktualisieren."
        )
    if type(version) is not int or version != FORMAT_VERSION or plain.keys() != _FRAME:
        raise DocumentError(
            "Der Rahmen der Datei ist unvollständig oder enthält Unbekanntes. Sie wurde nicht übernommen."
        )
    return plain


def decode(data: bytes) -> Envelope:
    """Read an assessment from its canonical JSON, whole or not at all.

    Raises:
        DocumentError: the file is too large, no JSON, of another format or version, holds unknown,
            missing or contradictory values, or its fingerprint does not fit its content.
    """
    plain = _check_frame(read_json(data))
    assessment = from_plain(Assessment, plain["assessment"], "assessment")
    reference = from_plain(Reference, plain["reference"], "reference")
    _check_references(assessment)
    actual = fingerprint(assessment)
    if plain["fingerprint"] != actual:
        raise DocumentError(
            "Der Fingerabdruck in der Datei passt nicht zu ihrem Inhalt: "
            "Sie wurde nach dem Speichern verändert und nicht übernommen."
        )
    profile = _own_profile(plain["profile"], assessment, reference)
    return Envelope(assessment=assessment, fingerprint=actual, reference=reference, profile=profile)

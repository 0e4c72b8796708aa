"""The protocol of a verification: what a file was, what was found, what was trusted, at which moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from exporters.report.build import numbered
from exporters.report.model import (
    Column,
    Explanation,
    Fact,
    Facts,
    Heading,
    Identity,
    Notice,
    NoticeKind,
    Report,
    Section,
    Signer,
    SignOff,
    Table,
    Term,
)
from exporters.report.wording import NO_VALUE, counted
from exporters.signature.report import Report as SignatureVerification
from exporters.signature.wording import CLAIMS, MEANING, SEVERITIES, facts_of, local_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exporters.report.model import Block
    from exporters.signature.findings import Finding
    from exporters.signature.report import SignatureReport

_KIND: Final = "Prüfprotokoll"
_DISCLAIMER: Final = (
    "Dieses Protokoll hält fest, was das Programm beim Prüfen der Datei gefunden hat. Es sagt nichts "
    "darüber, ob der Inhalt des Dokuments richtig oder eine Verarbeitung rechtmäßig ist."
)
_NORM: Final = "Art.\u00a05 Abs.\u00a02 DSGVO"
_NOTICES: Final = {
    "valid": NoticeKind.NOTE,
    "untrusted": NoticeKind.WARNING,
    "unsigned": NoticeKind.WARNING,
    "invalid": NoticeKind.ERROR,
    "unreadable": NoticeKind.ERROR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolMaterial:
    """What a protocol is made of.

    ``trusted`` names the certificates and revocation lists that were trusted with their fingerprints;
    ``embedded`` says what assessment lies in the file.
    """

    report: SignatureVerification
    sha256: str
    size: int
    trusted: tuple[tuple[str, str], ...]
    asked_online: bool
    embedded: str
    moment: datetime
    program_version: str


def _size(size: int) -> str:
    return f"{size:,}".replace(",", ".") + "\u00a0Byte"


def _moment(material: ProtocolMaterial) -> str:
    zone = f"{material.moment.astimezone():%z}"
    return f"{local_moment(material.moment)} (Ortszeit, UTC{zone[:3]}:{zone[3:]})"


def _identity(material: ProtocolMaterial) -> Identity:
    return Identity(
        title=material.report.file_name or NO_VALUE,
        controller=f"Geprüft am {_moment(material)}",
        version=f"vom {material.moment.astimezone():%d.%m.%Y}",
        state=material.report.verdict.label,
        generated_on=material.moment.astimezone().date(),
        fingerprint=material.sha256,
        profile="",
        catalogue="",
        program=f"DSFA-Werkbank {material.program_version}",
    )


def _head(material: ProtocolMaterial, identity: Identity) -> Facts:
    return Facts(
        (
            Fact("Datei", identity.title),
            Fact("Größe", _size(material.size)),
            Fact("Fingerabdruck der Datei (SHA-256)", material.sha256),
            Fact("Geprüft am", _moment(material)),
            Fact("Geprüft mit", identity.program),
        )
    )


def _findings(caption: str, found: Iterable[Finding]) -> Iterator[Block]:
    rows = tuple(
        (Term(SEVERITIES[one.severity.value], one.code), one.text, one.advice or "\u2013") for one in found
    )
    if rows:
        yield Table(
            caption, (Column("Gewicht", 0.8), Column("Befund", 3.2), Column("Was zu tun ist", 2.2)), rows
        )


def _result(material: ProtocolMaterial) -> Iterator[Block]:
    verdict = material.report.verdict
    number = len(material.report.signatures)
    yield Notice(_NOTICES[verdict.value], f"Ergebnis: {verdict.label}. {MEANING[verdict.value]}")
    yield Facts(
        (
            Fact("Signaturen", counted(number, "Signatur", "Signaturen") if number else "keine"),
            Fact("Inhalt", material.embedded),
        )
    )
    yield from _findings("Befunde zur Datei", material.report.package_findings)


def _signature(number: int, signature: SignatureReport) -> Iterator[Block]:
    yield Heading(f"Signatur {number}: {signature.signer or 'unbekannt'}")
    self_made = " Das Zertifikat hat sich selbst ausgestellt." if signature.self_signed else ""
    yield Notice(_NOTICES[signature.verdict.value], f"{signature.verdict.label}.{self_made}")
    facts = [Fact(label, value) for label, value in facts_of(signature)]
    if signature.fingerprint:
        facts.append(Fact("Fingerabdruck des Zertifikats (SHA-256)", signature.fingerprint))
    if facts:
        yield Facts(tuple(facts))
        yield Explanation(CLAIMS)
    yield from _findings(f"Befunde zur Signatur {number}", signature.findings)


def _trust(material: ProtocolMaterial) -> Iterator[Block]:
    yield Explanation(
        "Vertraut wurde nur dem, was hier aufgeführt ist, nie dem, was in der geprüften Datei selbst steht."
    )
    if material.trusted:
        columns = (Column("Zertifikat oder Sperrliste", 2), Column("Fingerabdruck (SHA-256)", 4))
        yield Table("Was vertraut wurde", columns, material.trusted)
    else:
        yield Notice(NoticeKind.NOTE, "Bei dieser Prüfung wurde keinem Aussteller vertraut.")
    asked = "ja" if material.asked_online else "nein, nur anhand der aufgeführten Sperrlisten"
    yield Facts((Fact("Sperrungen online abgefragt", asked),))


def _sections(material: ProtocolMaterial) -> Iterator[Section]:
    signatures = [
        block
        for number, signature in enumerate(material.report.signatures, start=1)
        for block in _signature(number, signature)
    ]
    nothing = (Notice(NoticeKind.NOTE, "In der Datei wurde keine Signatur gefunden."),)
    yield Section("1", "Ergebnis", (_NORM,), tuple(_result(material)))
    yield Section("2", "Signaturen", (_NORM,), tuple(signatures) or nothing)
    yield Section("3", "Grundlage des Vertrauens", (_NORM,), tuple(_trust(material)))
    yield Section("4", "Bestätigung", (_NORM,), (SignOff("Geprüft", (Signer(role="Prüfende Person"),)),))


def build_protocol(material: ProtocolMaterial) -> Report:
    """Return the protocol: the file, the verdict with its meaning, every signature, what was trusted."""
    identity = _identity(material)
    return Report(
        kind=_KIND,
        identity=identity,
        facts=_head(material, identity),
        disclaimer=_DISCLAIMER,
        sections=numbered(_sections(material)),
        is_short=True,
    )

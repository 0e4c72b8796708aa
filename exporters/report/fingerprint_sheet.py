"""The fingerprint sheet: one page with which people compare a certificate, on the phone or in person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.report.build import numbered
from exporters.report.model import (
    Bullets,
    Column,
    Fact,
    Facts,
    Identity,
    Notice,
    NoticeKind,
    Report,
    Section,
    Table,
)
from exporters.report.wording import NO_VALUE, german_date

if TYPE_CHECKING:
    from datetime import date

    from exporters.signature.certificate_facts import CertificateFacts

_KIND = "Fingerabdruck-Blatt zu einer Signatur-Identität"
_DISCLAIMER = (
    "Dieses Blatt enthält nichts Geheimes. Es belegt für sich nicht, wem der Schlüssel gehört; erst der "
    "Vergleich auf einem zweiten Weg tut das."
)
_NORM = "RFC\u00a05280, Fingerabdruck: SHA-256 über das Zertifikat (DER)"
_SELF_MADE = (
    "Dieses Zertifikat ist selbst erzeugt: Niemand bürgt für den Namen. Vertrauen entsteht nur durch den "
    "Vergleich des Fingerabdrucks."
)
_HAND_ON = (
    "Sie bekommen das Zertifikat als Datei (.pem) und dieses Blatt auf verschiedenen Wegen, zum Beispiel "
    "die Datei per E-Mail und das Blatt persönlich."
)
_OPEN = (
    "Öffnen Sie in der DSFA-Werkbank „Dokumente prüfen“ und nehmen Sie die Datei unter „Vertraute "
    "Aussteller“ auf. Dort steht der Fingerabdruck in denselben Vierergruppen."
)
_CALL = (
    "Haben Sie das Blatt nicht persönlich erhalten, rufen Sie die Person an. Nehmen Sie eine Nummer, die "
    "Sie schon kennen, nicht eine aus derselben Nachricht, und lassen Sie sich alle 16 Gruppen vorlesen."
)
_DECIDE = (
    "Stimmen alle Gruppen überein, ist es das richtige Zertifikat. Weicht auch nur eine ab, entfernen Sie "
    "es wieder und fragen Sie nach."
)
_PER_LINE = 4


def build_fingerprint_sheet(facts: CertificateFacts, today: date, program_version: str) -> Report:
    """Return the sheet of a certificate, printed on ``today``."""
    lines = [facts.groups[start : start + _PER_LINE] for start in range(0, len(facts.groups), _PER_LINE)]
    rows = tuple((f"Zeile {number}", *line) for number, line in enumerate(lines, start=1))
    columns = (Column("Lesen Sie vor", 1.2), *(Column(f"Gruppe {n}") for n in range(1, _PER_LINE + 1)))
    notice = (Notice(NoticeKind.NOTE, _SELF_MADE),) if facts.is_self_issued else ()
    return Report(
        kind=_KIND,
        identity=_identity(facts, today, program_version),
        facts=Facts(
            (
                Fact("Name", facts.name),
                Fact("Organisation", facts.organisation or NO_VALUE),
                Fact("Ausgestellt von", "selbst erzeugt" if facts.is_self_issued else facts.issuer),
                Fact("Gültig", _validity(facts)),
                Fact("Schlüssel", facts.key),
                Fact("Seriennummer", facts.serial),
            )
        ),
        disclaimer=_DISCLAIMER,
        sections=numbered(
            (
                Section(
                    "1",
                    "Der Fingerabdruck",
                    (_NORM,),
                    (Table("SHA-256 in 16 Gruppen zu vier Zeichen", columns, rows), *notice),
                ),
                Section("2", "Vergleichen", (), (Bullets((_HAND_ON, _OPEN, _CALL, _DECIDE)),)),
            )
        ),
        is_short=True,
    )


def _validity(facts: CertificateFacts) -> str:
    return f"{german_date(facts.valid_from.date())} bis {german_date(facts.valid_until.date())}"


def _identity(facts: CertificateFacts, today: date, program_version: str) -> Identity:
    return Identity(
        title=facts.name,
        controller=facts.organisation or facts.issuer,
        version=f"des Zertifikats vom {german_date(facts.valid_from.date())}",
        state=f"gültig bis {german_date(facts.valid_until.date())}",
        generated_on=today,
        fingerprint=facts.fingerprint,
        profile="",
        catalogue="",
        program=f"DSFA-Werkbank {program_version}",
    )

"""The checklist of account settings: one page of work per channel, to be filled in beside the account.

What is on a channel's list is printed with what was found. Where nothing has been checked there are boxes to
tick; a channel without a list of its own gets what the catalogue proposes for its platform, marked as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.catalogue.proposed_settings import proposed_settings
from dsfa_app.domain.vocabulary import ChannelState, SettingState
from dsfa_app.labels import label
from exporters.report.build import identity_of, numbered
from exporters.report.fields import facts_about
from exporters.report.model import (
    Block,
    Column,
    Explanation,
    Fact,
    Facts,
    Notice,
    NoticeKind,
    Report,
    Section,
    Signer,
    SignOff,
    Table,
    Term,
)
from exporters.report.registers.registers import build_settings
from exporters.report.wording import NO_VALUE, german_date, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.presence import AccountSetting, Channel
    from exporters.report.material import ReportMaterial
    from exporters.report.model import Cell

_KIND = "Checkliste der Kontoeinstellungen"
_DISCLAIMER = (
    "Diese Liste gibt wieder, was zu den Einstellungen der Konten erfasst ist. Plattformen ändern "
    "Einstellungen ungefragt; maßgeblich ist, was im Konto selbst zu sehen ist."
)
_NORMS = ("Art.\u00a025 Abs.\u00a02 und 32 Abs.\u00a01 Buchst.\u00a0d DSGVO",)
_COLUMNS = (
    Column("Einstellung und Soll", 4),
    Column("Vorgefunden", 1.9),
    Column("Geprüft am, von", 1.3),
    Column("Nachweis, Bemerkung", 2.2),
)
_BOXES = "\n".join(
    f"☐ {label(state)}"
    for state in (SettingState.AS_WANTED, SettingState.DEVIATES, SettingState.NOT_AVAILABLE)
)
_PROPOSED = "Vorschlag des Katalogs; ist für diesen Kanal noch nicht übernommen."


def _row(setting: AccountSetting) -> tuple[Cell, ...]:
    name = setting.name or NO_VALUE
    if setting.state is SettingState.OPEN:  # the other columns are left to be filled in by hand
        return Term(name, listed((setting.wanted, setting.note), "\n")), _BOXES, "", ""
    return (
        Term(name, setting.wanted),
        label(setting.state),
        listed((german_date(setting.checked_on) if setting.checked_on else "", setting.checked_by), "\n"),
        listed((setting.evidence_location, setting.note), "\n"),
    )


def _section(material: ReportMaterial, number: int, channel: Channel) -> Section:
    settings = channel.settings or proposed_settings(material.catalogue, channel)
    blocks: list[Block] = [facts_about(material, channel, "platform_id", "url", "department", "state")]
    if not settings:
        blocks.append(Explanation("Der Katalog schlägt für diese Plattform keine Einstellungen vor."))
    else:
        if not channel.settings:
            blocks.append(Notice(NoticeKind.NOTE, _PROPOSED))
        blocks.append(Table("Einstellungen", _COLUMNS, tuple(map(_row, settings))))
        blocks.append(SignOff("Geprüft", (Signer(),)))
    return Section(str(number), channel.name or channel.url or channel.id, _NORMS, tuple(blocks))


def _sections(material: ReportMaterial) -> Iterator[Section]:
    used = [item for item in material.assessment.channels if item.state is not ChannelState.RETIRED]
    for number, channel in enumerate(used, start=1):
        yield _section(material, number, channel)
    if not used:
        nothing = Explanation("Es ist noch kein Kanal erfasst, oder alle sind stillgelegt.")
        yield Section("1", "Kanäle", _NORMS, (nothing,))


def build_checklist(material: ReportMaterial) -> Report:
    """Return the checklist of all channels that are not retired.

    Raises:
        CatalogueError: a text about a field is missing.
    """
    identity = identity_of(material)
    return Report(
        kind=_KIND,
        identity=identity,
        facts=Facts(
            (
                Fact("Fassung", f"{identity.version} ({identity.state})"),
                Fact("Ausgegeben am", german_date(identity.generated_on)),
                Fact("Katalog", identity.catalogue),
                Fact("Fingerabdruck des Inhalts (SHA-256)", identity.fingerprint),
            )
        ),
        disclaimer=_DISCLAIMER,
        sections=numbered(_sections(material)),
        registers=(build_settings(material),),
        is_short=True,
    )

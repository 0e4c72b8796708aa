"""Annex A: every channel with owner, state, legal notices and the settings of its account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.presence import AccountSetting, Channel
from exporters.report.fields import Fields, table_about
from exporters.report.model import Section

if TYPE_CHECKING:
    from exporters.report.material import ReportMaterial


def build(material: ReportMaterial) -> Section:
    """Return annex A."""
    table = table_about(
        material, "Kanäle", material.assessment.channels, Channel,
        Fields("platform_id", 0.9),
        Fields("name", 1.4, labelled=("former_name",), named=True),
        Fields("url", 1.6),
        Fields("department", 1),
        Fields("state", 1.4, labelled=("retired_on", "retirement_reason")),
        Fields("privacy_notice_url", 1.5, labelled=("imprint_url",), label="Rechtliche Hinweise"),
        Fields("notice_checked_on", 0.9),
        Fields("note", 2.4, labelled=("sources",)),
    )  # fmt: skip
    settings = tuple(
        table_about(
            material, f"Einstellungen: {channel.name or channel.id}", channel.settings, AccountSetting,
            Fields("name", 1.6), Fields("wanted", 1.6), Fields("state", 1.2, bare=("note",)),
            Fields("checked_on", 0.9, bare=("checked_by",)),
            Fields("evidence_location", 2, labelled=("evidence_sha256",)),
        )
        for channel in material.assessment.channels
        if channel.settings
    )  # fmt: skip
    return Section(
        "A", "Anlage: Kanalliste", ("Art. 13 und 30 DSGVO", "EDSA-Vorlage 1.1"), (table, *settings)
    )

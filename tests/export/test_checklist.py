"""The checklist of account settings: what was found, boxes where nobody looked, proposals elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from documents import READERS, document, report_of
from factories import minimal_assessment

from dsfa_app.domain.presence import AccountSetting, Channel
from dsfa_app.domain.vocabulary import ChannelState, SettingState
from exporters.report.model import Notice, SignOff, Table

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

FOUND = AccountSetting(
    id="s1",
    name="Standort in Beiträgen",
    wanted="ausgeschaltet",
    state=SettingState.DEVIATES,
    checked_on=date(2026, 11, 1),
    checked_by="Erika Muster",
    note="wird umgestellt",
    evidence_location="Az. 047.11",
)
OPEN = AccountSetting(id="s2", name="Nachrichten", wanted="mit automatischer Antwort")


def _assessment() -> Assessment:
    channels = (
        Channel(id="k1", platform_id="mastodon", name="@stadt", settings=(FOUND, OPEN)),
        Channel(id="k2", platform_id="mastodon", name="@bad"),
        Channel(id="k3", platform_id="googleplus", name="+stadt"),
        Channel(id="k4", platform_id="x", name="alt", state=ChannelState.RETIRED, settings=(OPEN,)),
    )
    return replace(minimal_assessment(), channels=channels)


def test_every_channel_in_use_has_a_chapter_and_a_retired_one_has_none() -> None:
    sections = report_of(_assessment(), "einstellungen").sections
    assert [(item.number, item.title) for item in sections] == [
        ("1", "@stadt"),
        ("2", "@bad"),
        ("3", "+stadt"),
    ]


def test_what_was_found_is_printed_and_what_nobody_checked_has_boxes() -> None:
    first = report_of(_assessment(), "einstellungen").sections[0]
    (table,) = (block for block in first.blocks if isinstance(block, Table))
    found, unchecked = table.rows
    assert found[1:] == ("weicht ab", "01.11.2026\nErika Muster", "Az. 047.11\nwird umgestellt")
    assert unchecked[1] == "☐ wie vorgesehen\n☐ weicht ab\n☐ nicht vorhanden"
    assert any(isinstance(block, SignOff) for block in first.blocks)


def test_a_channel_without_a_list_gets_the_proposals_of_the_catalogue_marked_as_such() -> None:
    second, third = report_of(_assessment(), "einstellungen").sections[1:]
    assert any("Vorschlag des Katalogs" in block.text for block in second.blocks if isinstance(block, Notice))
    assert any(isinstance(block, Table) and len(block.rows) >= 3 for block in second.blocks)
    assert not any(isinstance(block, Table) for block in third.blocks)


@pytest.mark.parametrize("format_id", ["docx", "html"])
def test_the_checklist_is_written_in_every_format(format_id: str) -> None:
    shown = READERS[format_id](document(_assessment(), format_id, "einstellungen"))
    for text in ("Standort in Beiträgen", "ausgeschaltet", "Erika Muster", "☐ weicht ab"):
        assert text in shown


def test_the_workbook_lists_all_settings_with_their_channel() -> None:
    for kind in ("einstellungen", "bericht"):
        registers = {item.id: item for item in report_of(_assessment(), kind).registers}
        settings = registers["settings"]
        assert [row[:3] for row in settings.rows] == [
            ("@stadt", "Mastodon (bawü.social)", "k1"),
            ("@stadt", "Mastodon (bawü.social)", "k1"),
            ("alt", "X (früher Twitter)", "k4"),
        ]


def test_without_channels_the_checklist_says_so() -> None:
    (only,) = report_of(minimal_assessment(), "einstellungen").sections
    assert "noch kein Kanal" in str(only.blocks)

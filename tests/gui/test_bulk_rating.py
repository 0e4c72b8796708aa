"""The bulk rating dialog: its preview, its marks, and one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gui_steps import three_platforms

from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.services.bulk_rating import Origin
from ui.dialogs.bulk_rating import BulkRatingDialog
from ui.pages.risks import RisksPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.bootstrap import Application
    from ui.assessment.shell import AssessmentShell

LOW, HIGH = Score(severity=1, likelihood=1), Score(severity=3, likelihood=4)


@pytest.fixture
def page(app: Application, open_shell: Callable[..., AssessmentShell]) -> RisksPage:
    shell = open_shell(three_platforms(app))
    shell.open_page("risks")
    shell.activateWindow()
    assert isinstance(shell.page, RisksPage)
    return shell.page


def rate(page: RisksPage, platform_id: str, gross: Score = HIGH) -> None:
    page.context.editor.apply(
        "Bewertung", lambda known: known.rated(platform_id, "R13", gross=gross, reason="Weil.")
    )


def opened(page: RisksPage, origin: Origin) -> BulkRatingDialog:
    page.rate_many(origin)
    (dialog,) = page.window().findChildren(BulkRatingDialog)
    return dialog


def reasons(page: RisksPage) -> dict[str, str]:
    uses = page.context.editor.assessment.platforms
    return {use.id: page.context.editor.assessment.rating(use.id, "R13").reason for use in uses}


def test_a_rating_is_copied_to_open_platforms_and_marked_in_one_step(page: RisksPage) -> None:
    rate(page, "facebook")
    rate(page, "mastodon", LOW)
    start = page.context.editor.assessment
    page.open_cell("facebook", "R13")
    page.panel.copy.click()
    (dialog,) = page.window().findChildren(BulkRatingDialog)
    assert dialog.source.currentData() == "facebook"
    title = page.rating.risk.title
    assert dialog.rows() == [("Instagram", f"R13 {title}", "Zusatzrisiko", "offen", "▲ hoch 3·4", "")]
    dialog.accept_button.click()
    assert reasons(page) == {
        "facebook": "Weil.",
        "instagram": "Übernommen von Facebook: Weil.",
        "mastodon": "Weil.",
    }
    page.context.editor.undo()
    assert page.context.editor.assessment == start
    page.context.editor.redo()
    assert reasons(page)["instagram"].startswith("Übernommen")


def test_overwriting_is_chosen_and_marked_in_the_preview(page: RisksPage) -> None:
    rate(page, "facebook")
    rate(page, "mastodon", LOW)
    page.open_cell("facebook", "R13")
    dialog = opened(page, Origin.COPY)
    dialog.overwrite.click()
    assert [(row[0], *row[3:]) for row in dialog.rows()] == [
        ("Instagram", "offen", "▲ hoch 3·4", ""),
        ("Mastodon (bawü.social)", "○ gering 1·1", "▲ hoch 3·4", "überschreibt"),
    ]
    assert "davon 1 überschrieben" in dialog.summary.text()


def test_one_answer_for_several_platforms_needs_a_level_and_a_reason(page: RisksPage) -> None:
    page.open_cell("facebook", "R13")
    dialog = opened(page, Origin.SAME)
    assert not dialog.accept_button.isEnabled()
    assert "Stufe wählen" in dialog.summary.text()
    dialog.gross.show_score(HIGH)
    dialog.gross.activated.emit(dialog.gross.currentIndex())
    assert "Begründung" in dialog.summary.text()
    dialog.reason.edited.emit("Gilt überall.")
    assert [row[0] for row in dialog.rows()] == ["Facebook", "Instagram", "Mastodon (bawü.social)"]
    dialog.platforms.edited.emit(("facebook", "instagram"))
    assert len(dialog.rows()) == 2
    dialog.accept_button.click()
    assert reasons(page)["facebook"] == "Übernommen von der gemeinsamen Bewertung: Gilt überall."
    assert page.context.editor.assessment.rating("mastodon", "R13").gross is None


def test_proposals_of_the_catalogue_fill_what_is_open_and_say_that_they_are_proposals(
    page: RisksPage,
) -> None:
    rate(page, "facebook", LOW)
    waiting = len(page.rating.open_cells())
    dialog = opened(page, Origin.PROPOSALS)
    assert "Vorschlag" in dialog._note.text()
    rows, summary = dialog.rows(), dialog.summary.text()
    dialog.accept_button.click()
    filled = [row for row in rows if row[2] == "Zusatzrisiko"]
    assert len(page.rating.open_cells()) == waiting - len(filled)
    assert f"{len(filled)}\N{NO-BREAK SPACE}Bewertungen werden gesetzt" in summary
    assert page.context.editor.assessment.rating("facebook", "R13").gross == LOW
    profiling = page.context.editor.assessment.rating("facebook", "R01")
    assert profiling.reason.startswith("Vorschlag des Katalogs, noch zu prüfen")
    assert profiling.baseline == profiling.gross
    found = {item.check for item in page.context.editor.view.findings}
    assert "reason-taken-over" in found
    page.context.editor.undo()
    assert len(page.rating.open_cells()) == waiting


def test_no_risk_chosen_changes_nothing_and_says_so(page: RisksPage) -> None:
    page.open_cell("facebook", "R13")
    dialog = opened(page, Origin.PROPOSALS)
    dialog._tick(wanted=False)
    assert dialog.rows() == []
    assert not dialog.accept_button.isEnabled()
    assert "ändert sich nichts" in dialog.summary.text()


def test_a_risk_that_does_not_apply_is_set_for_several_platforms(page: RisksPage) -> None:
    page.open_cell("facebook", "R13")
    dialog = opened(page, Origin.SAME)
    dialog.applicable.edited.emit(Answer.NO)
    dialog.reason.edited.emit("Keine Nachrichten.")
    assert {row[4] for row in dialog.rows()} == {"trifft nicht zu"}
    assert not dialog.gross.isEnabled()


def test_everything_in_the_dialog_has_a_name(page: RisksPage) -> None:
    dialog = opened(page, Origin.SAME)
    for widget in (dialog.origin, dialog.source, dialog.gross, dialog.list, dialog.risks._list):
        assert widget.accessibleName(), widget

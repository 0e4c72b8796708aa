"""The overview: filter, search, order, and the empty state."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from dsfa_app.catalogue import load_catalogue
from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.services.overview import AssessmentSummary
from ui.overview.assessment_list import AssessmentList
from ui.overview.model import ATTENTION, LEVEL_ROLE, REMARK_ROLE, Column, OverviewModel
from ui.overview.page import OverviewPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.overview.model import Levels


def _summary(number: int, **values: object) -> AssessmentSummary:
    given: dict[str, object] = {
        "id": f"a{number}",
        "title": f"Kanäle Nr. {number}",
        "state": "entwurf",
        "version": "0.1",
        "controller": "Landeshauptstadt Stuttgart",
        "platforms": "Facebook",
        "baseline_level": None,
        "planned_level": None,
        "proven_level": None,
        "open_risks": 0,
        "open_measures": 0,
        "review_due_on": None,
        "changed_at": datetime(2026, 11, 1 + number % 28),  # noqa: DTZ001 - stored in UTC without a zone
        "profile_id": "kp18",
    }
    return AssessmentSummary(**(given | values))  # type: ignore[arg-type]  # names checked by the class


@pytest.fixture(scope="module")
def levels() -> Levels:
    return {profile.id: profile.levels for profile in load_catalogue().profiles.values()}


@pytest.fixture
def model(levels: Levels) -> OverviewModel:
    overview = OverviewModel()
    overview.show_summaries(
        (
            _summary(1, title="Jugendamt", platforms="TikTok, Instagram", proven_level=2),
            _summary(2, title="Bücherei", state="freigegeben", review_due_on=date(2027, 1, 5)),
            _summary(3, title="Philharmoniker", platforms="YouTube", proven_level=0, open_risks=4),
        ),
        levels,
    )
    return overview


def _titles(model: OverviewModel) -> list[str]:
    return [row.title for row in model.rows]


def test_every_word_searched_for_has_to_occur_somewhere_whatever_its_case(model: OverviewModel) -> None:
    model.search("STUTTGART tik")
    assert _titles(model) == ["Jugendamt"]
    model.search("büch")
    assert _titles(model) == ["Bücherei"]
    model.search("gibt es nicht")
    assert _titles(model) == []
    model.search(" ")
    assert len(_titles(model)) == 3


def test_open_comments_stand_at_the_title_and_can_be_filtered(levels: Levels) -> None:
    overview = OverviewModel()
    rows = (
        _summary(1, title="Ohne"),
        _summary(2, title="Eins", open_comments=1),
        _summary(3, open_comments=7),
    )
    overview.show_summaries(rows, levels)
    remarks = {row.title: overview.index(number, Column.TITLE) for number, row in enumerate(overview.rows)}
    assert remarks["Ohne"].data(REMARK_ROLE) == ""
    assert remarks["Eins"].data(REMARK_ROLE) == "1\u00a0Kommentar offen"
    spoken = remarks["Kanäle Nr. 3"].data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "DSFA: Kanäle Nr. 3. 7\u00a0Kommentare offen"
    overview.show_attention("Mit offenen Kommentaren")
    assert sorted(_titles(overview)) == ["Eins", "Kanäle Nr. 3"]
    overview.search("eins")
    assert _titles(overview) == ["Eins"]
    overview.show_attention(next(iter(ATTENTION)))
    overview.search("")
    assert len(_titles(overview)) == 3


def test_filter_and_search_hold_together(model: OverviewModel) -> None:
    model.show_state(AssessmentState.RELEASED)
    assert _titles(model) == ["Bücherei"]
    model.search("jugend")
    assert _titles(model) == []
    model.show_state(None)
    assert _titles(model) == ["Jugendamt"]


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (Column.TITLE, ["Bücherei", "Jugendamt", "Philharmoniker"]),
        (Column.PROVEN, ["Bücherei", "Philharmoniker", "Jugendamt"]),
        (Column.REVIEW, ["Bücherei", "Jugendamt", "Philharmoniker"]),
        (Column.CHANGED, ["Jugendamt", "Bücherei", "Philharmoniker"]),
    ],
)
def test_columns_sort_by_meaning_open_results_below_all_levels(
    model: OverviewModel, column: Column, order: list[str]
) -> None:
    model.sort(column, Qt.SortOrder.AscendingOrder)
    assert _titles(model) == order


def test_a_level_is_told_by_text_and_colour_and_an_open_one_as_open(model: OverviewModel) -> None:
    model.sort(Column.TITLE, Qt.SortOrder.AscendingOrder)
    high, open_one = model.index(1, Column.PROVEN), model.index(0, Column.PROVEN)
    assert high.data(LEVEL_ROLE).background == "#C62828"
    assert high.data(Qt.ItemDataRole.AccessibleTextRole) == "Restrisiko nachgewiesen: hohes Risiko"
    assert open_one.data(LEVEL_ROLE) is None
    assert open_one.data() == "offen"


def test_ten_thousand_assessments_are_filtered_and_sorted_within_a_tenth_of_a_second(
    levels: Levels,
) -> None:
    model = OverviewModel()
    summaries = tuple(_summary(number) for number in range(10_000))

    def seconds(work: object) -> float:
        begin = time.perf_counter()
        work()  # type: ignore[operator]  # a lambda
        return time.perf_counter() - begin

    slowest = max(
        seconds(lambda: model.show_summaries(summaries, levels)),
        seconds(lambda: model.search("99 facebook")),
        seconds(lambda: model.search("")),
        seconds(lambda: model.sort(Column.TITLE, Qt.SortOrder.DescendingOrder)),
    )
    assert slowest < 0.1


def test_a_newcomer_is_told_how_to_begin(qtbot: QtBot, german_qt: object) -> None:
    del german_qt
    page = OverviewPage()
    qtbot.addWidget(page)
    page.show_summaries((), ())
    page.show()
    words = {label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)}
    buttons = {button.text(): button for button in page.findChildren(QPushButton)}
    assert "Noch keine DSFA" in words
    with qtbot.waitSignal(page.new_requested):
        buttons["Neue DSFA"].click()
    with qtbot.waitSignal(page.example_requested):
        buttons["Beispiel öffnen"].click()


def test_the_choice_stays_with_its_assessment_and_keys_act_on_it(qtbot: QtBot, levels: Levels) -> None:
    page = AssessmentList()
    qtbot.addWidget(page)
    page.show_summaries(tuple(_summary(number) for number in range(3)), levels)
    page.show()
    page.select("a1")
    page.findChild(QLineEdit).setText("nr")
    assert page.selected_id == "a1"
    page.show_summaries(tuple(_summary(number) for number in range(1, 5)), levels)
    assert page.selected_id == "a1"
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(page, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.delete_requested) as deleted:
        qtbot.keyClick(page, Qt.Key.Key_Delete)
    assert opened.args == deleted.args == ["a1"]
    states = page.findChild(QComboBox)
    states.setCurrentText("freigegeben")
    assert page.selected_id == ""
    states.setCurrentText("Entwurf")
    assert page.model.rowCount() == 4
    states.setCurrentText("freigegeben")
    assert not next(b for b in page.findChildren(QPushButton) if b.text() == "Öffnen").isEnabled()

"""The plan across all assessments: read from the tables, written as documents and as a calendar."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import NOW
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook

from dsfa_app import cli
from dsfa_app.commands import console
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.measure import Measure
from dsfa_app.domain.outcome import ClockStop, Condition, PriorConsultation
from dsfa_app.domain.presence import AccountSetting, Channel
from dsfa_app.domain.review import Review
from dsfa_app.domain.vocabulary import AssessmentState, ChannelState, MeasureState
from dsfa_app.errors import NotFoundError
from dsfa_app.method.findings import Topic
from dsfa_app.method.plan import DeadlineKind, Urgency

if TYPE_CHECKING:
    from pathlib import Path

    from dsfa_app.bootstrap import Application

TODAY = NOW.date()
SECRET = "Auflage mit dem Namen einer Beschwerdeführerin"


def _in(days: int) -> date:
    return TODAY + timedelta(days=days)


def _measure(name: str, state: MeasureState = MeasureState.PLANNED, **values: object) -> Measure:
    return Measure(id=name, catalogue_id=name, title=f"Titel {name}", state=state, **values)  # type: ignore[arg-type]


def _channel(name: str, *checked: date | None, state: ChannelState = ChannelState.ACTIVE) -> Channel:
    settings = tuple(AccountSetting(id=f"s{n}", checked_on=day) for n, day in enumerate(checked))
    return Channel(id=name, name=f"@{name}", department="Jugendamt", state=state, settings=settings)


def _assessment(assessment_id: str = "a1", **values: object) -> Assessment:
    given: dict[str, object] = {
        "id": assessment_id,
        "title": f"Kanäle {assessment_id}",
        "created_on": date(2026, 1, 5),
        "measures": (
            _measure("M01", due_on=_in(-3), owner="Erika Muster", department="Jugendamt"),
            _measure("M02", MeasureState.PROPOSED),
            _measure("M03", MeasureState.IMPLEMENTED, due_on=_in(20)),
            _measure("M04", MeasureState.PROVEN, due_on=_in(-9)),
            _measure("M05", MeasureState.REJECTED, due_on=_in(-9)),
        ),
        "conditions": (
            Condition(id="c1", text=f"{SECRET}\nzweite Zeile", owner="Leitung", due_on=_in(60)),
            Condition(id="c2", text="erledigt", due_on=_in(-60), closed_on=_in(-70)),
        ),
        "review": Review(due_on=_in(300)),
    }
    return Assessment(**(given | values))  # type: ignore[arg-type]


def _found(app: Application) -> dict[tuple[DeadlineKind, str], Urgency]:
    plan = app.plan.read()
    return {(item.kind, item.path[1]): item.urgency(plan.as_of) for item in plan.deadlines}


def test_what_is_open_in_an_assessment_is_in_the_plan_and_what_is_done_is_not(app: Application) -> None:
    app.assessments.add(_assessment())
    assert _found(app) == {
        (DeadlineKind.MEASURE, "M01"): Urgency.OVERDUE,
        (DeadlineKind.MEASURE, "M02"): Urgency.UNDATED,
        (DeadlineKind.MEASURE, "M03"): Urgency.SOON,
        (DeadlineKind.CONDITION, "c1"): Urgency.COMING,
        (DeadlineKind.REVIEW, "due_on"): Urgency.LATER,
    }
    first = app.plan.read().deadlines[0]
    assert (first.what, first.owner, first.department) == ("M01 Titel M01", "Erika Muster", "Jugendamt")
    assert (first.state, first.assessment_title) == ("geplant", "Kanäle a1")
    assert (first.topic, first.path) == (Topic.MEASURES, ("measures", "M01", "due_on"))


def test_accounts_are_due_a_year_after_the_oldest_look_and_at_once_without_one(app: Application) -> None:
    app.assessments.add(
        _assessment(
            channels=(
                _channel("frueh", _in(-400), _in(-10)),
                _channel("frisch", _in(-10)),
                _channel("nie", _in(-10), None),
                _channel("ohne"),
                _channel("weg", None, state=ChannelState.RETIRED),
            )
        )
    )
    due = {
        item.path[1]: (item.due_on, item.state)
        for item in app.plan.read().deadlines
        if item.kind is DeadlineKind.SETTINGS
    }
    assert due == {
        "frueh": (date(2026, 10, 17), "2 von 2 geprüft"),
        "frisch": (date(2027, 11, 11), "1 von 1 geprüft"),
        "nie": (None, "1 von 2 geprüft"),
    }


@pytest.mark.parametrize("state", [AssessmentState.SUPERSEDED, AssessmentState.DISCARDED])
def test_nobody_is_reminded_of_an_assessment_that_was_given_up_or_replaced(
    app: Application, state: AssessmentState
) -> None:
    app.assessments.add(_assessment(state=state))
    assert app.plan.read().deadlines == ()


def test_the_authority_is_due_to_answer_while_its_clock_runs(app: Application) -> None:
    asked = PriorConsultation(requested_on=date(2026, 11, 2), received_on=date(2026, 11, 3))
    stop = ClockStop(id="s", asked_on=date(2026, 11, 10))
    for number, (consultation, stops) in enumerate(
        (
            (asked, ()),
            (asked, (stop,)),
            (asked, (replace(stop, provided_on=date(2026, 11, 12)),)),
            (replace(asked, replied_on=date(2026, 11, 20)), ()),
            (PriorConsultation(), ()),
        )
    ):
        given = {"measures": (), "conditions": (), "review": Review(), "title": f"{number}"}
        app.assessments.add(_assessment(f"a{number}", consultation=consultation, clock_stops=stops, **given))
    found = {item.assessment_id: (item.due_on, item.state) for item in app.plan.read().deadlines}
    assert found == {
        "a0": (date(2026, 12, 29), "läuft"),
        "a1": (None, "angehalten seit 10.11.2026"),
        "a2": (date(2027, 1, 4), "läuft"),
    }
    assert app.plan.read().deadlines[0].path == ("consultation", "replied_on")


def test_what_lies_in_the_waste_basket_asks_nobody_for_anything(app: Application) -> None:
    app.assessments.add(_assessment())
    before = app.plan.read()
    app.trash.delete("a1")
    assert app.plan.read().deadlines == ()
    app.trash.restore("a1")
    assert app.plan.read() == before


def test_the_list_knows_the_earliest_open_measure(app: Application) -> None:
    app.assessments.add(_assessment())
    assert app.overview.summaries()[0].measure_due_on == _in(-3)
    done = replace(_assessment("a2"), measures=(_measure("M04", MeasureState.PROVEN, due_on=_in(-9)),))
    app.assessments.add(done)
    assert {row.id: row.measure_due_on for row in app.overview.summaries()}["a2"] is None


def test_the_calendar_reads_back_with_days_reminders_and_lasting_ids(app: Application) -> None:
    app.assessments.add(_assessment())
    plan = app.plan.read()
    data = app.plan.render(plan, "ics")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    events = Calendar.from_ical(data).walk("VEVENT")
    dated = [item for item in plan.deadlines if item.due_on is not None]
    assert [event.decoded("dtstart") for event in events] == [item.due_on for item in dated]
    assert [str(event["uid"]) for event in events] == [f"{item.id}@dsfa-werkbank" for item in dated]
    assert {alarm.decoded("trigger") for event in events for alarm in event.walk("VALARM")} == {
        timedelta(days=-30)
    }
    later = app.plan.render(app.plan.read(), "ics")
    assert [str(event["uid"]) for event in Calendar.from_ical(later).walk("VEVENT")] == [
        str(event["uid"]) for event in events
    ]


def test_the_calendar_holds_titles_and_nothing_else_of_an_assessment(app: Application) -> None:
    app.assessments.add(_assessment())
    text = str(Calendar.from_ical(app.plan.render(app.plan.read(), "ics")).to_ical(), "utf-8")
    whole = text.replace("\r\n ", "")
    assert "Titel M01 – Kanäle a1" in whole
    assert "Auflage der Freigabe erfüllen" in whole
    for kept_back in (SECRET, "Erika Muster", "Leitung", "Jugendamt"):
        assert kept_back not in whole


def test_text_that_looks_like_calendar_markup_stays_text(app: Application) -> None:
    evil = "Titel; mit, \\Zeichen\r\nEND:VEVENT\r\nBEGIN:VEVENT"
    app.assessments.add(_assessment(title=evil, measures=(), conditions=()))
    (event,) = Calendar.from_ical(app.plan.render(app.plan.read(), "ics")).walk("VEVENT")
    assert str(event["summary"]) == "DSFA überprüfen – Titel; mit, \\Zeichen END:VEVENT BEGIN:VEVENT"


def test_the_documents_say_who_does_what_until_when(app: Application) -> None:
    app.assessments.add(_assessment())
    plan = app.plan.read()
    book = load_workbook(io.BytesIO(app.plan.render(plan, "xlsx")))
    rows = list(book["Maßnahmenplan"].iter_rows(min_row=4, values_only=True))
    header, first = rows[0], dict(zip(rows[0], rows[1], strict=True))
    assert header[0] == "Was"
    assert len(rows) == 1 + len(plan.deadlines)
    assert (first["Was"], first["Zuständig"], first["Tage bis dahin"]) == (
        "M01 Titel M01",
        "Erika Muster",
        -3,
    )
    document = Document(io.BytesIO(app.plan.render(plan, "docx")))
    headings = [item.text for item in document.paragraphs if item.style.name == "Heading 1"]
    assert [text.split("\t")[1] for text in headings] == [
        "Überblick",
        "Überfällig",
        "Fällig in 30 Tagen",
        "Fällig in 90 Tagen",
        "Später fällig",
        "Ohne Termin",
        "Kenntnisnahme",
    ]
    words = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Erika Muster\nJugendamt" in words
    assert "Verantwortliche Leitung" in words


def test_a_selection_says_that_it_is_one(app: Application) -> None:
    app.assessments.add(_assessment())
    near = app.plan.read().within(30)
    book = load_workbook(io.BytesIO(app.plan.render(near, "xlsx")))
    facts = dict(book["Überblick"].iter_rows(min_row=5, max_col=2, values_only=True))
    assert facts["Umfang"] == "2 von 5\u00a0Einträge aus 1\u00a0DSFA"


def test_an_unknown_format_is_refused_with_the_possible_ones(app: Application) -> None:
    with pytest.raises(NotFoundError, match="xlsx, docx, html, ics"):
        app.plan.render(app.plan.read(), "pdf")


@pytest.fixture
def folder(app: Application, tmp_path: Path) -> Path:
    """A data folder on disk with an assessment whose dates are counted from the real day."""
    today = datetime.now().astimezone().date()
    measures = (
        _measure("M01", due_on=today - timedelta(days=3), owner="Erika Muster", department="Jugendamt"),
        _measure("M02", due_on=today + timedelta(days=20)),
        _measure("M03", due_on=today + timedelta(days=40)),
    )
    app.assessments.add(_assessment(measures=measures, conditions=(), review=Review()))
    app.close()
    return tmp_path / "daten"


def _run(folder: Path, *arguments: object) -> int:
    return cli.run(["plan", "--data-dir", str(folder), *map(str, arguments)])


def test_the_command_lists_and_says_that_something_is_overdue(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(folder) == console.FOUND
    first = capsys.readouterr().out.splitlines()[0]
    assert first.split()[1] == "überfällig"
    assert "Erika Muster, Jugendamt" in first
    assert _run(folder, "--json", "--within", 30) == console.FOUND
    answer = json.loads(capsys.readouterr().out)
    assert [item["id"] for item in answer["deadlines"]] == [
        "a1.measures.M01.due_on",
        "a1.measures.M02.due_on",
    ]


def test_the_command_writes_calendar_and_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendar, document = folder / "fristen.ics", folder / "plan.docx"
    assert _run(folder, "--ics", calendar, "--out", document, "--format", "docx") == console.FOUND
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert document.read_bytes().startswith(b"PK")
    assert str(calendar) in capsys.readouterr().out


def test_the_command_without_assessments_says_that_nothing_is_to_be_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path / "neu") == console.DONE
    assert "Nichts zu tun" in capsys.readouterr().out


def test_days_that_are_no_number_are_refused_in_german(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        _run(folder, "--within", "bald")
    assert ended.value.code == console.REFUSED
    assert "--within kann 'bald' nicht sein" in capsys.readouterr().err

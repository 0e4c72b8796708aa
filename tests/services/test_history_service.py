"""What became of an assessment and of each field: entered with every save, told in German, brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from factories import full_assessment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsfa_app.bootstrap import Application, open_application
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.editing import value_at, with_item_moved, with_value, without_item
from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import Action, AssessmentState, MeasureState, Role
from dsfa_app.errors import NotFoundError, RuleError
from dsfa_app.services.history import HistoryFilter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as File

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from dsfa_app.services.history import HistoryEntry

REASON = ("occasion", "reason")


class Writer:
    """Saves one assessment again and again, at moments the test sets."""

    def __init__(self, folder: File) -> None:
        self.now = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
        self.app: Application = open_application(folder, clock=lambda: self.now)
        stored = self.app.assessments.add(full_assessment())
        self.assessment, self._revision = stored.assessment, stored.revision

    def save(self, assessment: Assessment) -> None:
        self.app.rights.accept(assessment)  # what is told here does not depend on who may change it
        self._revision = self.app.assessments.save(assessment, self._revision)
        self.assessment = assessment

    def set(self, path: Path, value: object) -> None:
        self.save(with_value(self.assessment, path, value))

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def act_as(self, name: str, role: Role = Role.AUTHOR) -> None:
        self.app.session.act_once_as(ActingPerson(name=name, role=role))

    def history(self, path: Path = ()) -> list[HistoryEntry]:
        return self.app.history.of_field(self.assessment, path)

    def values(self, path: Path) -> list[tuple[str, str]]:
        return [(entry.old, entry.new) for entry in self.history(path)]


@pytest.fixture
def writer(tmp_path: File) -> Iterator[Writer]:
    found = Writer(tmp_path)
    with found.app:
        yield found


def test_every_save_enters_old_new_who_and_when_for_each_field_that_changed(writer: Writer) -> None:
    writer.act_as("Ada Aktenkundig", Role.DPO)
    former = writer.assessment.occasion.reason
    changed = with_value(writer.assessment, REASON, "Neuer Anlass")
    writer.save(with_value(changed, ("title",), "Neuer Titel"))
    assert {(entry.old, entry.new) for entry in writer.app.history.of_assessment(changed)[:2]} == {
        (former, "Neuer Anlass"),
        (changed.title, "Neuer Titel"),
    }
    entry = writer.history(REASON)[0]
    assert (entry.person, entry.role, entry.at) == ("Ada Aktenkundig", "Datenschutzbeauftragte/r", writer.now)
    assert (entry.action, entry.doing, entry.path) == (Action.CHANGED, "geändert", REASON)
    assert entry.place == "Anlass und Umfang · Anlass"


def test_a_save_without_a_change_enters_nothing(writer: Writer) -> None:
    before = writer.app.history.head()
    writer.save(writer.assessment)
    assert writer.app.history.head() == before


def test_typing_in_one_field_is_one_entry(writer: Writer) -> None:
    former = writer.assessment.occasion.reason
    for text in ("Die", "Die Stadt", "Die Stadt berät"):
        writer.set(REASON, text)
        writer.wait(seconds=1)
    assert writer.values(REASON) == [(former, "Die Stadt berät")]
    assert writer.app.history.first_break() is None


def test_after_ten_minutes_typing_begins_a_new_entry(writer: Writer) -> None:
    former = writer.assessment.occasion.reason
    writer.set(REASON, "eins")
    writer.wait(minutes=10)
    writer.set(REASON, "zwei")
    writer.wait(seconds=1)
    writer.set(REASON, "drei")
    assert writer.values(REASON) == [("zwei", "drei"), (former, "zwei")]


@pytest.mark.parametrize("between", ["another field", "another person", "another role", "an export"])
def test_whatever_comes_between_seals_an_entry(writer: Writer, between: str, tmp_path: File) -> None:
    former = writer.assessment.occasion.reason
    writer.act_as("Ada", Role.AUTHOR)
    writer.set(REASON, "eins")
    match between:
        case "another field":
            writer.set(("title",), "Titel")
        case "another person":
            writer.act_as("Ben")
        case "another role":
            writer.act_as("Ada", Role.DPO)
        case _:
            writer.app.documents.export(writer.assessment, "json", tmp_path / "a.json")
    writer.set(REASON, "zwei")
    assert writer.values(REASON) == [("eins", "zwei"), (former, "eins")]


def test_a_choice_made_twice_is_two_entries(writer: Writer) -> None:
    path = ("measures", writer.assessment.measures[0].id, "state")
    writer.set(path, MeasureState.PLANNED)
    writer.set(path, MeasureState.PROVEN)
    assert writer.values(path)[:2] == [("geplant", "nachgewiesen"), ("vorgeschlagen", "geplant")]


def test_a_text_typed_and_taken_back_leaves_no_line_in_the_history_and_a_sound_chain(writer: Writer) -> None:
    former = writer.assessment.occasion.reason
    writer.set(REASON, "anders")
    writer.set(REASON, former)
    assert writer.values(REASON) == []
    assert [entry.path for entry in writer.app.history.of_assessment(writer.assessment)] == [()]
    assert writer.app.history.first_break() is None


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("review", "due_on"), date(2027, 3, 1), "01.03.2027"),
        (("review", "triggers"), ("yearly",), "jährlich"),
        (("purposes", "purpose-0", "platform_ids"), ("mastodon",), "Name"),
        (("ratings", "facebook.R01", "gross"), Score(severity=2, likelihood=4), "2·4"),
        (("measures", "measure-0", "likelihood_effect"), -2, "−2"),
        (("dpo_advice", "statement_on"), None, ""),
        (("platforms", "facebook", "sources"), ("facebook.status",), "Facebook: "),
    ],
)
def test_values_are_told_as_the_report_tells_them(
    writer: Writer, path: Path, value: object, told: str
) -> None:
    writer.set(path, value)
    new = writer.history(path)[0].new
    assert told.casefold() in new.casefold()
    assert bool(new) == bool(told)


def test_an_entry_that_comes_and_goes_is_told_as_a_whole_and_in_each_of_its_fields(writer: Writer) -> None:
    channel = writer.assessment.channels[0]
    url = ("channels", channel.id, "url")
    writer.save(without_item(writer.assessment, "channels", channel.id))
    gone = writer.history(("channels", channel.id))[0]
    assert (gone.action, gone.new) == (Action.REMOVED, "")
    assert channel.name in gone.place
    assert channel.url in gone.old
    assert channel.name in gone.old
    assert writer.values(url) == [(channel.url, "")]
    writer.save(replace(writer.assessment, channels=(*writer.assessment.channels, channel)))
    assert writer.values(url) == [("", channel.url), (channel.url, "")]


def test_another_order_of_entries_is_told_by_their_names(writer: Writer) -> None:
    first, second = writer.assessment.purposes[:2]
    writer.save(with_item_moved(writer.assessment, "purposes", first.id, 1))
    entry = writer.history(("purposes",))[0]
    assert entry.action is Action.MOVED
    assert [line.split("„")[1][:20] for line in entry.new.splitlines()] == [
        second.title[:20],
        first.title[:20],
    ]
    assert not entry.restorable


def test_what_is_done_with_whole_assessments_is_entered(app: Application, tmp_path: File) -> None:
    made = app.assessments.create("Kanäle", ["facebook"]).assessment
    app.documents.export(made, "docx", tmp_path / "DSFA.docx")
    copy = app.assessments.duplicate(made.id).assessment
    app.trash.delete(made.id)
    app.trash.restore(made.id)
    told = [(entry.doing, entry.note) for entry in app.history.of_assessment(made)]
    assert told == [
        ("aus dem Papierkorb geholt", "Kanäle"),
        ("in den Papierkorb gelegt", "Kanäle"),
        ("exportiert", "Bericht zur DSFA: DSFA.docx"),
        ("DSFA angelegt", ""),
    ]
    assert [entry.note for entry in app.history.of_assessment(copy)] == ["aus „Kanäle“"]
    imported = app.documents.import_file(tmp_path / "DSFA.docx")
    assert imported.action == "unveraendert"


def test_the_history_is_read_in_pages(writer: Writer) -> None:
    for number in range(7):
        writer.set(("title",), f"Titel {number}")
        writer.wait(minutes=11)
    first = writer.app.history.of_assessment(writer.assessment, limit=4)
    rest = writer.app.history.of_assessment(writer.assessment, before=first[-1].number)
    assert [entry.new for entry in (*first, *rest)][:7] == [f"Titel {number}" for number in range(6, -1, -1)]
    assert len(first) == 4


def test_the_history_is_filtered_by_person_words_and_moment(writer: Writer) -> None:
    writer.act_as("Ada")
    writer.set(REASON, "eins")
    writer.wait(days=2)
    writer.act_as("Ben")
    writer.set(("title",), "zwei")

    def found(**wanted: Any) -> list[str]:
        entries = writer.app.history.of_assessment(writer.assessment, HistoryFilter(**wanted), limit=50)
        return [entry.new for entry in entries]

    assert found() == ["zwei", "eins", ""]
    assert found(person="Ada") == ["eins"]
    assert found(words="umfang ANLASS") == ["eins"]
    assert found(words="angelegt") == [""]
    assert found(words="umfang titel") == []
    assert found(since=writer.now - timedelta(days=1)) == ["zwei"]
    assert found(person="Ada", since=writer.now) == []
    assert {"Ada", "Ben"} < {*writer.app.history.people(writer.assessment.id)}


def test_a_former_value_comes_back(writer: Writer) -> None:
    former = writer.assessment
    writer.set(REASON, "verschlimmbessert")
    entry = writer.history(REASON)[0]
    assert entry.restorable
    assert writer.app.history.restored(writer.assessment, entry.number) == former


def test_a_removed_entry_comes_back_whole_and_where_it_stood(writer: Writer) -> None:
    former = writer.assessment
    writer.save(without_item(former, "purposes", former.purposes[0].id))
    entry = writer.history(("purposes", former.purposes[0].id))[0]
    assert writer.app.history.restored(writer.assessment, entry.number) == former


def test_a_removed_platform_comes_back_with_everything_that_went_along(writer: Writer) -> None:
    former = writer.assessment
    writer.set(("title",), "In derselben Sekunde")
    gone = writer.assessment.without_platform("mastodon")
    writer.save(gone)
    entry = writer.history(("platforms", "mastodon"))[0]
    restored = writer.app.history.restored(gone, entry.number)
    assert restored == replace(former, title="In derselben Sekunde")
    assert restored != gone


def test_a_removed_entry_of_an_entry_comes_back(writer: Writer) -> None:
    former = writer.assessment
    measure = former.measures[0]
    path = ("measures", measure.id, "evidence")
    writer.set(path, measure.evidence[1:])
    entry = writer.history((*path, measure.evidence[0].id))[0]
    assert writer.app.history.restored(writer.assessment, entry.number) == former


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_putting_back_every_change_gives_the_former_state(writer: Writer, data: st.DataObject) -> None:
    former = writer.assessment
    changed = with_value(former, REASON, data.draw(st.text(st.characters(exclude_categories=["Cs"]))))
    for collection in ("purposes", "channels", "measures", "recipients"):
        for record in getattr(former, collection):
            if data.draw(st.booleans()):
                changed = without_item(changed, collection, record.id)
    writer.wait(minutes=11)
    begun = writer.app.history.head()
    assert begun is not None
    writer.save(changed)
    entries = writer.app.history.of_assessment(changed)
    restored = changed
    for entry in reversed([entry for entry in entries if entry.number > begun.number]):
        restored = writer.app.history.restored(restored, entry.number)
    writer.save(former)
    assert restored == former


def test_where_somebody_stands_in_the_workflow_does_not_come_back_by_itself(writer: Writer) -> None:
    writer.set(("state",), AssessmentState.IN_REVIEW)
    writer.wait(minutes=11)
    entry = next(it for it in writer.history(("state",)))
    assert not entry.restorable
    with pytest.raises(RuleError, match="nicht zurücknehmen"):
        writer.app.history.restored(writer.assessment, entry.number)


def test_an_entry_about_a_platform_that_is_gone_waits_for_the_platform(writer: Writer) -> None:
    channel = writer.assessment.channels[0]
    writer.save(without_item(writer.assessment, "channels", channel.id))
    number = writer.history(("channels", channel.id))[0].number
    writer.save(writer.assessment.without_platform(channel.platform_id))
    with pytest.raises(RuleError, match="zuerst die Plattform"):
        writer.app.history.restored(writer.assessment, number)


def test_a_former_value_that_breaks_a_rule_is_refused(writer: Writer) -> None:
    path: Path = ("ratings", "facebook.R01")
    rating = value_at(writer.assessment, path)
    writer.set((*path, "override_reason"), "kurz")
    writer.set((*path, "override_reason"), rating.override_reason)
    writer.save(
        writer.assessment.with_rating(
            replace(rating, planned_override=None, proven_override=None, override_reason="")
        )
    )
    override = next(it for it in writer.history((*path, "planned_override")))
    with pytest.raises(RuleError, match="Begründung"):
        writer.app.history.restored(writer.assessment, override.number)


def test_entries_of_another_assessment_do_not_come_back_here(writer: Writer) -> None:
    writer.set(REASON, "anders")
    number = writer.history(REASON)[0].number
    with pytest.raises(NotFoundError):
        writer.app.history.restored(replace(writer.assessment, id="fremd"), number)
    with pytest.raises(NotFoundError):
        writer.app.history.restored(writer.assessment, 999)


FORGERIES: list[tuple[str, dict[str, Any]]] = [
    ("UPDATE journal SET at = 'gestern'", {"at": None}),
    ("UPDATE journal SET person = x'ff'", {}),
    ("UPDATE journal SET place = x'ff'", {"path": None, "restorable": False}),
    ("UPDATE journal SET role = 'kaiser'", {"role": "kaiser"}),
    ("UPDATE journal SET action = 'gezaubert'", {"action": None, "doing": "unbekannt (gezaubert)"}),
    ("UPDATE journal SET place = 'nirgends.7'", {"path": None, "place": "nirgends.7", "old": ""}),
    ("UPDATE journal SET content = 'kein JSON'", {"old": "", "new": ""}),
    ("UPDATE journal SET content = '[]'", {"old": "", "new": ""}),
    ("""UPDATE journal SET content = '{"old": 7, "new": ["x"]}'""", {"old": "7", "new": '["x"]'}),
]


@pytest.mark.parametrize(("forgery", "told"), FORGERIES)
def test_a_forged_row_is_told_as_it_is_and_loses_nothing(
    writer: Writer, forgery: str, told: dict[str, Any]
) -> None:
    writer.set(REASON, "echt")
    with writer.app._database.raw_connection() as driver:
        assert driver.execute(f"{forgery} WHERE number = 2").rowcount
    entries = writer.app.history.of_assessment(writer.assessment)
    forged = next(entry for entry in entries if entry.number == 2)
    assert len(entries) == 2
    assert forged.fault
    assert not next(entry for entry in entries if entry.number == 1).fault
    assert {name: getattr(forged, name) for name in told} == told
    broken = writer.app.history.first_break()
    assert broken is not None
    assert broken.number == 2
    writer.set(("title",), "Es geht weiter")
    assert writer.app.assessments.open(writer.assessment.id).assessment == writer.assessment

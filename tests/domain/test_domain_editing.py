"""Reading and changing single values by their path."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from factories import full_assessment, minimal_assessment
from hypothesis import given
from hypothesis import strategies as st
from strategies import assessments, typed_text

from dsfa_app.domain.editing import value_at, with_item, with_item_moved, with_value, without_item
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.rating import Rating, Score
from dsfa_app.domain.structure import Kind, Path, shape
from dsfa_app.domain.vocabulary import Answer, ChannelState
from dsfa_app.errors import NotFoundError, RuleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.assessment import Assessment

FULL = full_assessment()
OTHER = full_assessment(lambda place: f"anders: {place}")


def paths(record: object, above: Path = ()) -> Iterator[Path]:
    """Yield every path of a record and of everything below it."""
    for item in shape(type(record)):
        here = (*above, item.name)
        value = getattr(record, item.name)
        yield here
        if item.kind is Kind.RECORDS:
            for entry in value:
                yield (*here, entry.id)
                yield from paths(entry, (*here, entry.id))
        elif item.kind in (Kind.RECORD, Kind.OPTIONAL_RECORD) and value is not None:
            yield from paths(value, here)


WRITABLE = tuple(path for path in paths(FULL) if path[-1] != "id")


@pytest.mark.parametrize("path", WRITABLE, ids=".".join)
def test_a_value_written_at_a_path_is_read_there_and_nothing_else_changes(path: Path):
    value = value_at(OTHER, path)
    changed = with_value(FULL, path, value)
    assert value_at(changed, path) == value
    assert with_value(changed, path, value_at(FULL, path)) == FULL


def test_a_change_shares_everything_else_with_the_old_value():
    changed = with_value(FULL, ("dpo_advice", "statement"), "neu")
    assert changed.ratings is FULL.ratings
    assert changed.dpo_advice is not FULL.dpo_advice
    assert full_assessment() == FULL


@given(typed_text())
def test_any_text_a_person_can_type_is_kept_as_it_is(text: str):
    assert value_at(with_value(FULL, ("occasion", "reason"), text), ("occasion", "reason")) == text


def test_undo_is_a_list_of_old_values():
    states = [minimal_assessment()]
    for number in range(5):
        states.append(with_item(states[-1], "channels", Channel(id=f"k{number}")))
    states.append(with_value(states[-1], ("channels", "k3", "state"), ChannelState.ACTIVE))
    kept = [tuple(channel.id for channel in state.channels) for state in states]
    assert kept == [tuple(f"k{n}" for n in range(count)) for count in (0, 1, 2, 3, 4, 5, 5)]
    assert states[-2].channels[3].state is ChannelState.UNKNOWN


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("occasion", "reason"), None),
        (("occasion", "reason"), 7),
        (("occasion", "reason"), Answer.YES),
        (("occasion", "publication"), "ja"),
        (("occasion", "publication"), ChannelState.UNKNOWN),
        (("occasion", "processing_start_actual"), "2026-11-21"),
        (("occasion", "processing_start_actual"), datetime(2026, 11, 21, tzinfo=UTC)),
        (("created_on",), None),
        (("measures", "measure-0", "documentary"), 1),
        (("measures", "measure-0", "likelihood_effect"), True),
        (("measures", "measure-0", "likelihood_effect"), -1.0),
        (("measures", "measure-0", "likelihood_effect"), 1),
        (("measures", "measure-0", "severity_effect"), -3),
        (("measures", "measure-0", "risk_ids"), ["R01"]),
        (("measures", "measure-0", "risk_ids"), ("R01", 2)),
        (("ratings", "facebook.R01", "gross"), (3, 3)),
        (("ratings", "facebook.R01", "gross", "severity"), 0),
        (("ratings", "facebook.R01", "gross", "severity"), 10),
        (("channels",), [Channel(id="k")]),
        (("channels",), (Rating(id="k", platform_id="x", risk_id="R01"),)),
        (("channels",), (Channel(id="k"), Channel(id="k"))),
        (("channels", "channel-0"), Channel(id="other")),
        (("channels", "channel-0"), None),
        (("channels", "channel-0", "id"), "other"),
        (("id",), "other"),
        (("title",), "halb \ud83d"),
        (("platforms", "facebook", "sources"), ("ganz", "halb \udc00")),
    ],
)
def test_a_value_that_does_not_fit_is_refused(path: Path, value: Any):
    with pytest.raises(RuleError):
        with_value(FULL, path, value)


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (FULL, ("channels", "gone")),
        (FULL, ("channels", "gone", "url")),
        (Rating(id="a.R01", platform_id="a", risk_id="R01"), ("gross", "severity")),
    ],
)
def test_what_is_gone_is_said_to_be_gone(record: object, path: Path):
    with pytest.raises(NotFoundError):
        value_at(record, path)
    with pytest.raises(NotFoundError):
        with_value(record, path, 1)


@pytest.mark.parametrize("path", [("nothing",), ("title", "nothing"), ("decision", "nothing")])
def test_a_field_that_never_existed_is_a_bug(path: Path):
    with pytest.raises(KeyError):
        value_at(FULL, path)
    with pytest.raises(KeyError):
        with_value(FULL, path, "")


def test_an_entry_is_added_where_it_is_wanted():
    known = tuple(channel.id for channel in FULL.channels)

    def ids_after(position: int | None) -> tuple[str, ...]:
        changed = with_item(FULL, "channels", Channel(id="new"), position=position)
        return tuple(channel.id for channel in changed.channels)

    assert ids_after(None) == ids_after(99) == (*known, "new")
    assert ids_after(0) == ids_after(-1) == ("new", *known)
    assert ids_after(1) == (known[0], "new", *known[1:])


def test_an_entry_is_added_once_and_of_the_right_kind():
    with pytest.raises(RuleError):
        with_item(FULL, "channels", FULL.channels[0])
    with pytest.raises(RuleError):
        with_item(FULL, "channels", FULL.platforms[0])


def test_an_entry_is_taken_out():
    changed = without_item(FULL, "channels", "channel-0")
    assert [channel.id for channel in changed.channels] == ["channel-1"]
    with pytest.raises(NotFoundError):
        without_item(changed, "channels", "channel-0")


def test_an_entry_of_an_entry_is_reached_as_well():
    measure = FULL.measures[0]
    shorter = without_item(measure, "evidence", measure.evidence[0].id)
    changed = with_value(FULL, ("measures", measure.id), shorter)
    assert changed.measures[0].evidence == measure.evidence[1:]
    dated = with_value(
        changed, ("measures", measure.id, "evidence", shorter.evidence[0].id, "dated"), date(2026, 2, 1)
    )
    assert dated.measures[0].evidence[0].dated == date(2026, 2, 1)


@given(assessments(), st.data())
def test_moving_an_entry_keeps_all_entries(assessment: Assessment, data: st.DataObject):
    channels = tuple(Channel(id=f"k{n}") for n in range(data.draw(st.integers(1, 5))))
    assessment = with_value(assessment, ("channels",), channels)
    chosen = data.draw(st.sampled_from(channels))
    position = data.draw(st.integers(-2, 7))
    moved = with_item_moved(assessment, "channels", chosen.id, position).channels
    assert moved[max(0, min(position, len(channels) - 1))] is chosen
    assert [entry for entry in moved if entry is not chosen] == [
        entry for entry in channels if entry is not chosen
    ]


def test_moving_what_is_gone_is_refused():
    with pytest.raises(NotFoundError):
        with_item_moved(FULL, "channels", "gone", 0)


def test_a_score_is_part_of_its_rating():
    changed = with_value(FULL, ("ratings", "facebook.R01", "gross", "likelihood"), 4)
    assert changed.rating("facebook", "R01").gross == Score(severity=3, likelihood=4)

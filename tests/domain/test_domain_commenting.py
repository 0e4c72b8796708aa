"""Comments: written, answered, changed by their author, settled, opened again; they outlive their place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment, minimal_assessment
from hypothesis import given
from hypothesis import strategies as st

from dsfa_app.domain import commenting
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.comment import Comment
from dsfa_app.domain.commenting import CommentFilter, CommentIndex, filtered
from dsfa_app.domain.editing import without_item
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.vocabulary import Role
from dsfa_app.errors import NotFoundError, RuleError

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

ANNA = ActingPerson(name="Anna Amt", role=Role.AUTHOR)
DORA = ActingPerson(name="Dora Datenschutz", role=Role.DPO)
DAY, LATER = date(2026, 11, 21), date(2026, 11, 23)
PLACE = ("channels", "k1", "url")


def _assessment() -> Assessment:
    return replace(minimal_assessment(), channels=(Channel(id="k1", name="Jugendamt"),))


def _commented(text: str = "Bitte prüfen.") -> Assessment:
    return commenting.with_comment(_assessment(), PLACE, text, person=ANNA, on=DAY, comment_id="c1")


def _answered() -> Assessment:
    return commenting.with_reply(_commented(), "c1", "Geprüft.", person=DORA, on=LATER, reply_id="r1")


def test_a_comment_says_who_wrote_what_where_and_when() -> None:
    assert _commented("  Bitte prüfen. \n").comments == (
        Comment(
            id="c1",
            place="channels.k1.url",
            text="Bitte prüfen.",
            author="Anna Amt",
            role=Role.AUTHOR,
            written_on=DAY,
        ),
    )


@pytest.mark.parametrize("role", Role)
def test_every_role_may_comment_and_answer(role: Role) -> None:
    person = ActingPerson(name="Wer auch immer", role=role)
    commented = commenting.with_comment(_assessment(), (), "Frage", person=person, on=DAY, comment_id="c1")
    answered = commenting.with_reply(commented, "c1", "Antwort", person=person, on=DAY, reply_id="r1")
    assert answered.comments[0].replies[0].role is role
    assert answered.comments[0].place == ""


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="Text schreiben"):
        _commented(text)
    with pytest.raises(RuleError, match="Text schreiben"):
        commenting.with_reply(_commented(), "c1", text, person=DORA, on=DAY, reply_id="r1")
    with pytest.raises(RuleError, match="Text schreiben"):
        commenting.reworded(_commented(), "c1", text, person=ANNA)


def test_only_the_author_changes_a_text() -> None:
    assert commenting.reworded(_commented(), "c1", "Neu.", person=ANNA).comments[0].text == "Neu."
    same = ActingPerson(name=" anna  AMT ", role=Role.DEPARTMENT)
    assert commenting.reworded(_commented(), "c1", "Neu.", person=same).comments[0].text == "Neu."
    with pytest.raises(RuleError, match="wer ihn geschrieben hat"):
        commenting.reworded(_commented(), "c1", "Neu.", person=DORA)
    changed = commenting.reworded(_answered(), "c1", "Anders.", person=DORA, reply_id="r1")
    assert changed.comments[0].replies[0].text == "Anders."
    with pytest.raises(RuleError, match="wer ihn geschrieben hat"):
        commenting.reworded(_answered(), "c1", "Anders.", person=ANNA, reply_id="r1")


def test_a_comment_without_an_author_is_nobodys() -> None:
    nameless = replace(_assessment(), comments=(Comment(id="c1", text="Anonym"),))
    with pytest.raises(RuleError):
        commenting.without_comment(nameless, "c1", person=ActingPerson(name=""))


def test_settling_is_dated_and_can_be_taken_back() -> None:
    settled = commenting.resolved(_answered(), "c1", person=DORA, on=LATER)
    assert (settled.comments[0].resolved_by, settled.comments[0].resolved_on) == ("Dora Datenschutz", LATER)
    with pytest.raises(RuleError, match="wieder öffnen"):
        commenting.with_reply(settled, "c1", "Noch etwas", person=ANNA, on=LATER, reply_id="r2")
    assert commenting.reopened(settled, "c1") == _answered()


def test_deleting_takes_ones_own_text_and_never_an_answer_of_others() -> None:
    assert commenting.without_comment(_commented(), "c1", person=ANNA) == _assessment()
    with pytest.raises(RuleError, match="wer den Text geschrieben hat"):
        commenting.without_comment(_commented(), "c1", person=DORA)
    with pytest.raises(RuleError, match="schon geantwortet"):
        commenting.without_comment(_answered(), "c1", person=ANNA)
    assert commenting.without_comment(_answered(), "c1", person=DORA, reply_id="r1") == _commented()


def test_a_comment_that_is_gone_is_told_in_one_sentence() -> None:
    with pytest.raises(NotFoundError):
        commenting.resolved(_assessment(), "c1", person=ANNA, on=DAY)


def test_comments_outlive_the_entry_and_the_platform_they_speak_of() -> None:
    gone = without_item(_commented(), "channels", "k1")
    assert gone.comments == _commented().comments
    full = full_assessment()
    commented = commenting.with_comment(
        full, ("platforms", full.platforms[0].id, "purpose"), "?", person=ANNA, on=DAY, comment_id="neu"
    )
    assert commented.without_platform(full.platforms[0].id).comments == commented.comments


def test_the_index_counts_open_comments_at_a_place_and_below() -> None:
    assessment = commenting.with_comment(
        _commented(), ("channels", "k1"), "Kanal?", person=DORA, on=DAY, comment_id="c2"
    )
    assessment = commenting.with_comment(
        assessment, ("occasion", "reason"), "Warum?", person=DORA, on=DAY, comment_id="c3"
    )
    settled = commenting.resolved(assessment, "c3", person=ANNA, on=LATER)
    index = CommentIndex(settled.comments)
    assert index.open_count == 2
    assert index.open_below(()) == 2
    assert index.open_below(("channels", "k1")) == 2
    assert index.open_below(PLACE) == 1
    assert index.open_below(("occasion", "reason")) == 0
    assert [comment.id for comment in index.below(("occasion",))] == ["c3"]


def test_a_place_no_record_has_is_counted_but_stands_nowhere() -> None:
    index = CommentIndex((Comment(id="c1", place="gibt.es.nicht", text="?"),))
    assert (index.open_count, index.open_below(()), index.below(())) == (1, 0, ())
    assert index.placed[0][0] is None


def test_the_filter_shows_open_ones_own_ones_or_all() -> None:
    assessment = commenting.with_comment(_answered(), (), "Allgemein", person=ANNA, on=DAY, comment_id="c2")
    assessment = commenting.resolved(assessment, "c2", person=ANNA, on=DAY)

    def ids(wanted: CommentFilter) -> list[str]:
        return [comment.id for comment in filtered(assessment.comments, wanted, DORA)]

    assert ids(CommentFilter.OPEN) == ["c1"]
    assert ids(CommentFilter.MINE) == ["c1"]
    assert ids(CommentFilter.ALL) == ["c1", "c2"]


@given(st.lists(st.sampled_from(["resolve", "reopen"]), max_size=6))
def test_the_number_of_comments_never_changes_by_settling(steps: list[str]) -> None:
    assessment = _answered()
    for step in steps:
        if step == "resolve":
            assessment = commenting.resolved(assessment, "c1", person=DORA, on=DAY)
        else:
            assessment = commenting.reopened(assessment, "c1")
    assert len(assessment.comments) == 1
    assert assessment.comments[0].replies == _answered().comments[0].replies
    assert CommentIndex(assessment.comments).open_count == int(not steps or steps[-1] == "reopen")

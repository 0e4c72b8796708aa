"""The change report: what changed since another version, in people's words, in every format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from documents import READERS, catalogue, document, material_of
from factories import CREATED_ON, full_assessment, minimal_assessment, platform_use
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import assessments

from dsfa_app.domain.approval import FormerVersion
from dsfa_app.domain.comparison import ChangeKind, changes
from dsfa_app.domain.editing import with_item_moved, with_value, without_item
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.rating import Rating, Score, rating_id
from dsfa_app.domain.vocabulary import Answer, MeasureState
from dsfa_app.errors import NotFoundError
from dsfa_app.exchange import canonical
from dsfa_app.method.findings import Topic
from dsfa_app.method.marks import Layer
from exporters.formats import FORMATS
from exporters.report.change_report import build_change_report, passages_of
from exporters.report.changes import ChangeEntry, ChangeList, change_list
from exporters.report.level_changes import Direction, highest_level_changes, level_changes
from exporters.report.model import Revision

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

CHANNEL = Channel(id="k1", platform_id="facebook", name="Stadtbibliothek", url="https://example.org/alt")


def compared(old: Assessment, new: Assessment) -> ChangeList:
    return change_list(material_of(old), material_of(new))


def only(old: Assessment, new: Assessment) -> ChangeEntry:
    (entry,) = compared(old, new).entries
    return entry


def with_channel() -> Assessment:
    return replace(minimal_assessment(), channels=(CHANNEL,))


def test_a_changed_field_is_told_by_its_place_with_old_and_new_words():
    old = with_channel()
    entry = only(old, with_value(old, ("channels", "k1", "url"), "https://example.org/neu"))
    assert entry.place == "Kanal „Stadtbibliothek“ · Internetadresse"
    assert (entry.kind, entry.topic) == (ChangeKind.CHANGED, Topic.CHANNELS)
    assert (entry.old, entry.new) == ("https://example.org/alt", "https://example.org/neu")


def test_codes_are_told_by_their_labels():
    old = with_channel()
    entry = only(old, with_value(old, ("channels", "k1", "platform_id"), "mastodon"))
    assert (entry.old, entry.new) == ("Facebook", "Mastodon (bawü.social)")


def test_a_new_entry_says_everything_it_holds():
    entry = only(minimal_assessment(), with_channel())
    assert (entry.kind, entry.old) == (ChangeKind.ADDED, "")
    assert "Internetadresse: https://example.org/alt" in entry.new.splitlines()


def test_a_gone_entry_is_named_as_it_was_called():
    entry = only(with_channel(), minimal_assessment())
    assert (entry.kind, entry.place, entry.new) == (ChangeKind.REMOVED, "Kanal „Stadtbibliothek“", "")


def test_another_order_is_told_by_names():
    old = replace(minimal_assessment(), channels=(CHANNEL, replace(CHANNEL, id="k2", name="Jugendamt")))
    entry = only(old, with_item_moved(old, "channels", "k2", 0))
    assert entry.kind is ChangeKind.MOVED
    assert entry.new == "1. Kanal „Jugendamt“\n2. Kanal „Stadtbibliothek“"


def rated(gross: Score | None) -> Assessment:
    rating = Rating(
        id=rating_id("facebook", "R01"),
        platform_id="facebook",
        risk_id="R01",
        applicable=Answer.YES,
        gross=gross,
        reason="Grund",
    )
    return replace(minimal_assessment(), platforms=(platform_use("facebook"),), ratings=(rating,))


def test_a_score_is_told_with_its_level():
    entry = only(rated(Score(severity=4, likelihood=4)), rated(Score(severity=1, likelihood=1)))
    assert (entry.old, entry.new) == ("4·4 (hohes Risiko)", "1·1 (geringes Risiko)")


def test_levels_are_told_as_levels_with_their_direction():
    old, new = (material_of(rated(Score(severity=step, likelihood=step))) for step in (4, 1))
    found = level_changes(old, new)
    assert {change.layer for change in found} == {Layer.GROSS, Layer.PLANNED, Layer.PROVEN}
    assert all(change.direction is Direction.LOWER for change in found)
    assert all(change.direction is Direction.HIGHER for change in level_changes(new, old))
    assert any(change.platform == "alle Plattformen" for change in highest_level_changes(old, new))


def test_a_first_rating_and_one_taken_back_are_no_direction():
    rating, none = material_of(rated(Score(severity=2, likelihood=2))), material_of(rated(None))
    assert {change.direction for change in level_changes(none, rating)} == {Direction.RATED}
    assert {change.direction for change in level_changes(rating, none)} == {Direction.OPENED}


def test_each_level_is_that_of_its_own_profile():
    kp18, bsi = (catalogue().profiles[name] for name in ("kp18", "bsi-200-3"))
    scores = (Score(severity=s, likelihood=li) for s in range(1, 5) for li in range(1, 5))
    score = next(score for score in scores if kp18.level(score).label != bsi.level(score).label)
    old, present = material_of(rated(score)), material_of(replace(rated(score), profile_id="bsi-200-3"))
    found = level_changes(old, present)
    assert {change.direction for change in found} == {Direction.OTHER_PROFILE}
    assert found[0].old.label == kp18.level(score).label
    assert found[0].new.label == bsi.level(score).label
    profile = next(entry for entry in change_list(old, present).entries if entry.path == ("profile_id",))
    assert "200-3" in profile.new


def test_ratings_that_come_with_their_platform_are_one_change():
    bare = minimal_assessment()
    many = replace(
        bare,
        platforms=(*bare.platforms, platform_use("mastodon")),
        ratings=tuple(
            Rating(id=rating_id("mastodon", risk), platform_id="mastodon", risk_id=risk)
            for risk in ("R01", "R02", "R03")
        ),
    )
    told = [(entry.place, entry.new) for entry in compared(bare, many).entries if entry.topic is Topic.RISKS]
    assert told == [("Bewertungen auf „Mastodon“", "3\u00a0Bewertungen")]


@given(assessments(st.text(max_size=5)), assessments(st.text(max_size=5)))
@settings(max_examples=25, deadline=None)
def test_every_difference_is_told_and_nothing_else(old: Assessment, new: Assessment):
    old, new = (replace(state, profile_id="kp18") for state in (old, new))
    found = compared(old, new)
    paths = {change.path for change in changes(old, new) if change.path[0] != "ratings"}
    assert {entry.path for entry in found.entries if entry.path[0] != "ratings"} == paths
    assert sum(len(group.entries) for group in found.groups) == len(found.entries)
    assert not list(compared(old, replace(old)).entries)


def test_long_texts_show_the_changed_words_only():
    words = " ".join(f"Wort{number}" for number in range(60))
    entry = ChangeEntry(
        kind=ChangeKind.CHANGED,
        topic=None,
        path=("title",),
        place="Titel",
        old=f"{words} alt",
        new=f"{words} neu",
    )
    old, new = passages_of(entry)
    assert [passage.text for passage in old if passage.revision is Revision.REMOVED] == ["alt"]
    assert [passage.text for passage in new if passage.revision is Revision.ADDED] == ["neu"]


def test_a_report_without_a_former_version_says_what_is_missing():
    with pytest.raises(NotFoundError, match="fehlt die Fassung"):
        build_change_report(material_of(minimal_assessment()))


def changed() -> tuple[Assessment, Assessment]:
    old = full_assessment()
    new = with_value(old, ("measures", old.measures[0].id, "state"), MeasureState.REJECTED)
    new = with_value(new, ("processing", "nature"), f"{old.processing.nature} und danach noch etwas mehr")
    return old, without_item(new, "purposes", old.purposes[0].id)


@pytest.mark.parametrize("format_id", ["docx", "xlsx", "html"])
def test_every_format_shows_the_changes(format_id: str):
    old, new = changed()
    report = build_change_report(replace(material_of(new), former=material_of(old)))
    write = next(known.write for known in FORMATS if known.id == format_id)
    shown = READERS[format_id](write(report, canonical.encode(new)))
    assert "verworfen" in shown
    assert "danach" in shown
    assert "Entfallen" in shown
    assert material_of(old).fingerprint in shown


def test_equal_states_are_said_to_be_equal():
    material = material_of(full_assessment())
    report = build_change_report(replace(material, former=material_of(full_assessment())))
    write = next(known.write for known in FORMATS if known.id == "html")
    assert "Beide Fassungen sagen dasselbe." in READERS["html"](write(report, b""))


def test_the_report_prints_the_history_of_versions():
    former = FormerVersion(
        id="v",
        version="1.0",
        released_on=CREATED_ON,
        released_by="Erika Muster",
        fingerprint="b" * 64,
        summary="Erste",
    )
    assessment = replace(minimal_assessment(), version="1.1", former_versions=(former,))
    shown = READERS["html"](document(assessment, "html"))
    for words in ("Änderungshistorie", "Erika Muster", "b" * 64, "1.1 (diese Fassung)", "Erste"):
        assert words in shown

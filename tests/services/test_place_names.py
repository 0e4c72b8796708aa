"""Places in people's words: never a code, and honest about what was removed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from domain.test_domain_places import every_path
from factories import full_assessment, minimal_assessment, platform_use

from dsfa_app.catalogue.loader import load_catalogue
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.frame import Participant
from dsfa_app.domain.presence import Channel
from dsfa_app.domain.structure import shape
from dsfa_app.method.findings import Topic
from dsfa_app.place_names import LONGEST_NAME, PlaceNames, topic_of
from dsfa_app.texts import load_texts


@pytest.fixture(scope="module")
def names() -> PlaceNames:
    return PlaceNames(load_texts(), load_catalogue().titles())


def test_every_place_of_a_full_assessment_has_a_name_without_ids_of_fields(names: PlaceNames) -> None:
    assessment = full_assessment()
    for path in every_path(assessment):
        name = names.of(path, assessment)
        assert name.exists, path
        assert all(part.strip() for part in name.parts)
        assert "_" not in "".join(part.split("„")[0] for part in name.parts)


def test_every_field_but_the_comments_and_the_id_stands_on_a_page() -> None:
    without = {item.name for item in shape(Assessment) if topic_of((item.name,)) is None}
    assert without == {"id", "comments"}


def test_the_name_goes_from_the_record_to_the_field(names: PlaceNames) -> None:
    channel = Channel(id="k7", name="Jugendamt")
    assessment = replace(minimal_assessment(), channels=(channel,))
    name = names.of(("channels", "k7", "url"), assessment)
    assert name.text == "Kanal „Jugendamt“ · Internetadresse"
    assert name.full_text == "Plattformen und Kanäle: Kanal „Jugendamt“ · Internetadresse"
    assert names.of(("channels",), assessment).text == "Kanäle"
    assert names.record(channel, assessment) == "Kanal „Jugendamt“"
    assert names.of((), assessment).text == "DSFA im Ganzen"


def test_a_removed_entry_is_said_to_be_removed(names: PlaceNames) -> None:
    name = names.of(("channels", "k7", "url"), minimal_assessment())
    assert (name.text, name.exists) == ("Kanal (entfernt) · Internetadresse", False)
    assert name.topic is Topic.CHANNELS


def test_a_field_the_program_does_not_know_is_shown_as_it_is(names: PlaceNames) -> None:
    name = names.of(("gibt", "es", "nicht"), minimal_assessment())
    assert (name.text, name.exists, name.topic) == ("gibt.es.nicht", False, None)


def test_a_rating_is_called_by_risk_and_platform_even_before_it_is_stored(names: PlaceNames) -> None:
    assessment = replace(minimal_assessment(), platforms=(platform_use("facebook"),))
    name = names.of(("ratings", "facebook.R01", "gross"), assessment)
    assert name.exists
    assert name.parts[0].startswith("Bewertung „R01 ")
    assert name.parts[0].endswith(", Facebook“")
    assert not names.of(("ratings", "tiktok.R01"), assessment).exists
    assert not names.of(("ratings", "facebook.R999"), assessment).exists


def test_a_question_of_the_threshold_analysis_has_a_name_before_it_is_answered(names: PlaceNames) -> None:
    title = load_catalogue().threshold_rules["wp248-c7"].title
    name = names.of(("threshold_answers", "wp248-c7", "reason"), minimal_assessment())
    assert name.exists
    assert title in name.text
    assert not names.of(("threshold_answers", "wp248-c99"), minimal_assessment()).exists


def test_long_and_missing_names_stay_readable(names: PlaceNames) -> None:
    people = (Participant(id="p1"), Participant(id="p2", name="Wort\n" * 100))
    assessment = replace(minimal_assessment(), participants=people)
    assert names.of(("participants", "p1"), assessment).text == "Beteiligte Person ohne Namen"
    long = names.of(("participants", "p2"), assessment).text
    assert "\n" not in long
    assert len(long) <= LONGEST_NAME + len("Beteiligte Person „“")
    assert long.endswith("…“")


def test_fields_of_a_platform_stand_where_they_are_asked() -> None:
    assert topic_of(("platforms", "x", "purpose")) is Topic.CHANNELS
    assert topic_of(("platforms", "x", "abstention")) is Topic.NECESSITY
    assert topic_of(("ratings", "x.R01", "acceptance_reason")) is Topic.RESIDUAL
    assert topic_of(("ratings", "x.R01", "reason")) is Topic.RISKS
    assert topic_of(()) is None

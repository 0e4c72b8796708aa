"""An assessment travels without loss, and nothing else comes in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from factories import full_assessment, large_assessment, minimal_assessment
from hypothesis import example, given, settings
from strategies import HOSTILE_TEXTS, assessments, typed_text

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.measure import Evidence, Measure
from dsfa_app.domain.presence import Channel, PlatformUse
from dsfa_app.domain.rating import Rating, Score
from dsfa_app.domain.vocabulary import Answer, ChannelState, MeasureState
from dsfa_app.errors import DocumentError
from dsfa_app.exchange.canonical import FORMAT_VERSION, Reference, decode, encode, fingerprint
from dsfa_app.exchange.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Callable

FULL = full_assessment()
REFERENCE = Reference(
    catalogue_version="1.0.0",
    catalogue_fingerprint="c" * 64,
    profile_version="1.0.0",
    profile_fingerprint="d" * 64,
)
Plain = dict[str, Any]


@settings(max_examples=60, deadline=None)
@given(assessments())
def test_any_assessment_is_read_as_it_was_written(assessment: Assessment):
    data = encode(assessment, REFERENCE)
    envelope = decode(data)
    assert envelope.assessment == assessment
    assert envelope.reference == REFERENCE
    assert envelope.fingerprint == fingerprint(assessment)
    assert encode(envelope.assessment, envelope.reference) == data


@given(typed_text())
@example("\x00\x1f\x7f\u2028\ufeff")
@example("Zeile 1\r\nZeile 2")
@example("a" * 1_000_000)
def test_any_text_a_person_can_type_travels_unchanged(text: str):
    assessment = replace(FULL, title=text)
    assert decode(encode(assessment)).assessment.title == text


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_texts_that_broke_documents_before_travel_unchanged(text: str):
    assessment = full_assessment(lambda place: f"{place}{text}")
    assert decode(encode(assessment)).assessment == assessment


@pytest.mark.parametrize("assessment", [minimal_assessment(), FULL, large_assessment()])
def test_an_assessment_of_every_size_travels(assessment: Assessment):
    assert decode(encode(assessment)).assessment == assessment


def test_equal_content_gives_equal_bytes_in_sorted_order():
    data = encode(FULL)
    assert data == encode(full_assessment())
    plain = json.loads(data)
    assert json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == data
    canonical = json.dumps(plain["assessment"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest() == plain["fingerprint"]


def test_the_fingerprint_of_known_content_never_changes():
    """A change here would break every document that is out in the world."""
    known = Assessment(
        id="a1",
        title="Größe „X“ – 漢字 \x00 =1+1",
        created_on=date(2026, 11, 21),
        platforms=(PlatformUse(id="x", name="X", sources=("x.status",), named_in_concept=Answer.NO),),
        channels=(
            Channel(id="k1", platform_id="x", state=ChannelState.RETIRED, retired_on=date(2025, 1, 2)),
        ),
        ratings=(
            Rating(
                id="x.R01",
                platform_id="x",
                risk_id="R01",
                applicable=Answer.YES,
                gross=Score(severity=3, likelihood=4),
            ),
        ),
        measures=(
            Measure(
                id="m1",
                state=MeasureState.PROVEN,
                likelihood_effect=-2,
                documentary=True,
                evidence=(Evidence(id="e1", title="Bildschirmfoto"),),
            ),
        ),
    )
    assert fingerprint(known) == "a9c569164e64e6b032b63759c9f8f8a89461bd3f43ebd894ebc7e8e84b36030e"


def test_half_a_unicode_character_is_never_written():
    with pytest.raises(DocumentError, match="halbes Unicode-Zeichen"):
        encode(replace(FULL, title="halb \ud83d"))


def bare(assessment: Assessment = FULL) -> Plain:
    """Return the envelope as plain values, to be spoilt."""
    plain: Plain = json.loads(encode(assessment))
    return plain


def sealed(plain: Plain) -> bytes:
    """Return the spoilt envelope with a fingerprint that fits it."""
    text = json.dumps(plain["assessment"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return json.dumps(plain | {"fingerprint": hashlib.sha256(text.encode()).hexdigest()}).encode()


def at(plain: Plain, *path: str | int) -> Any:
    value: Any = plain
    for step in path:
        value = value[step]
    return value


def spoilt(*path: str | int, value: Any) -> bytes:
    """Return the full assessment with another value at a place of its plain form."""
    plain = bare()
    at(plain, *path[:-1])[path[-1]] = value
    return sealed(plain)


A = "assessment"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((A, "title"), None),
        ((A, "title"), 7),
        ((A, "title"), ["x"]),
        ((A, "id"), ""),
        ((A, "created_on"), None),
        ((A, "created_on"), "21.11.2026"),
        ((A, "created_on"), "20261121"),
        ((A, "created_on"), "2026-11-21T00:00:00"),
        ((A, "created_on"), "2026-02-30"),
        ((A, "created_on"), 20261121),
        ((A, "state"), "erfunden"),
        ((A, "state"), "DRAFT"),
        ((A, "state"), None),
        ((A, "state"), ["entwurf"]),
        ((A, "occasion"), None),
        ((A, "occasion"), []),
        ((A, "occasion", "publication"), True),
        ((A, "channels"), None),
        ((A, "channels"), {}),
        ((A, "channels", 0), None),
        ((A, "channels", 0), "channel-0"),
        ((A, "platforms", 0, "sources"), "Quelle"),
        ((A, "platforms", 0, "sources"), [None]),
        ((A, "platforms", 0, "sources"), None),
        ((A, "measures", 0, "documentary"), 1),
        ((A, "measures", 0, "documentary"), "true"),
        ((A, "measures", 0, "likelihood_effect"), True),
        ((A, "measures", 0, "likelihood_effect"), "0"),
        ((A, "measures", 0, "likelihood_effect"), 1),
        ((A, "measures", 0, "likelihood_effect"), -3),
        ((A, "measures", 0, "likelihood_effect"), 10**400),
        ((A, "ratings", 0, "gross", "severity"), 0),
        ((A, "ratings", 0, "gross", "severity"), True),
        ((A, "ratings", 0, "gross", "severity"), 10),
        ((A, "ratings", 0, "gross", "severity"), None),
        ((A, "ratings", 0, "gross"), [3, 3]),
        (("reference",), None),
        (("reference", "catalogue_version"), 1),
    ],
)
def test_a_value_of_another_kind_refuses_the_whole_file(path: tuple[str | int, ...], value: Any):
    with pytest.raises(DocumentError, match=r"wurde nicht übernommen"):
        decode(spoilt(*path, value=value))


@pytest.mark.parametrize(
    "path", [(A,), (A, "decision"), (A, "measures", 1, "evidence", 0), ("reference",), ()]
)
def test_missing_and_unknown_names_refuse_the_whole_file(path: tuple[str | int, ...]):
    for name in list(at(bare(), *path)):
        plain = bare()
        del at(plain, *path)[name]
        with pytest.raises(DocumentError):
            decode(sealed(plain) if A in path else json.dumps(plain).encode())
    plain = bare()
    at(plain, *path)["zusatz"] = ""
    with pytest.raises(DocumentError, match=r"nicht kennt|Unbekanntes"):
        decode(sealed(plain))


@pytest.mark.parametrize("collection", ["channels", "platforms", "measures", "threshold_answers", "ratings"])
def test_an_id_held_twice_refuses_the_whole_file(collection: str):
    plain = bare()
    plain[A][collection].append(plain[A][collection][0])
    with pytest.raises(DocumentError, match="doppelt"):
        decode(sealed(plain))


def test_an_id_held_twice_further_down_refuses_the_whole_file():
    plain = bare()
    evidence = plain[A]["measures"][0]["evidence"]
    evidence.append(evidence[0])
    with pytest.raises(DocumentError, match=r"measures\.1\.evidence.*doppelt"):
        decode(sealed(plain))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((A, "ratings", 0, "id"), "facebook.R99"),
        ((A, "ratings", 0, "risk_id"), "R99"),
        ((A, "ratings", 0, "platform_id"), "mastodon"),
        ((A, "ratings", 0, "platform_id"), ""),
    ],
)
def test_a_rating_whose_id_does_not_fit_is_refused(path: tuple[str | int, ...], value: str):
    with pytest.raises(DocumentError, match="passt nicht zu Plattform und Risiko"):
        decode(spoilt(*path, value=value))


def test_a_rating_without_platform_and_risk_is_refused():
    plain = bare()
    plain[A]["ratings"][0] |= {"id": "facebook.", "risk_id": ""}
    with pytest.raises(DocumentError, match="passt nicht zu Plattform und Risiko"):
        decode(sealed(plain))


@pytest.mark.parametrize("collection", ["roles", "joint_arrangements", "transfers", "ratings"])
def test_a_record_about_a_foreign_platform_is_refused(collection: str):
    with pytest.raises(DocumentError, match="nennt eine Plattform, die zu dieser DSFA nicht gehört"):
        decode(spoilt(A, collection, 0, "platform_id", value="tiktok"))


@pytest.mark.parametrize("collection", ["measures", "purposes"])
def test_a_list_with_a_foreign_platform_is_refused(collection: str):
    with pytest.raises(DocumentError, match="die zu dieser DSFA nicht gehört"):
        decode(spoilt(A, collection, 0, "platform_ids", value=["facebook", "tiktok"]))


def test_a_channel_on_a_platform_given_up_long_ago_is_kept():
    envelope = decode(spoilt(A, "channels", 0, "platform_id", value="flickr"))
    assert envelope.assessment.channels[0].platform_id == "flickr"


def test_a_record_that_names_no_platform_yet_is_taken():
    envelope = decode(spoilt(A, "channels", 0, "platform_id", value=""))
    assert envelope.assessment.channels[0].platform_id == ""


def test_an_error_does_not_repeat_endless_names():
    with pytest.raises(DocumentError) as refusal:
        decode(spoilt(A, "roles", 0, "platform_id", value="x" * 100_000))
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain | {"fingerprint": "0" * 64},
        lambda plain: plain | {"fingerprint": plain["fingerprint"].upper()},
        lambda plain: plain | {"fingerprint": None},
        lambda plain: plain | {A: plain[A] | {"title": "nachträglich geändert"}},
    ],
)
def test_content_that_was_changed_after_saving_is_refused(change: Callable[[Plain], Plain]):
    with pytest.raises(DocumentError, match="Fingerabdruck"):
        decode(json.dumps(change(bare())).encode())


@pytest.mark.parametrize("version", [FORMAT_VERSION + 1, 10**30])
def test_a_file_of_a_newer_version_asks_for_an_update(version: int):
    newer = bare() | {"format_version": version, "neu": {}}
    with pytest.raises(DocumentError, match="neueren Version"):
        decode(json.dumps(newer).encode())


@pytest.mark.parametrize("version", [0, -1, True, "1", None, [1], {}])
def test_a_version_that_never_was_is_refused(version: Any):
    with pytest.raises(DocumentError, match="Rahmen"):
        decode(json.dumps(bare() | {"format_version": version}).encode())


@pytest.mark.parametrize(
    "data", [b"{}", b"[]", b"null", b"7", b'"text"', b'{"format": "anderes"}', b'{"format": null}']
)
def test_a_foreign_file_is_called_foreign(data: bytes):
    with pytest.raises(DocumentError, match="keine DSFA der DSFA-Werkbank"):
        decode(data)


def test_the_fingerprint_says_nothing_about_the_reference_data():
    assert decode(encode(FULL)).fingerprint == decode(encode(FULL, REFERENCE)).fingerprint


def test_the_plain_form_holds_every_field():
    plain = to_plain(FULL)
    assert plain["ratings"][0]["gross"] == {"severity": 3, "likelihood": 3}
    assert plain["ratings"][1]["gross"] is None
    assert plain["created_on"] == "2026-11-21"
    assert plain["platforms"][0]["functions_used"]

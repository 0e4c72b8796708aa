"""Profiles of the body's own travel as files and with the assessments judged by them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from factories import minimal_assessment
from hypothesis import given
from jsonschema import Draft202012Validator
from profile_drafts import SHIPPED, drafts, own_profile

from dsfa_app.catalogue.profile_document import document_of, draft_from_document, sealed
from dsfa_app.errors import DocumentError
from dsfa_app.exchange.canonical import Reference, decode, encode
from dsfa_app.exchange.profile_file import FORMAT_VERSION, decode_draft, decode_profile, encode_profile
from dsfa_app.exchange.profile_schema import profile_schema, published
from dsfa_app.method.profile_draft import draft_of, profile_of
from dsfa_app.method.profile_findings import errors, profile_findings
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.method.profile_draft import ProfileDraft

OWN = own_profile()
VALIDATOR = Draft202012Validator(profile_schema())


@pytest.mark.parametrize("profile_id", SHIPPED)
def test_a_profile_comes_back_as_it_was_written(profile_id: str) -> None:
    profile = sealed(SHIPPED[profile_id])
    assert decode_profile(encode_profile(profile)) == profile
    assert document_of(SHIPPED[profile_id])["id"] == profile_id


@given(drafts())
def test_any_usable_profile_survives_its_file(draft: ProfileDraft) -> None:
    if errors(profile_findings(draft)):
        return
    profile = sealed(profile_of(draft))
    data = encode_profile(profile)
    VALIDATOR.validate(json.loads(data))
    back = decode_profile(data)
    assert back.fingerprint == profile.fingerprint
    assert (back.cells, back.levels, back.severity_questions) == (
        profile.cells,
        profile.levels,
        profile.severity_questions,
    )


def test_the_published_schema_is_the_one_in_force() -> None:
    assert resource("schema", f"risk-profile-{FORMAT_VERSION}.json").read_text("utf-8") == published()
    Draft202012Validator.check_schema(profile_schema())


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    plain = json.loads(encode_profile(OWN))
    change(plain)
    return json.dumps(plain).encode()


REFUSED: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a hole": (lambda plain: plain["profile"]["cells"].pop(5), r"Schwere 2 · EW 2 hat keine Stufe"),
    "less for more": (
        lambda plain: plain["profile"]["cells"][15].update(level="low"),
        r"Schwere 4 · EW 4 ist niedriger als Schwere 3 · EW 4.* weitere|niedriger",
    ),
    "ten steps": (
        lambda plain: plain["profile"]["axes"]["severity"]["steps"].append({"step": 10, "label": "x"}),
        r"1 bis 9",
    ),
    "a gap in the scale": (
        lambda plain: plain["profile"]["axes"]["severity"]["steps"].append({"step": 9, "label": "x"}),
        r"ohne Lücke",
    ),
    "unreadable colours": (
        lambda plain: plain["profile"]["levels"][0].update(foreground="#2E7D32"),
        r"Kontrast 1,0:1",
    ),
    "a colour that is none": (
        lambda plain: plain["profile"]["levels"][0].update(background="grün"),
        "„grün“",
    ),
    "an unknown key": (lambda plain: plain["profile"].update(extra=1), "extra"),
    "a missing key": (lambda plain: plain["profile"].pop("title"), "title"),
    "an unknown level": (lambda plain: plain["profile"]["cells"][0].update(level="x"), "„x“"),
    "a doubled field": (
        lambda plain: plain["profile"]["cells"].append(plain["profile"]["cells"][0]),
        "doppelt",
    ),
    "another format": (lambda plain: plain.update(format="x"), "kein Risikoprofil"),
    "a newer format": (lambda plain: plain.update(format_version=2), "neueren Version"),
    "an older format": (lambda plain: plain.update(format_version=0), "Rahmen"),
    "more in the frame": (lambda plain: plain.update(extra=1), "Rahmen"),
    "no profile in it": (lambda plain: plain.update(profile=[]), "Zuordnung"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_profile_is_refused_with_what_is_wrong(case: str) -> None:
    change, sentence = REFUSED[case]
    with pytest.raises(DocumentError, match=sentence):
        decode_profile(changed(change))


def test_a_profile_with_holes_can_be_looked_at() -> None:
    draft = decode_draft(changed(REFUSED["a hole"][0]))
    assert draft.cell(2, 2) is None
    assert replace(draft.with_cell(2, 2, 1), split_cells=OWN.split_cells) == draft_of(OWN)


def reference() -> Reference:
    return Reference(profile_version=OWN.version, profile_fingerprint=OWN.fingerprint)


def test_the_profile_travels_with_the_assessment() -> None:
    assessment = replace(minimal_assessment(), profile_id=OWN.id)
    envelope = decode(encode(assessment, reference(), OWN))
    assert envelope.profile == OWN
    assert envelope.assessment == assessment
    assert decode(encode(assessment, reference())).profile is None


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain["profile"].update(title="Ein anderes"),
        lambda plain: plain["profile"].update(version="2"),
        lambda plain: plain["reference"].update(profile_fingerprint=""),
        lambda plain: plain["profile"]["cells"].pop(),
        lambda plain: plain.update(profile=[]),
    ],
)
def test_a_foreign_or_broken_profile_refuses_the_whole_file(
    change: Callable[[dict[str, Any]], object],
) -> None:
    plain = json.loads(encode(replace(minimal_assessment(), profile_id=OWN.id), reference(), OWN))
    change(plain)
    with pytest.raises(DocumentError, match="nicht übernommen"):
        decode(json.dumps(plain).encode())


def test_the_document_is_what_the_draft_is_read_from() -> None:
    assert draft_from_document(document_of(OWN), "x") == draft_of(OWN)

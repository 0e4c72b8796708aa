"""The published JSON Schema says what the program writes and reads."""

from __future__ import annotations

import json

import pytest
from factories import full_assessment, large_assessment, minimal_assessment
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from strategies import assessments

from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.structure import Kind, record_classes, shape
from dsfa_app.exchange.canonical import FORMAT_VERSION, Reference, encode
from dsfa_app.exchange.schema import json_schema, published
from resources import resource

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_published_schema_is_the_one_in_force():
    assert resource("schema", f"assessment-{FORMAT_VERSION}.json").read_text("utf-8") == published()


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_describes_every_record_and_every_code():
    records = {record.__name__ for record in (*record_classes(Assessment), Reference)}
    codes = {
        item.record.__name__
        for record in record_classes(Assessment)
        for item in shape(record)
        if item.kind is Kind.CHOICE
    }
    assert set(SCHEMA["$defs"]) == records | codes | {"RiskProfile"}
    for name, definition in SCHEMA["$defs"].items():
        assert definition["description"].endswith(".")
        if "properties" in definition:
            assert definition["additionalProperties"] is False
            optional = {"split_note"} if name == "RiskProfile" else set()
            assert set(definition["required"]) == definition["properties"].keys() - optional


@pytest.mark.parametrize("assessment", [minimal_assessment(), full_assessment(), large_assessment()])
def test_what_is_written_fits_the_schema(assessment: Assessment):
    VALIDATOR.validate(json.loads(encode(assessment)))


@settings(max_examples=25, deadline=None)
@given(assessments())
def test_any_assessment_fits_the_schema(assessment: Assessment):
    VALIDATOR.validate(json.loads(encode(assessment)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", None),
        ("state", "erfunden"),
        ("created_on", "21.11.2026"),
        ("channels", {}),
        ("zusatz", ""),
        ("id", ""),
    ],
)
def test_what_the_program_refuses_does_not_fit_the_schema(name: str, value: object):
    plain = json.loads(encode(full_assessment()))
    plain["assessment"][name] = value
    assert not VALIDATOR.is_valid(plain)


@pytest.mark.parametrize(("name", "value"), [("severity", 0), ("likelihood", 10), ("likelihood", 1.5)])
def test_scores_beyond_every_scale_do_not_fit_the_schema(name: str, value: float):
    plain = json.loads(encode(full_assessment()))
    plain["assessment"]["ratings"][0]["gross"][name] = value
    assert not VALIDATOR.is_valid(plain)

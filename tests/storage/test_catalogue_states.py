"""Kept states of the catalogue: each text once, what was noted stays, damage keeps nobody from working."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from dsfa_app.storage.catalogue_states import KeptTexts, catalogue_texts

if TYPE_CHECKING:
    from dsfa_app.bootstrap import Application
    from dsfa_app.storage.database import Database

SAID = {"facebook.status": {"title": "Status", "text": "in Betrieb"}}
TEXTS = KeptTexts(fingerprint="f", version="2026.1.1", statements=SAID)


@pytest.fixture
def database(app: Application) -> Database:
    return app._database


def test_texts_come_back_as_they_were_kept(database: Database) -> None:
    with database.unit_of_work() as work:
        work.catalogue_states.keep(TEXTS)
        work.catalogue_states.keep(KeptTexts(fingerprint="f", version="anders", statements={}))
        assert work.catalogue_states.has_texts("f")
        assert work.catalogue_states.texts("f") == TEXTS
        assert work.catalogue_states.texts("g") is None


def test_texts_are_added_to_a_version_that_was_known_by_name_only(database: Database) -> None:
    with database.unit_of_work() as work:
        states = work.catalogue_states
        states.keep(KeptTexts(fingerprint="f", version="2026.1.1", statements=None))
        assert not states.has_texts("f")
        states.keep(TEXTS)
        states.keep(KeptTexts(fingerprint="f", version="2026.1.1", statements=None))
        assert states.texts("f") == TEXTS


def test_what_was_noted_first_stays(app: Application, database: Database) -> None:
    assessment_id = app.assessments.create("Kanäle", ["xing"]).assessment.id
    with database.unit_of_work() as work:
        before = work.catalogue_states.noted(assessment_id)
        work.catalogue_states.note(assessment_id, {"xing": "anders", "x": "neu"})
        assert work.catalogue_states.noted(assessment_id) == {**before, "x": "neu"}


def test_damaged_texts_are_unknown_texts(database: Database) -> None:
    with database.unit_of_work() as work:
        work.catalogue_states.keep(TEXTS)
        work.catalogue_states._connection.execute(update(catalogue_texts).values(content=b"kaputt"))
        texts = work.catalogue_states.texts("f")
    assert texts == KeptTexts(fingerprint="f", version="2026.1.1", statements=None)


def test_only_the_catalogue_compared_last_counts_as_compared(database: Database) -> None:
    with database.unit_of_work() as work:
        states = work.catalogue_states
        for name in "fg":
            states.keep(KeptTexts(fingerprint=name, version=name, statements={}))
            states.mark_compared(name)
        assert (states.is_compared("f"), states.is_compared("g"), states.is_compared("h")) == (
            False,
            True,
            False,
        )

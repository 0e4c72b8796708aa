"""``dsfa review``: what is due, and what changed in the catalogue, headless."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from catalogues import altered_catalogue

from dsfa_app import cli
from dsfa_app.bootstrap import Application, open_application
from dsfa_app.commands import console
from dsfa_app.domain.review import ReviewEvent

if TYPE_CHECKING:
    from pathlib import Path

SHORTER = (
    "platforms/facebook.yaml",
    "binnen 6\u00a0Monaten gelöscht",
    "binnen 3\u00a0Monaten gelöscht",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one assessment of Facebook."""
    with open_application(tmp_path / "daten") as app:
        app.assessments.create("Kanäle der Stadt", ["facebook"])
    return tmp_path / "daten"


def test_nothing_to_do_is_said_and_exits_with_0(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["review", "--data-dir", str(data)]) == console.DONE
    assert capsys.readouterr().out == "Nichts ist fällig oder neu zu prüfen.\n"


def test_what_is_due_is_listed_and_exits_with_1(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_application(data) as app:
        line = app.overview.summaries()[0]
        stored = app.assessments.open(line.id)
        due = replace(
            stored.assessment,
            review=replace(stored.assessment.review, due_on=date(2020, 1, 2)),
            review_events=(ReviewEvent(id="e", description="Beschwerde\nüber ein Foto"),),
        )
        app.assessments.save(due, stored.revision)
    assert cli.run(["review", line.id, "--data-dir", str(data)]) == console.FOUND
    said = capsys.readouterr().out
    assert "Überprüfung fällig seit 02.01.2020" in said
    assert "Anlass offen: Beschwerde\n" in said
    assert cli.run(["review", "--json", "--data-dir", str(data)]) == console.FOUND
    (need,) = json.loads(capsys.readouterr().out)
    assert (need["id"], need["overdue_since"]) == (line.id, "2020-01-02")
    assert need["open_events"][0]["description"] == "Beschwerde\nüber ein Foto"


def test_a_changed_catalogue_is_listed_with_old_and_new_text(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    altered = altered_catalogue(tmp_path, [SHORTER])
    monkeypatch.setattr(Application, "catalogue", altered)
    assert cli.run(["review", "--data-dir", str(data)]) == console.FOUND
    said = capsys.readouterr().out
    assert "Katalog geändert: Facebook: Speicherdauer [facebook.retention.meta]" in said
    assert "bisher: Einzelfallbezogen" in said
    assert "binnen 3\u00a0Monaten" in said
    assert cli.run(["review", "--json", "--data-dir", str(data)]) == console.FOUND
    (need,) = json.loads(capsys.readouterr().out)
    assert need["changes"][0]["kind"] == "geaendert"


def test_an_assessment_that_does_not_exist_is_bad_input(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["review", "fehlt", "--data-dir", str(data)]) == console.REFUSED
    assert "gibt es nicht" in capsys.readouterr().err

"""``dsfa versions``, ``dsfa compare`` and documents of frozen versions, without a window."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dsfa_app import cli
from dsfa_app.bootstrap import open_application
from dsfa_app.commands import console
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.vocabulary import Role

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> tuple[Path, str]:
    """A data folder with a released example that is being revised, and its id."""
    folder = tmp_path / "daten"
    with open_application(folder) as app:
        stored = app.examples.create("stuttgart")
        person = ActingPerson(name="Erika Muster", role=Role.CONTROLLER)
        with app._database.unit_of_work() as work:
            released = app.versions.release(work, stored.assessment, person)
        revision = app.assessments.save(released, stored.revision)
        draft = replace(app.versions.revise(released), title="Kanäle der Stadt, fortgeschrieben")
        app.rights.accept(draft)
        app.assessments.save(draft, revision)
        return folder, draft.id


def run(data: tuple[Path, str], command: str, *more: object) -> int:
    return cli.run([command, data[1], *map(str, more), "--data-dir", str(data[0])])


def test_versions_are_listed_with_number_person_and_fingerprint(
    data: tuple[Path, str], capsys: pytest.CaptureFixture[str]
):
    assert run(data, "versions") == console.DONE
    shown = capsys.readouterr().out
    assert shown.startswith("1.0")
    assert "gilt" in shown
    assert "Erika Muster" in shown
    assert run(data, "versions", "--json") == console.DONE
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["version"], line["intact"], line["kind"]) == ("1.0", True, "freigabe")


def test_a_forged_version_is_a_finding(data: tuple[Path, str], capsys: pytest.CaptureFixture[str]):
    with open_application(data[0]) as app, app._database.raw_connection() as driver:
        driver.execute("UPDATE versions SET person = 'Jemand anderes'")
    assert run(data, "versions") == console.FOUND
    assert "VERÄNDERT ODER BESCHÄDIGT" in capsys.readouterr().out
    assert run(data, "compare", "--from", "1.0") == console.REFUSED
    assert "nicht mehr, was eingefroren wurde" in capsys.readouterr().err


def test_a_comparison_says_what_changed(data: tuple[Path, str], capsys: pytest.CaptureFixture[str]):
    assert run(data, "compare", "--from", "1.0") == console.FOUND
    shown = capsys.readouterr().out
    assert "Von: Fassung 1.0, freigegeben am" in shown
    assert "[Geändert] Titel" in shown
    assert "+ Kanäle der Stadt, fortgeschrieben" in shown
    assert run(data, "compare", "--from", "1.0", "--json") == console.FOUND
    assert {"title", "version"} <= {
        item["path"][0] for item in json.loads(capsys.readouterr().out)["changes"]
    }


def test_a_version_does_not_differ_from_itself(data: tuple[Path, str], capsys: pytest.CaptureFixture[str]):
    assert run(data, "compare", "--from", "1.0", "--to", "1.0") == console.DONE
    assert "Keine Unterschiede" in capsys.readouterr().out


@pytest.mark.parametrize("format_id", ["docx", "xlsx", "html"])
def test_a_change_report_is_written(data: tuple[Path, str], tmp_path: Path, format_id: str):
    out = tmp_path / f"änderungen.{format_id}"
    assert run(data, "compare", "--from", "1.0", "--out", out, "--format", format_id) == console.DONE
    assert out.stat().st_size


def test_the_report_of_changes_since_the_former_version_needs_no_number(
    data: tuple[Path, str], tmp_path: Path
):
    out = tmp_path / "a.html"
    assert (
        run(data, "export", "--document", "aenderungsbericht", "--format", "html", "--out", out)
        == console.DONE
    )
    assert "freigegeben am" in out.read_text("utf-8")


def test_a_frozen_version_is_written_as_it_was(
    data: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "alt.json"
    assert run(data, "export", "--version", "1.0", "--format", "json", "--out", out) == console.DONE
    written = json.loads(out.read_bytes())
    assert written["assessment"]["state"] == "freigegeben"
    capsys.readouterr()
    assert run(data, "versions", "--json") == console.DONE
    assert written["fingerprint"] == json.loads(capsys.readouterr().out)[0]["fingerprint"]


def test_an_unknown_version_is_refused_with_those_that_exist(
    data: tuple[Path, str], capsys: pytest.CaptureFixture[str]
):
    assert run(data, "compare", "--from", "9.9") == console.REFUSED
    assert "Die Fassung „9.9“ gibt es nicht. Vorhanden: 1.0." in capsys.readouterr().err


def test_without_a_release_there_is_nothing_to_compare_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = tmp_path / "neu"
    with open_application(folder) as app:
        assessment_id = app.assessments.create("Kanäle", ["facebook"]).assessment.id
    data = (folder, assessment_id)
    assert run(data, "versions") == console.DONE
    assert "Noch keine Fassung eingefroren" in capsys.readouterr().out
    out = tmp_path / "a.docx"
    assert (
        run(data, "export", "--document", "aenderungsbericht", "--format", "docx", "--out", out)
        == console.REFUSED
    )
    assert "fehlt die Fassung" in capsys.readouterr().err
    assert not out.exists()

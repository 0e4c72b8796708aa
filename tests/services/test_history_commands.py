"""``dsfa log`` and ``dsfa trash`` on real data."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from factories import full_assessment

from dsfa_app import cli
from dsfa_app.bootstrap import open_application
from dsfa_app.commands import console
from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.editing import with_value
from dsfa_app.domain.vocabulary import Role

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one assessment that two people changed."""
    folder = tmp_path / "daten"
    with open_application(folder) as app:
        stored = app.assessments.add(full_assessment())
        assessment, revision = stored.assessment, stored.revision
        for name, text in (("Ada", "Erster Anlass"), ("Ben", "Zweiter\nAnlass")):
            app.session.act_once_as(ActingPerson(name=name, role=Role.AUTHOR))
            assessment = with_value(assessment, ("occasion", "reason"), text)
            revision = app.assessments.save(assessment, revision)
    return folder


def run(data: Path, *arguments: object) -> int:
    return cli.run([*map(str, arguments), "--data-dir", str(data)])


def forge(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "dsfa.sqlite")) as driver, driver:
        assert driver.execute(statement).rowcount


def test_the_log_says_who_changed_what_newest_first(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "log", "a1") == console.DONE
    lines = capsys.readouterr().out.splitlines()
    assert "Ben (Fachverantwortung): geändert" in lines[0]
    assert lines[1].strip() == "Anlass und Umfang · Anlass"
    assert lines[2].strip() == "alt: Erster Anlass"
    assert lines[3].strip() == "neu: Zweiter · Anlass"
    assert "DSFA angelegt" in lines[-2]


def test_the_log_is_there_for_programs_too(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "log", "--json", "--limit", 1) == console.DONE
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["number"], entry["person"], entry["path"]) == (3, "Ben", "occasion.reason")
    assert (entry["old"], entry["new"]) == ("Erster Anlass", "Zweiter\nAnlass")
    assert entry["at"].endswith("+00:00")


def test_the_log_of_an_unknown_assessment_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "log", "nirgends") == console.REFUSED
    assert "„nirgends“ gibt es keinen Verlauf" in capsys.readouterr().err


def test_an_untouched_log_is_sound_and_says_what_to_note(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "log", "--verify") == console.DONE
    out = capsys.readouterr().out
    assert "lückenlos und unverändert" in out
    note = out.rsplit(" ", 1)[1].strip()
    assert note.startswith("3:")
    assert run(data, "log", "--verify", "--noted", note) == console.DONE
    assert run(data, "log", "--verify", "--noted", f"4:{'0' * 64}") == console.FOUND


def test_a_forged_log_names_the_first_broken_entry(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forge(data, "UPDATE journal SET person = 'Eve' WHERE number = 2")
    assert run(data, "log", "--verify") == console.FOUND
    assert "Eintrag 2: der Eintrag wurde verändert." in capsys.readouterr().out
    assert run(data, "log", "--verify", "--json") == console.FOUND
    answer = json.loads(capsys.readouterr().out)
    assert (answer["sound"], answer["break"]["number"], answer["head"]["number"]) == (False, 2, 3)
    assert run(data, "log", "a1") == console.DONE
    assert "Eve" in capsys.readouterr().out


def test_a_note_that_is_none_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(data, "log", "--verify", "--noted", "drei")
    assert "NUMMER:SHA256" in capsys.readouterr().err


def test_the_waste_basket_is_filled_listed_taken_from_and_emptied(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "trash") == console.DONE
    assert "leer" in capsys.readouterr().out
    assert run(data, "trash", "delete", "a1") == console.DONE
    assert run(data, "show", "a1") == console.REFUSED
    assert "liegt im Papierkorb" in capsys.readouterr().err
    assert run(data, "trash", "--json") == console.DONE
    assert [line["id"] for line in json.loads(capsys.readouterr().out)] == ["a1"]
    assert run(data, "trash", "list") == console.DONE
    assert capsys.readouterr().out.startswith("a1  gelöscht am ")
    assert run(data, "trash", "restore", "a1") == console.DONE
    assert run(data, "trash", "delete", "a1") == console.DONE
    assert run(data, "trash", "empty") == console.DONE
    assert "Endgültig gelöscht: 1 DSFA." in capsys.readouterr().out
    assert run(data, "log", "a1") == console.DONE
    assert "endgültig gelöscht" in capsys.readouterr().out
    assert run(data, "log", "--verify") == console.DONE


@pytest.mark.parametrize("action", ["delete", "restore"])
def test_the_waste_basket_wants_to_know_what_is_meant(
    data: Path, action: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "trash", action) == console.REFUSED
    assert "KENNUNG" in capsys.readouterr().err
    assert run(data, "trash", action, "nirgends") == console.REFUSED

"""``dsfa advance`` and who a call says works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from workflow_people import ready_for_release

from dsfa_app import cli
from dsfa_app.bootstrap import open_application
from dsfa_app.commands import console

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one draft that is ready to be submitted."""
    folder = tmp_path / "daten"
    with open_application(folder) as app:
        app.assessments.add(ready_for_release(app))
    return folder


def run(data: Path, *arguments: str) -> int:
    return cli.run([*arguments, "--data-dir", str(data)])


AUTHOR = ("--as", "Frau Amann", "--role", "fachverantwortung")


def test_a_step_is_taken_by_whoever_the_call_names(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "advance", "a1", "--action", "vorlegen", *AUTHOR) == console.DONE
    assert "in Prüfung" in capsys.readouterr().out
    with open_application(data) as app:
        approval = app.assessments.open("a1").assessment.approvals[0]
    assert (approval.person, approval.role.value) == ("Frau Amann", "fachverantwortung")


def test_without_a_step_the_call_says_which_are_possible(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "advance", "a1", *AUTHOR) == console.DONE
    assert "vorlegen                     möglich" in capsys.readouterr().out
    assert run(data, "advance", "a1", "--json", "--as", "Dr. Berg", "--role", "dsb") == console.FOUND
    steps = {step["action"]: step["missing"] for step in json.loads(capsys.readouterr().out)}
    assert steps["vorlegen"] == ["Diesen Schritt geht nur die Fachverantwortung."]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--action", "vorlegen"), "wer Sie sind"),
        (("--action", "freigeben", *AUTHOR), "nicht vorgesehen"),
        (("--action", "tanzen", *AUTHOR), "gibt es nicht"),
        (("--action", "verwerfen", *AUTHOR), "braucht einen Grund"),
        (("--action", "vorlegen", "--as", "Frau Amann"), "--as NAME und --role ROLLE"),
        (("--action", "vorlegen", "--as", "Frau Amann", "--role", "chef"), "Mögliche Rollen"),
        (("--action", "vorlegen", "--as", " ", "--role", "dsb"), "Namen der Person"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    data: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "advance", "a1", *arguments) == console.REFUSED
    assert words in capsys.readouterr().err


def test_a_reason_is_kept(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(data, "advance", "a1", "--action", "verwerfen", "--reason", "aufgegeben", *AUTHOR) == console.DONE
    )
    assert "verworfen" in capsys.readouterr().out

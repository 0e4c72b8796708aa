"""The command line as its contract says: commands, JSON, exit status, one sentence on failure."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dsfa_app import cli
from dsfa_app.bootstrap import open_application
from dsfa_app.commands import console
from dsfa_app.exchange import canonical

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder and the answer of one run of ``dsfa demo`` in a process of its own."""
    out = tmp_path_factory.mktemp("demo") / "neu"
    command = [sys.executable, "-m", "dsfa_app", "demo", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return out, json.loads(done.stdout)


@pytest.fixture
def data(demo: tuple[Path, dict[str, Any]], tmp_path: Path) -> Path:
    """A data folder of the test's own with the example in it."""
    out, _answer = demo
    folder = tmp_path / "daten"
    folder.mkdir()
    (folder / "dsfa.sqlite").write_bytes((out / "dsfa.sqlite").read_bytes())
    return folder


def _commands() -> list[str]:
    """Return the name of every command."""
    parser = cli._parser()
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return list(commands.choices)


def run(*arguments: object) -> int:
    return cli.run([str(argument) for argument in arguments])


def test_the_demo_answers_as_the_contract_says(demo: tuple[Path, dict[str, Any]]) -> None:
    out, answer = demo
    assert answer.keys() == {"assessment", "platforms", "channels", "risks_rated", "measures", "files"}
    assert answer["platforms"] == 8
    assert answer["channels"] >= 19
    assert answer["risks_rated"] > 200
    assert answer["measures"] == 46
    assert [file.keys() for file in answer["files"]] == [{"path", "sha256", "verdict", "seconds"}] * 2
    assert {file["verdict"] for file in answer["files"]} == {"untrusted"}
    assert {entry.name for entry in out.iterdir()} == {"DSFA.docx", "DSFA.xlsx", "dsfa.sqlite"}


def test_the_demo_replaces_an_earlier_result_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "DSFA.docx").write_bytes(b"alt")
    assert run("demo", "--out", tmp_path) == console.DONE
    capsys.readouterr()
    assert (tmp_path / "DSFA.docx").read_bytes().startswith(b"PK")
    assert run("demo", "--out", tmp_path) == console.DONE


def test_list_show_and_check_tell_of_the_example(
    data: Path, demo: tuple[Path, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assessment_id = demo[1]["assessment"]
    assert run("list", "--json", "--data-dir", data) == console.DONE
    assert [line["id"] for line in json.loads(capsys.readouterr().out)] == [assessment_id]
    assert run("--data-dir", data, "show", assessment_id, "--json") == console.DONE
    shown = canonical.decode(capsys.readouterr().out.strip().encode())
    assert len(shown.assessment.platforms) == 8
    assert run("check", assessment_id, "--data-dir", data) == console.FOUND
    lines = capsys.readouterr().out.splitlines()
    assert "Plattformen und Kanäle:" in lines
    assert any(re.fullmatch(r"  Warnung  .* \[operator-not-in-concept\]", line) for line in lines)
    assert re.fullmatch(r"\d+ Fehler, \d+ Warnungen, \d+ Hinweise\.", lines[-1])
    assert run("check", assessment_id, "--json", "--data-dir", data) == console.FOUND
    found = json.loads(capsys.readouterr().out)
    assert {"operator-not-in-concept", "statistics-contradiction"} <= {finding["check"] for finding in found}


def test_an_exported_json_comes_back_losslessly(
    data: Path, demo: tuple[Path, dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assessment_id, file = demo[1]["assessment"], tmp_path / "dsfa.json"
    assert run("export", assessment_id, "--format", "json", "--out", file, "--data-dir", data) == console.DONE
    elsewhere = tmp_path / "anderswo"
    assert run("import", file, "--dry-run", "--data-dir", elsewhere) == console.DONE
    assert "Würde" in capsys.readouterr().out
    with open_application(elsewhere) as app:
        assert app.overview.summaries() == ()
    assert run("import", file, "--data-dir", elsewhere) == console.DONE
    with open_application(data) as app, open_application(elsewhere) as other:
        assert (
            app.assessments.open(assessment_id).assessment == other.assessments.open(assessment_id).assessment
        )


@pytest.mark.parametrize("name", ["DSFA.docx", "DSFA.xlsx"])
def test_an_exported_document_comes_back_losslessly(
    name: str, demo: tuple[Path, dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", demo[0] / name, "--data-dir", tmp_path) == console.DONE
    capsys.readouterr()
    assert run("verify", demo[0] / name, "--json", "--data-dir", tmp_path) == console.FOUND
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] == "untrusted"
    assert answer["embedded"]["assessment"] == demo[1]["assessment"]
    assert answer["embedded"]["matches"] is True


def test_a_changed_assessment_no_longer_matches_its_document(
    data: Path, demo: tuple[Path, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    with open_application(data) as app:
        stored = app.assessments.open(demo[1]["assessment"])
        app.assessments.save(replace(stored.assessment, title="Geändert"), stored.revision)
    run("verify", demo[0] / "DSFA.docx", "--json", "--data-dir", data)
    assert json.loads(capsys.readouterr().out)["embedded"]["matches"] is False


def test_an_imported_other_state_never_overwrites_the_stored_one(
    data: Path, demo: tuple[Path, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    with open_application(data) as app:
        stored = app.assessments.open(demo[1]["assessment"])
        app.assessments.save(replace(stored.assessment, title="Geändert"), stored.revision)
    assert run("import", demo[0] / "DSFA.docx", "--data-dir", data) == console.DONE
    assert "Kopie" in capsys.readouterr().out
    with open_application(data) as app:
        titles = {summary.title for summary in app.overview.summaries()}
    assert "Geändert" in titles
    assert len(titles) == 2


def test_a_tampered_document_is_invalid_and_an_unsigned_one_says_so(
    data: Path, demo: tuple[Path, dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = (demo[0] / "DSFA.docx").read_bytes()
    broken = tmp_path / "abgeschnitten.docx"
    broken.write_bytes(signed[: len(signed) // 2])
    unsigned = tmp_path / "ohne.docx"
    run("export", demo[1]["assessment"], "--format", "docx", "--out", unsigned, "--data-dir", data)
    capsys.readouterr()
    assert run("verify", broken, "--json", "--data-dir", data) == console.FOUND
    assert json.loads(capsys.readouterr().out)["verdict"] == "unreadable"
    assert run("verify", unsigned, "--json", "--data-dir", data) == console.FOUND
    assert json.loads(capsys.readouterr().out)["verdict"] == "unsigned"


def test_verify_works_while_another_program_holds_the_data(
    data: Path, demo: tuple[Path, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    with open_application(data):
        assert run("verify", demo[0] / "DSFA.docx", "--json", "--data-dir", data) == console.FOUND
    assert json.loads(capsys.readouterr().out)["embedded"]["matches"] is None


def test_verify_leaves_no_data_behind_where_there_are_none(
    demo: tuple[Path, dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("verify", demo[0] / "DSFA.docx", "--data-dir", tmp_path / "leer")
    assert "gültig, Aussteller nicht vertraut" in capsys.readouterr().out
    assert not (tmp_path / "leer").exists()


def test_backup_and_restore_bring_the_data_back(
    data: Path, demo: tuple[Path, dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "sicherung.sqlite"
    assert run("backup", copy, "--data-dir", data) == console.DONE
    with open_application(data) as app:
        app.trash.delete(demo[1]["assessment"])
    assert run("restore", copy, "--data-dir", data) == console.DONE
    capsys.readouterr()
    with open_application(data) as app:
        assert [summary.id for summary in app.overview.summaries()] == [demo[1]["assessment"]]


@pytest.mark.parametrize("name", _commands())
def test_the_help_of_every_command_is_german_and_says_everything_once(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(name, "--help")
    said = capsys.readouterr().out
    assert ended.value.code == console.DONE
    assert said.startswith(f"Aufruf: dsfa {name} ")
    assert said.count("Aufruf:") == said.count("Optionen:") == 1
    assert not re.search(r"DATA_DIR|usage|positional|show this", said)
    assert not re.search(r"^  --\w+$", said, re.MULTILINE), "an option without words"


@pytest.mark.parametrize("arguments", [["--help"], ["export", "--help"], ["--version"]])
def test_help_is_german_and_ends_well(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "DSFA" in said or "Dokument" in said
    assert not {"usage:", "options:", "positional", "show this"} & set(said.split())


@pytest.mark.parametrize(
    "arguments", [["demo"], ["gibtesnicht"], ["export", "x", "--format", "pdf", "--out", "y"]]
)
def test_a_wrong_call_is_refused_in_one_german_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == console.REFUSED
    said = capsys.readouterr().err
    assert said.startswith("Der Aufruf stimmt nicht")
    assert said.count("\n") == 1

"""``dsfa export --document vermerk``: written, signed, verified and refused like the report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dsfa_app import cli
from dsfa_app.bootstrap import open_application
from dsfa_app.commands import console
from exporters.report.kinds import DOCUMENT_KINDS
from exporters.signature import KeyType, create_self_signed

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "ein langer Satz für Prüfzwecke"


@pytest.fixture
def data(tmp_path: Path) -> tuple[Path, str]:
    """A data folder with the Stuttgart example, and the example's id."""
    folder = tmp_path / "daten"
    with open_application(folder) as app:
        return folder, app.examples.create("stuttgart").assessment.id


def export(data: tuple[Path, str], format_id: str, out: Path, *more: object) -> int:
    folder, assessment_id = data
    arguments = ("export", assessment_id, "--format", format_id, "--out", out, "--data-dir", folder, *more)
    return cli.run([str(argument) for argument in arguments])


@pytest.mark.parametrize("format_id", ["docx", "xlsx"])
def test_a_signed_memo_is_verified_and_matches_the_stored_assessment(
    data: tuple[Path, str],
    tmp_path: Path,
    format_id: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    identity = tmp_path / "team.p12"
    identity.write_bytes(create_self_signed("Team", "Stadt", passphrase=PASSPHRASE, key_type=KeyType.EC_P256))
    monkeypatch.setenv(console.ENVIRONMENT_KEY, PASSPHRASE)
    out = tmp_path / f"Vermerk.{format_id}"
    assert export(data, format_id, out, "--document", "vermerk", "--sign", identity) == console.DONE
    assert json.loads(capsys.readouterr().out)["verdict"] == "untrusted"
    assert cli.run(["verify", str(out), "--json", "--data-dir", str(data[0])]) == console.FOUND
    answer = json.loads(capsys.readouterr().out)
    embedded = (answer[0] if isinstance(answer, list) else answer)["embedded"]
    assert embedded["assessment"] == data[1]
    assert embedded["matches"] is True


def test_the_report_is_written_unless_the_memo_is_asked_for(
    data: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sizes = []
    for more in ((), ("--document", "bericht"), ("--document", "vermerk")):
        assert export(data, "html", tmp_path / "a.html", *more) == console.DONE
        sizes.append((tmp_path / "a.html").stat().st_size)
    capsys.readouterr()
    assert sizes[0] == sizes[1] > 5 * sizes[2]


def test_a_memo_as_exchange_file_and_an_unknown_document_are_refused(
    data: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.json"
    assert export(data, "json", out, "--document", "vermerk") == console.REFUSED
    assert (
        "gibt es nicht als Austauschdatei (JSON). Möglich sind: docx, xlsx, html." in capsys.readouterr().err
    )
    with pytest.raises(SystemExit):
        export(data, "docx", out, "--document", "brief")
    assert f"möglich: {', '.join(kind.id for kind in DOCUMENT_KINDS)}" in capsys.readouterr().err.replace(
        "'", ""
    )
    assert not out.exists()

"""``dsfa profile``: list, show, export, import and check without a window."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dsfa_app import bootstrap, cli
from dsfa_app.commands import console

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> str:
    with bootstrap.open_application(tmp_path / "daten", ids=lambda: "haus") as app:
        app.profiles.copy("kp18", "Profil des Hauses")
    return str(tmp_path / "daten")


def test_profiles_are_listed(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--data-dir", data, "profile", "list"]) == console.DONE
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert "mitgeliefert" in lines[0]
    assert "eigen-haus" in lines[-1]
    assert "eigenes" in lines[-1]
    assert cli.run(["profile", "list", "--json", "--data-dir", data]) == console.DONE
    listed = json.loads(capsys.readouterr().out)
    assert [item["own"] for item in listed] == [False] * 5 + [True]


def test_a_profile_is_shown_with_its_matrix(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--data-dir", data, "profile", "show", "eigen-haus"]) == console.DONE
    shown = capsys.readouterr().out
    assert "Hohes Risiko: „hohes Risiko“" in shown
    assert "  4  Risiko  hoch" in shown
    assert "4 groß: gravierend oder nicht umkehrbar" in shown
    assert cli.run(["--data-dir", data, "profile", "show", "kp18", "--json"]) == console.DONE
    assert json.loads(capsys.readouterr().out)["id"] == "kp18"
    assert cli.run(["--data-dir", data, "profile", "show", "fehlt"]) == console.REFUSED
    assert "gibt es nicht" in capsys.readouterr().err


def test_a_profile_goes_out_and_comes_in(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "profil.json"
    other = str(tmp_path / "anderswo")
    assert cli.run(["--data-dir", data, "profile", "export", "eigen-haus", str(file)]) == console.DONE
    assert cli.run(["profile", "check", str(file)]) == console.DONE
    assert "in Ordnung" in capsys.readouterr().out
    for said in ("Neu aufgenommen", "Schon vorhanden"):
        assert cli.run(["--data-dir", other, "profile", "import", str(file)]) == console.DONE
        assert said in capsys.readouterr().out


def test_check_names_every_error_and_import_refuses(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "profil.json"
    cli.run(["--data-dir", data, "profile", "export", "eigen-haus", str(file)])
    plain = json.loads(file.read_text("utf-8"))
    plain["profile"]["cells"][15]["level"] = "low"
    plain["profile"]["cells"].pop(0)
    file.write_text(json.dumps(plain), encoding="utf-8")
    capsys.readouterr()
    assert cli.run(["profile", "check", str(file)]) == console.FOUND
    said = capsys.readouterr().out
    assert "Matrix: Schwere 1 · EW 1 hat keine Stufe." in said
    assert "Matrix: Schwere 4 · EW 4 ist niedriger als Schwere 4 · EW 3." in said
    assert cli.run(["profile", "check", str(file), "--json"]) == console.FOUND
    assert {item["part"] for item in json.loads(capsys.readouterr().out)} == {"Matrix"}
    assert cli.run(["--data-dir", data, "profile", "import", str(file)]) == console.REFUSED
    assert "wurde nicht übernommen" in capsys.readouterr().err
    file.write_text("{", encoding="utf-8")
    assert cli.run(["profile", "check", str(file)]) == console.REFUSED

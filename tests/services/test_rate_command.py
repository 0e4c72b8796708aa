"""``dsfa rate``: taking ratings over without a window."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dsfa_app import bootstrap, cli
from dsfa_app.commands import console
from dsfa_app.domain.rating import Score
from dsfa_app.domain.vocabulary import Answer

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

HIGH = Score(severity=3, likelihood=4)


@pytest.fixture
def data(tmp_path: Path) -> str:
    with bootstrap.open_application(tmp_path / "daten") as app:
        stored = app.assessments.create("Drei Plattformen", ["facebook", "instagram", "x"])
        rated = stored.assessment.rated("facebook", "R13", gross=HIGH, reason="Weil.")
        rated = rated.rated("x", "R13", gross=HIGH, reason="Anders.")
        app.assessments.save(replace(rated, title="Drei"), stored.revision)
    return str(tmp_path / "daten")


def stored(data: str) -> Assessment:
    with bootstrap.open_application(Path(data)) as app:
        (summary,) = app.overview.summaries()
        return app.assessments.open(summary.id).assessment


def call(data: str, *arguments: str) -> int:
    return cli.run(["--data-dir", data, "rate", stored(data).id, *arguments])


def test_a_dry_run_says_what_would_change_and_stores_nothing(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = stored(data)
    assert call(data, "--from", "facebook", "--risks", "R13", "--dry-run") == console.DONE
    said = capsys.readouterr().out
    assert "Instagram: R13" in said
    assert "offen → ▲ hoch 3·4" in said
    assert "1 Bewertung wären zu setzen" not in said
    assert "nichts ist gespeichert" in said
    assert stored(data) == before


def test_ratings_are_copied_to_open_platforms_with_their_mark(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(data, "--from", "facebook", "--risks", "R13") == console.DONE
    assert "1 Bewertung gesetzt." in capsys.readouterr().out
    after = stored(data)
    assert after.rating("instagram", "R13").reason == "Übernommen von Facebook: Weil."
    assert after.rating("x", "R13").reason == "Anders."
    assert call(data, "--from", "facebook", "--risks", "R13") == console.DONE
    assert "Es ändert sich nichts." in capsys.readouterr().out


def test_overwriting_is_asked_for_and_said(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        call(data, "--from", "facebook", "--to", "x", "--risks", "R13", "--overwrite", "--json")
        == console.DONE
    )
    said = json.loads(capsys.readouterr().out)
    assert said["stored"] is True
    assert [(item["platform"], item["overwrites"]) for item in said["changes"]] == [
        ("X (früher Twitter)", True)
    ]
    assert stored(data).rating("x", "R13").reason == "Übernommen von Facebook: Weil."


def test_proposals_fill_open_ratings_and_say_that_they_are_proposals(data: str) -> None:
    assert call(data, "--proposals", "--to", "instagram", "--risks", "R01") == console.DONE
    rating = stored(data).rating("instagram", "R01")
    assert rating.applicable is Answer.YES
    assert rating.reason.startswith("Vorschlag des Katalogs, noch zu prüfen")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "entweder --from"),
        (("--from", "facebook", "--proposals"), "entweder --from"),
        (("--from", "tiktok"), "tiktok"),
        (("--proposals", "--risks", "R99"), "R99"),
        (("--proposals", "--to", "myspace"), "myspace"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    data: str, arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(data, *arguments) == console.REFUSED
    said = capsys.readouterr().err
    assert says in said
    assert len(said.strip().splitlines()) == 1

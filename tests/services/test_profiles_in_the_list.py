"""Headless, an assessment carries its risk profile, and the list speaks in the words of that profile."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dsfa_app import bootstrap, cli
from dsfa_app.catalogue import load_catalogue
from dsfa_app.commands import console
from dsfa_app.domain.assessment import Assessment
from dsfa_app.domain.rating import Score
from dsfa_app.errors import RuleError

if TYPE_CHECKING:
    from pathlib import Path

PROFILE_IDS = tuple(load_catalogue().profiles)
HIGH = Score(severity=3, likelihood=3)
HIGHEST = Score(severity=3, likelihood=4)


def stored(app: bootstrap.Application, profile_id: str, score: Score = HIGH) -> Assessment:
    assessment = Assessment(
        id=profile_id, title=profile_id, created_on=date(2026, 11, 21), profile_id=profile_id
    )
    assessment = app.assessments.with_platform(assessment, "facebook")
    assessment = assessment.rated("facebook", "R16", gross=score, reason="Weil.")
    app.assessments.add(assessment)
    return assessment


def test_the_list_speaks_of_each_assessment_in_the_words_of_its_profile(tmp_path: Path) -> None:
    with bootstrap.open_application(tmp_path) as app:
        for profile_id in PROFILE_IDS:
            is_small = profile_id == "einfach-3x3"
            stored(app, profile_id, HIGH if is_small else HIGHEST)
        summaries = app.overview.summaries()
        levels = app.overview.levels(summaries)
        said = {line.id: levels[line.profile_id][line.planned_level or 0].short_label for line in summaries}
    assert said == {
        "kp18": "hoch",
        "kp18-conservative": "hoch",
        "bsi-200-3": "sehr hoch",
        "cnil": "hoch",
        "einfach-3x3": "hoch",
    }


@pytest.mark.parametrize("profile_id", PROFILE_IDS)
def test_show_and_export_name_the_profile(
    profile_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = str(tmp_path / "data")
    with bootstrap.open_application(tmp_path / "data") as app:
        stored(app, profile_id)
    assert cli.run(["--data-dir", data, "show", profile_id, "--json"]) == console.DONE
    envelope = json.loads(capsys.readouterr().out)
    assert envelope["assessment"]["profile_id"] == profile_id
    target = tmp_path / "dsfa.json"
    assert (
        cli.run(["--data-dir", data, "export", profile_id, "--format", "json", "--out", str(target)])
        == console.DONE
    )
    profile = load_catalogue().profiles[profile_id]
    exported = json.loads(target.read_bytes())
    assert profile.fingerprint in json.dumps(exported)


def test_an_assessment_beyond_its_scale_is_refused_whole(tmp_path: Path) -> None:
    with bootstrap.open_application(tmp_path) as app:
        with pytest.raises(RuleError, match=r"4·4 liegt außerhalb der Skala"):
            stored(app, "einfach-3x3", Score(severity=4, likelihood=4))
        assert app.overview.summaries() == ()
        known = stored(app, "kp18", Score(severity=4, likelihood=4))
        with pytest.raises(RuleError, match="außerhalb der Skala"):
            app.assessments.save(replace(known, profile_id="einfach-3x3"), 1)
        assert app.assessments.open("kp18").assessment == known

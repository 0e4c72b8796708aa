"""The shipped risk profiles, field by field, and what the loader refuses in one."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from dsfa_app.catalogue import load_catalogue
from dsfa_app.domain.assessment import DEFAULT_PROFILE_ID
from dsfa_app.domain.rating import Score
from dsfa_app.errors import CatalogueError

if TYPE_CHECKING:
    from catalogue.conftest import CatalogueCopy

    from dsfa_app.catalogue import Catalogue

G, M, H, V = "gering", "mittel", "hoch", "sehr hoch"
R = "Risiko"

DRAWN = {
    "kp18": ((R, H, H, H), (R, R, H, H), (R, R, R, R), (G, G, R, R)),
    "kp18-conservative": ((R, H, H, H), (R, R, H, H), (R, R, R, R), (G, R, R, R)),
    "bsi-200-3": ((M, H, V, V), (M, M, H, V), (G, G, M, H), (G, G, G, G)),
    "cnil": ((R, H, H, H), (R, R, H, H), (R, R, R, R), (G, G, R, R)),
    "einfach-3x3": ((M, H, H), (M, M, H), (G, M, M)),
}
"""Each matrix as its source draws it: the highest severity first, likelihood rising to the right."""

LEVELS = {
    "kp18": (G, R, H),
    "kp18-conservative": (G, R, H),
    "bsi-200-3": (G, M, H, V),
    "cnil": (G, R, H),
    "einfach-3x3": (G, M, H),
}


def test_the_shipped_profiles_are_these(catalogue: Catalogue) -> None:
    assert set(catalogue.profiles) == set(DRAWN)
    assert DEFAULT_PROFILE_ID in DRAWN


@pytest.mark.parametrize("profile_id", DRAWN)
def test_every_field_has_the_level_of_the_source(profile_id: str, catalogue: Catalogue) -> None:
    profile = catalogue.profiles[profile_id]
    assert tuple(level.short_label for level in profile.levels) == LEVELS[profile_id]
    for severity, row in enumerate(reversed(DRAWN[profile_id]), start=1):
        for likelihood, word in enumerate(row, start=1):
            score = Score(severity=severity, likelihood=likelihood)
            assert profile.covers(score)
            assert profile.level(score).short_label == word, score
    size = len(DRAWN[profile_id])
    assert (len(profile.severity), len(profile.likelihood)) == (size, size)
    assert not profile.covers(Score(severity=size + 1, likelihood=1))
    assert not profile.covers(Score(severity=1, likelihood=size + 1))


@pytest.mark.parametrize("profile_id", DRAWN)
def test_what_is_called_high_is_high_before_the_law(profile_id: str, catalogue: Catalogue) -> None:
    profile = catalogue.profiles[profile_id]
    high = [level.short_label for index, level in enumerate(profile.levels) if profile.is_high(index)]
    assert high == [word for word in LEVELS[profile_id] if word in (H, V)]
    assert not profile.is_high(None)


@pytest.mark.parametrize("profile_id", DRAWN)
def test_a_profile_explains_itself_in_words_of_its_own(profile_id: str, catalogue: Catalogue) -> None:
    profile = catalogue.profiles[profile_id]
    assert catalogue.sources[profile.source].title
    assert profile.version
    assert len(profile.fingerprint) == 64
    assert profile.texts["source_note"].endswith(".")
    assert "Vorschlag" in profile.texts["anchor_note"]
    for scale in (profile.severity, profile.likelihood):
        assert len({step.label for step in scale}) == len({step.anchor for step in scale}) == len(scale)
    assert not any(word in step.anchor for step in profile.likelihood for word in ("jähr", "monat", "pro"))
    assert len(profile.severity_questions) == 7
    assert bool(profile.split_cells) == ("split_note" in profile.texts)


@pytest.mark.parametrize("profile_id", DRAWN)
def test_levels_can_be_read_and_told_apart_without_colour(profile_id: str, catalogue: Catalogue) -> None:
    def luminance(colour: str) -> float:
        channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    levels = catalogue.profiles[profile_id].levels
    for level in levels:
        light, dark = sorted((luminance(level.background), luminance(level.foreground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
    assert len({level.pattern for level in levels}) == len({level.id for level in levels}) == len(levels)
    assert (levels[0].pattern, levels[-1].pattern) == ("none", "solid")


def test_the_careful_profile_differs_from_the_usual_one_in_one_field(catalogue: Catalogue) -> None:
    usual, careful = catalogue.profiles["kp18"], catalogue.profiles["kp18-conservative"]
    changed = [
        (severity, likelihood)
        for severity in range(1, 5)
        for likelihood in range(1, 5)
        if usual.cells[severity - 1][likelihood - 1] != careful.cells[severity - 1][likelihood - 1]
    ]
    assert changed == [(1, 2)]
    shares = {(cell.severity, cell.likelihood): cell.area_percent for cell in careful.split_cells}
    assert shares == {(4, 2): 63, (3, 3): 59, (2, 1): 53, (1, 2): 44}


def test_no_two_profiles_share_a_fingerprint(catalogue: Catalogue) -> None:
    for one, other in combinations(catalogue.profiles.values(), 2):
        assert one.fingerprint != other.fingerprint
        assert one.title != other.title


BROKEN = {
    "a hole": ("  - {severity: 2, likelihood: 3, level: high}\n", "", "cells", "2·3"),
    "a field beyond the scale": (
        "{severity: 3, likelihood: 3,",
        "{severity: 4, likelihood: 3,",
        "cells",
        "1 bis 3",
    ),
    "less for more": (
        "{severity: 3, likelihood: 3, level: high}",
        "{severity: 3, likelihood: 3, level: low}",
        "cells",
        "niedrigere Stufe",
    ),
    "a gap in the scale": ("- step: 3", "- step: 4", "steps", "ohne Lücke"),
    "no such level": ("high_from: high", "high_from: huge", "high_from", "„huge“"),
    "an unknown pattern": ("pattern: solid", "pattern: dots", "pattern", "„dots“"),
    "a note on splits there are none of": (
        "high_from: high",
        "split_note: x\nhigh_from: high",
        "split_note",
        "",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_profile_is_refused_with_file_and_place(case: str, copied: CatalogueCopy) -> None:
    old, new, key, reason = BROKEN[case]
    copied.change("profiles/einfach-3x3.yaml", old, new)
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(copied.folder)
    sentence = str(refused.value)
    assert "„profiles/einfach-3x3.yaml“" in sentence
    assert key in sentence
    assert reason in sentence

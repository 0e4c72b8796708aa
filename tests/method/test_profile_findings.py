"""What is wrong with a risk profile is said before anybody rates by it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from profile_drafts import SHIPPED, drafts, own_draft

from dsfa_app.domain.rating import Score
from dsfa_app.errors import RuleError
from dsfa_app.method.findings import Severity
from dsfa_app.method.profile import SplitCell
from dsfa_app.method.profile_draft import ProfileDraft, draft_of, profile_of
from dsfa_app.method.profile_findings import contrast, errors, profile_findings, readable_foreground

if TYPE_CHECKING:
    from collections.abc import Callable

Change = "Callable[[ProfileDraft], ProfileDraft]"


def level(draft: ProfileDraft, index: int, **changes: str) -> ProfileDraft:
    levels = list(draft.levels)
    levels[index] = replace(levels[index], **changes)  # type: ignore[arg-type]  # names are those of the record
    return replace(draft, levels=tuple(levels))


def step(draft: ProfileDraft, number: int, **changes: str) -> ProfileDraft:
    scale = list(draft.severity)
    scale[number - 1] = replace(scale[number - 1], **changes)  # type: ignore[arg-type]  # see above
    return replace(draft, severity=tuple(scale))


ERRORS: dict[str, tuple[Callable[[ProfileDraft], ProfileDraft], str]] = {
    "no title": (lambda draft: replace(draft, title=" "), "Der Titel fehlt"),
    "a long title": (lambda draft: replace(draft, title="x" * 201), "länger als 200"),
    "no source": (lambda draft: replace(draft, source=""), "Die Quelle fehlt"),
    "no remark on the source": (
        lambda draft: replace(draft, texts={**draft.texts, "source_note": " "}),
        "woher die Matrix kommt, fehlt",
    ),
    "no remark on split fields": (
        lambda draft: replace(draft, texts={**draft.texts, "split_note": ""}),
        "Der Vermerk zu den geteilten Feldern fehlt",
    ),
    "a long remark": (
        lambda draft: replace(draft, texts={**draft.texts, "source_note": "x" * 2001}),
        "Erläuterung ist länger",
    ),
    "a hole": (lambda draft: draft.with_cell(2, 3, None), "Schwere 2 · EW 3 hat keine Stufe."),
    "less for more severity": (
        lambda draft: draft.with_cell(3, 2, 0),
        "Schwere 3 · EW 2 ist niedriger als Schwere 2 · EW 2.",
    ),
    "less for more likelihood": (
        lambda draft: draft.with_cell(4, 3, 1),
        "Schwere 4 · EW 3 ist niedriger als Schwere 4 · EW 2.",
    ),
    "a foreign matrix": (lambda draft: replace(draft, cells=draft.cells[:2]), "passt nicht zu den Stufen"),
    "a step without a name": (lambda draft: step(draft, 2, label=""), "Schwere 2: Der Name der Stufe fehlt"),
    "a step with a long name": (
        lambda draft: step(draft, 2, label="x" * 201),
        "Schwere 2: Der Text ist zu lang",
    ),
    "doubled steps": (
        lambda draft: step(draft, 2, label="Geringfügig"),
        "Schwere: Die Stufen 1 und 2 heißen gleich",
    ),
    "one step": (
        lambda draft: replace(draft, likelihood=draft.likelihood[:1], cells=tuple((0,) for _ in draft.cells)),
        "Die Skala braucht 2 bis 9 Stufen",
    ),
    "six levels": (
        lambda draft: replace(draft, levels=draft.levels * 2),
        "Das Profil hat 6 Stufen des Risikos",
    ),
    "a level without a name": (lambda draft: level(draft, 1, label=""), "Name und Kurzname"),
    "a level with a long name": (lambda draft: level(draft, 1, label="x" * 201), "Der Name ist zu lang"),
    "doubled levels": (
        lambda draft: level(draft, 1, label="hohes Risiko"),
        "Die Stufen 2 und 3 heißen gleich",
    ),
    "doubled short names": (lambda draft: level(draft, 1, short_label="hoch"), "denselben Kurznamen"),
    "doubled ids": (lambda draft: level(draft, 1, id="high"), "dieselbe Kennung"),
    "an unknown pattern": (lambda draft: level(draft, 1, pattern="dots"), "Das Muster „dots“"),
    "no colour": (lambda draft: level(draft, 1, background="red"), "„red“ ist keine Farbe"),
    "too little contrast": (
        lambda draft: level(draft, 1, foreground="#FFFFFF"),
        "Kontrast 1,9:1, nötig 4,5:1",
    ),
    "no high level": (lambda draft: replace(draft, high_from=3), "ab welcher Stufe das Risiko hoch ist"),
    "high is never reached": (
        lambda draft: replace(
            draft,
            cells=tuple(tuple(min(cell or 0, 1) for cell in row) for row in draft.cells),
            split_cells=(),
        ),
        "Kein Feld der Matrix erreicht ein hohes Risiko",
    ),
    "a split with itself": (
        lambda draft: replace(
            draft, split_cells=(SplitCell(severity=4, likelihood=4, other_level=2, area_percent=50),)
        ),
        "Schwere 4 · EW 4 ist als geteilt vermerkt",
    ),
    "an empty question": (lambda draft: replace(draft, severity_questions=("",)), "Die Frage 1 ist leer"),
    "a long question": (
        lambda draft: replace(draft, severity_questions=("x" * 2001,)),
        "Frage 1 ist zu lang",
    ),
    "equal questions": (
        lambda draft: replace(draft, severity_questions=("a?", "A?")),
        "Fragen 1 und 2 sind gleich",
    ),
    "thirty-one questions": (
        lambda draft: replace(draft, severity_questions=tuple(map(str, range(31)))),
        "mehr als 30 Fragen",
    ),
}
WARNINGS: dict[str, tuple[Callable[[ProfileDraft], ProfileDraft], str]] = {
    "a step without an anchor": (lambda draft: step(draft, 1, anchor=""), "Schwere 1: Der Anker fehlt"),
    "doubled anchors": (
        lambda draft: step(draft, 2, anchor=draft.severity[0].anchor),
        "Stufen 1 und 2 haben denselben Anker",
    ),
    "an unused level": (
        lambda draft: draft.with_level_added(
            replace(
                draft.levels[-1],
                id="x",
                label="äußerst",
                short_label="ä",
                background="#8A1010",
                pattern="cross",
            )
        ),
        "Die Stufe „äußerst“ kommt in keinem Feld",
    ),
    "doubled colours": (
        lambda draft: level(draft, 0, background="#C62828"),
        "Die Stufen 1 und 3 haben dieselbe Farbe",
    ),
    "doubled patterns": (lambda draft: level(draft, 0, pattern="solid"), "haben dasselbe Muster"),
    "everything is high": (lambda draft: replace(draft, high_from=0), "jedes Risiko hoch"),
    "no questions": (lambda draft: replace(draft, severity_questions=()), "keine Fragen zur Schwere"),
}


@pytest.mark.parametrize("profile_id", SHIPPED)
def test_shipped_profiles_have_no_findings(profile_id: str) -> None:
    assert profile_findings(draft_of(SHIPPED[profile_id])) == ()


@pytest.mark.parametrize("case", ERRORS)
def test_an_error_is_named(case: str) -> None:
    change, sentence = ERRORS[case]
    found = errors(profile_findings(change(own_draft())))
    assert any(sentence in finding.sentence for finding in found), [item.sentence for item in found]


@pytest.mark.parametrize("case", WARNINGS)
def test_a_warning_does_not_forbid_the_profile(case: str) -> None:
    change, sentence = WARNINGS[case]
    found = profile_findings(change(own_draft()))
    assert [finding.severity for finding in found] == [Severity.WARNING]
    assert sentence in found[0].sentence
    profile_of(change(own_draft()))


def test_every_falling_field_is_named_one_by_one() -> None:
    draft = own_draft().with_cell(3, 2, 0).with_cell(4, 3, 1)
    falling = [finding for finding in profile_findings(draft) if "niedriger" in finding.sentence]
    assert {finding.cell for finding in falling} == {(3, 2), (4, 3)}
    assert all(finding.severity is Severity.ERROR for finding in falling)
    assert len(falling) == 4


def test_errors_come_before_warnings() -> None:
    draft = replace(own_draft(), severity_questions=()).with_cell(1, 1, None)
    assert [finding.severity for finding in profile_findings(draft)] == [Severity.ERROR, Severity.WARNING]


@given(drafts())
def test_a_draft_without_errors_is_a_profile_that_rises_and_knows_every_score(draft: ProfileDraft) -> None:
    if errors(profile_findings(draft)):
        return
    profile = profile_of(draft)
    rows, columns = range(1, len(profile.severity) + 1), range(1, len(profile.likelihood) + 1)
    for severity, likelihood in product(rows, columns):
        profile.level(Score(severity=severity, likelihood=likelihood))
    for lines in (profile.cells, tuple(zip(*profile.cells, strict=True))):
        assert all(low <= high for line in lines for low, high in pairwise(line))
    assert any(profile.is_high(index) for row in profile.cells for index in row)


@given(drafts())
def test_what_the_guard_refuses_is_an_error_beforehand(draft: ProfileDraft) -> None:
    try:
        profile_of(draft)
    except RuleError:
        assert errors(profile_findings(draft))


@given(drafts())
def test_resizing_a_scale_keeps_what_stays_and_leaves_holes(draft: ProfileDraft) -> None:
    rows, columns = len(draft.severity), len(draft.likelihood)
    larger = draft.with_severity_steps(rows + 1).with_likelihood_steps(columns + 1)
    assert tuple(line[:columns] for line in larger.cells[:rows]) == draft.cells
    assert all(larger.cell(rows + 1, column) is None for column in range(1, columns + 2))
    assert larger.with_severity_steps(rows).with_likelihood_steps(columns) == draft


def test_removing_a_level_leaves_holes_and_lets_higher_ones_follow() -> None:
    smaller = own_draft().with_level_removed(1)
    assert [item.short_label for item in smaller.levels] == ["gering", "hoch"]
    assert smaller.cell(4, 4) == 1
    assert smaller.cell(2, 2) is None
    assert smaller.high_from == 1
    assert smaller.split_cells == ()


def test_scales_and_levels_have_bounds() -> None:
    draft = own_draft()
    for refused in (1, 10):
        with pytest.raises(RuleError, match="2 bis 9"):
            draft.with_severity_steps(refused)
    with pytest.raises(RuleError, match="mindestens 2"):
        draft.with_level_removed(0).with_level_removed(0)
    full = draft
    for number in range(2):
        full = full.with_level_added(replace(draft.levels[0], id=f"neu-{number}"))
    with pytest.raises(RuleError, match="höchstens 5"):
        full.with_level_added(draft.levels[0])


def test_a_field_set_by_hand_is_no_split_field_any_more() -> None:
    draft = own_draft()
    assert len(draft.with_cell(4, 2, 2).split_cells) == len(draft.split_cells) - 1


@pytest.mark.parametrize(
    "colour", ["#000000", "#FFFFFF", "#777777", "#2E7D32", "#F9A825", "#C62828", "#0000FF"]
)
def test_black_or_white_can_be_read_on_every_colour(colour: str) -> None:
    assert contrast(colour, readable_foreground(colour)) >= 4.5
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)

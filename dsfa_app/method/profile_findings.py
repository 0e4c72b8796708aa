"""What is wrong with a risk profile, sentence by sentence; errors forbid its use, warnings do not.

``RiskProfile`` refuses a broken matrix as the last guard. This list says beforehand where it is broken, and
what else would mislead those who rate: levels nobody can reach, doubled names, colours nobody can read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise, product
from math import floor
from typing import TYPE_CHECKING

from dsfa_app.method.findings import Severity
from dsfa_app.method.profile_draft import (
    FEWEST_LEVELS,
    FEWEST_STEPS,
    MOST_LEVELS,
    MOST_STEPS,
    PATTERNS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dsfa_app.method.profile import RiskLevel, ScaleStep
    from dsfa_app.method.profile_draft import ProfileDraft

LEAST_CONTRAST = 4.5
"""Contrast of text on its ground that everybody can read (WCAG 2.1, 1.4.3, level AA; EN 301 549, 9.1.4.3)."""
LONGEST_NAME, LONGEST_TEXT = 200, 2000
"""Characters of a name, and of an anchor, a question or a remark."""
MOST_QUESTIONS = 30
_NEEDED_TEXTS = {
    "source_note": "Der Vermerk, woher die Matrix kommt,",
    "anchor_note": "Der Vermerk zu den Ankern",
    "severity": "Der Name der Schwere",
    "severity_question": "Die Frage zur Schwere",
    "likelihood": "Der Name der Eintrittswahrscheinlichkeit",
    "likelihood_question": "Die Frage zur Eintrittswahrscheinlichkeit",
}
_COLOUR = re.compile(r"#[0-9A-F]{6}")


class Part(Enum):
    """The part of a profile a finding speaks of."""

    HEAD = "Angaben"
    SEVERITY = "Schwere"
    LIKELIHOOD = "Eintrittswahrscheinlichkeit"
    LEVELS = "Stufen des Risikos"
    MATRIX = "Matrix"
    QUESTIONS = "Fragen zur Schwere"


@dataclass(frozen=True, slots=True)
class ProfileFinding:
    """One thing that is wrong with a profile.

    ``number`` is the step or the level (from 1), ``cell`` the field as severity and likelihood.
    """

    severity: Severity
    part: Part
    sentence: str
    number: int | None = None
    cell: tuple[int, int] | None = None


def contrast(background: str, foreground: str) -> float:
    """Return the contrast of two colours ``#RRGGBB`` from 1 to 21 (WCAG 2.1, „contrast ratio“)."""
    light, dark = sorted((_luminance(background), _luminance(foreground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2.1 defines it; all numbers are of the definition."""
    weighted = zip((0.2126, 0.7152, 0.0722), (1, 3, 5), strict=True)
    return sum(weight * _linear(int(colour[start : start + 2], 16) / 255) for weight, start in weighted)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - see above


def readable_foreground(background: str) -> str:
    """Return black or white, whichever reads better on a colour ``#RRGGBB``; one of them always suffices."""
    return max(("#000000", "#FFFFFF"), key=lambda colour: contrast(background, colour))


def _error(part: Part, sentence: str, **place: object) -> ProfileFinding:
    return ProfileFinding(Severity.ERROR, part, sentence, **place)  # type: ignore[arg-type]  # see ProfileFinding


def _warning(part: Part, sentence: str, **place: object) -> ProfileFinding:
    return ProfileFinding(Severity.WARNING, part, sentence, **place)  # type: ignore[arg-type]  # see ProfileFinding


def _doubles(names: Iterable[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for number, name in enumerate(names, start=1):
        if name.strip():
            places.setdefault(name.strip().casefold(), []).append(number)
    return {name: numbers for name, numbers in places.items() if len(numbers) > 1}


def _head(draft: ProfileDraft) -> Iterator[ProfileFinding]:
    for name, label in ((draft.title, "Der Titel"), (draft.source, "Die Quelle")):
        if not name.strip():
            yield _error(Part.HEAD, f"{label} fehlt.")
        elif len(name) > LONGEST_NAME:
            yield _error(Part.HEAD, f"{label} ist länger als {LONGEST_NAME} Zeichen.")
    for key, label in _NEEDED_TEXTS.items():
        if not draft.texts.get(key, "").strip():
            yield _error(Part.HEAD, f"{label} fehlt.")
    if draft.split_cells and not draft.texts.get("split_note", "").strip():
        yield _error(Part.HEAD, "Der Vermerk zu den geteilten Feldern fehlt.")
    if any(len(text) > LONGEST_TEXT for text in draft.texts.values()):
        yield _error(Part.HEAD, f"Eine Erläuterung ist länger als {LONGEST_TEXT} Zeichen.")


def _scale(part: Part, steps: tuple[ScaleStep, ...]) -> Iterator[ProfileFinding]:
    name = part.value
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        yield _error(part, f"{name}: Die Skala braucht {FEWEST_STEPS} bis {MOST_STEPS} Stufen.")
    for step in steps:
        if not step.label.strip():
            yield _error(part, f"{name} {step.step}: Der Name der Stufe fehlt.", number=step.step)
        if len(step.label) > LONGEST_NAME or len(step.anchor) > LONGEST_TEXT:
            yield _error(part, f"{name} {step.step}: Der Text ist zu lang.", number=step.step)
        if not step.anchor.strip():
            yield _warning(
                part,
                f"{name} {step.step}: Der Anker fehlt; ohne ihn stuft jede Person anders ein.",
                number=step.step,
            )
    for what, names in (
        ("heißen gleich", [step.label for step in steps]),
        ("haben denselben Anker", [step.anchor for step in steps]),
    ):
        for numbers in _doubles(names).values():
            listed = " und ".join(map(str, numbers))
            is_label = what == "heißen gleich"
            make = _error if is_label else _warning
            yield make(part, f"{name}: Die Stufen {listed} {what}.", number=numbers[-1])


def _levels(draft: ProfileDraft) -> Iterator[ProfileFinding]:
    count = len(draft.levels)
    if not FEWEST_LEVELS <= count <= MOST_LEVELS:
        yield _error(
            Part.LEVELS,
            f"Das Profil hat {count} Stufen des Risikos; möglich sind {FEWEST_LEVELS} bis {MOST_LEVELS}.",
        )
    for number, level in enumerate(draft.levels, start=1):
        yield from _level(number, level)
    yield from _like_levels(draft.levels)
    if not 0 <= draft.high_from < count:
        yield _error(
            Part.LEVELS, "Es fehlt, ab welcher Stufe das Risiko hoch ist (Art.\u00a035 und 36\u00a0DSGVO)."
        )
    elif draft.high_from == 0:
        yield _warning(
            Part.LEVELS, "Schon die niedrigste Stufe gilt als hohes Risiko; dann ist jedes Risiko hoch."
        )


def _level(number: int, level: RiskLevel) -> Iterator[ProfileFinding]:
    called = f"Stufe {number}" + (f" „{level.label}“" if level.label.strip() else "")
    names = (level.id, level.label, level.short_label)
    if not all(name.strip() for name in names):
        yield _error(Part.LEVELS, f"{called}: Name und Kurzname müssen ausgefüllt sein.", number=number)
    if any(len(name) > LONGEST_NAME for name in names):
        yield _error(Part.LEVELS, f"{called}: Der Name ist zu lang.", number=number)
    if level.pattern not in PATTERNS:
        yield _error(Part.LEVELS, f"{called}: Das Muster „{level.pattern}“ gibt es nicht.", number=number)
    yield from _colours(called, number, level.background, level.foreground)


def _like_levels(levels: tuple[RiskLevel, ...]) -> Iterator[ProfileFinding]:
    """Find levels that cannot be told apart."""
    in_print = [level.pattern for level in levels] if len(levels) <= len(PATTERNS) else []
    for make, what, names in (
        (_error, "haben dieselbe Kennung", [level.id for level in levels]),
        (_error, "heißen gleich", [level.label for level in levels]),
        (_error, "haben denselben Kurznamen", [level.short_label for level in levels]),
        (_warning, "haben dieselbe Farbe", [level.background for level in levels]),
        (_warning, "haben dasselbe Muster und sind ohne Farbe nur am Text zu unterscheiden", in_print),
    ):
        for numbers in _doubles(names).values():
            listed = " und ".join(map(str, numbers))
            yield make(Part.LEVELS, f"Die Stufen {listed} {what}.", number=numbers[-1])


def _colours(called: str, number: int, background: str, foreground: str) -> Iterator[ProfileFinding]:
    foreign = [colour for colour in (background, foreground) if not _COLOUR.fullmatch(colour)]
    if foreign:
        yield _error(
            Part.LEVELS, f"{called}: „{foreign[0]}“ ist keine Farbe der Form #RRGGBB.", number=number
        )
        return
    ratio = contrast(background, foreground)
    if ratio < LEAST_CONTRAST:
        shown = f"{floor(ratio * 10) / 10:.1f}".replace(".", ",")  # down: 4,46 is not 4,5
        yield _error(
            Part.LEVELS,
            f"{called}: Die Schrift hebt sich zu wenig von der Farbe ab (Kontrast {shown}:1, nötig 4,5:1).",
            number=number,
        )


def _matrix(draft: ProfileDraft) -> Iterator[ProfileFinding]:
    rows, columns = len(draft.severity), len(draft.likelihood)
    if len(draft.cells) != rows or any(len(line) != columns for line in draft.cells):
        yield _error(Part.MATRIX, "Die Matrix passt nicht zu den Stufen der beiden Skalen.")
        return
    known = range(len(draft.levels))
    for severity, likelihood in product(range(1, rows + 1), range(1, columns + 1)):
        value = draft.cell(severity, likelihood)
        if value is None or value not in known:
            yield _error(
                Part.MATRIX, f"{_place(severity, likelihood)} hat keine Stufe.", cell=(severity, likelihood)
            )
    yield from _falling(draft, rows, columns)
    yield from _unreached(draft)
    for split in draft.split_cells:
        place = (split.severity, split.likelihood)
        is_inside = 1 <= split.severity <= rows and 1 <= split.likelihood <= columns
        if not is_inside or split.other_level not in known or split.other_level == draft.cell(*place):
            yield _error(
                Part.MATRIX, f"{_place(*place)} ist als geteilt vermerkt, aber ohne zweite Stufe.", cell=place
            )


def _falling(draft: ProfileDraft, rows: int, columns: int) -> Iterator[ProfileFinding]:
    along = [
        *(
            ((low, column), (high, column))
            for low, high in pairwise(range(1, rows + 1))
            for column in range(1, columns + 1)
        ),
        *(
            ((row, low), (row, high))
            for low, high in pairwise(range(1, columns + 1))
            for row in range(1, rows + 1)
        ),
    ]
    for lower, higher in along:
        before, after = draft.cell(*lower), draft.cell(*higher)
        if before is not None and after is not None and after < before:
            yield _error(Part.MATRIX, f"{_place(*higher)} ist niedriger als {_place(*lower)}.", cell=higher)


def _unreached(draft: ProfileDraft) -> Iterator[ProfileFinding]:
    used = {value for line in draft.cells for value in line if value is not None}
    for index, level in enumerate(draft.levels):
        if index not in used:
            yield _warning(
                Part.MATRIX,
                f"Die Stufe „{level.label}“ kommt in keinem Feld der Matrix vor.",
                number=index + 1,
            )
    if used and 0 <= draft.high_from < len(draft.levels) and max(used) < draft.high_from:
        yield _error(
            Part.MATRIX,
            "Kein Feld der Matrix erreicht ein hohes Risiko; die vorherige Konsultation "
            "(Art.\u00a036 Abs.\u00a01 DSGVO) wäre nie nötig.",
        )


def _place(severity: int, likelihood: int) -> str:
    return f"Schwere {severity} · EW {likelihood}"


def _questions(draft: ProfileDraft) -> Iterator[ProfileFinding]:
    part, questions = Part.QUESTIONS, draft.severity_questions
    if not questions:
        yield _warning(
            part,
            "Es gibt keine Fragen zur Schwere; Kurzpapier\u00a018 und WP\u00a0248 nennen Kriterien dafür.",
        )
    if len(questions) > MOST_QUESTIONS:
        yield _error(part, f"Es gibt mehr als {MOST_QUESTIONS} Fragen zur Schwere.")
    for number, question in enumerate(questions, start=1):
        if not question.strip():
            yield _error(part, f"Die Frage {number} ist leer.", number=number)
        elif len(question) > LONGEST_TEXT:
            yield _error(part, f"Die Frage {number} ist zu lang.", number=number)
    for numbers in _doubles(questions).values():
        yield _error(part, f"Die Fragen {' und '.join(map(str, numbers))} sind gleich.", number=numbers[-1])


_CHECKS: tuple[Callable[[ProfileDraft], Iterator[ProfileFinding]], ...] = (
    _head,
    lambda draft: _scale(Part.SEVERITY, draft.severity),
    lambda draft: _scale(Part.LIKELIHOOD, draft.likelihood),
    _levels,
    _matrix,
    _questions,
)


def profile_findings(draft: ProfileDraft) -> tuple[ProfileFinding, ...]:
    """Return everything that is wrong with a draft, errors first, in the order of the profile's parts."""
    found = [finding for check in _CHECKS for finding in check(draft)]
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))


def errors(findings: Iterable[ProfileFinding]) -> tuple[ProfileFinding, ...]:
    """Return the findings that forbid the use of a profile."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)

"""Risk profiles for tests: a small one of the body's own, and any draft that hypothesis can think of."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from dsfa_app.catalogue import load_catalogue
from dsfa_app.catalogue.profile_document import sealed
from dsfa_app.method.profile import RiskLevel, RiskProfile, ScaleStep, SplitCell
from dsfa_app.method.profile_draft import MOST_LEVELS, PATTERNS, ProfileDraft, draft_of

SHIPPED = load_catalogue().profiles


def own_profile(base: str = "kp18", *, version: str = "1") -> RiskProfile:
    """Return a profile as it looks when somebody has copied a shipped one."""
    return sealed(replace(SHIPPED[base], id="eigen-test", version=version, title="Profil des Hauses"))


def own_draft(base: str = "kp18") -> ProfileDraft:
    """Return a draft without any finding."""
    return draft_of(own_profile(base))


_COLOURS = st.sampled_from(["#000000", "#FFFFFF", "#2E7D32", "#F9A825", "#C62828", "#777777"])
_NAMES = st.text("abcäöüß 12", min_size=0, max_size=8)


def _scales() -> st.SearchStrategy[tuple[ScaleStep, ...]]:
    named = st.lists(st.tuples(_NAMES, _NAMES), min_size=2, max_size=5)
    return named.map(
        lambda names: tuple(
            ScaleStep(step=step, label=label, anchor=anchor)
            for step, (label, anchor) in enumerate(names, start=1)
        )
    )


@st.composite
def drafts(draw: st.DrawFn) -> ProfileDraft:
    """Draw a draft, good or bad."""
    severity, likelihood = draw(_scales()), draw(_scales())
    count = draw(st.integers(2, MOST_LEVELS))
    levels = tuple(
        RiskLevel(
            id=f"level-{number}",
            label=draw(_NAMES) or f"Stufe {number}",
            short_label=f"S{number}",
            background=draw(_COLOURS),
            foreground=draw(_COLOURS),
            pattern=PATTERNS[number % len(PATTERNS)],
        )
        for number in range(count)
    )
    index = st.integers(0, count - 1)
    is_rising = draw(st.booleans())
    cells = tuple(
        tuple(
            min(count - 1, (row * column) // 2) if is_rising else draw(st.one_of(st.none(), index))
            for column in range(len(likelihood))
        )
        for row in range(len(severity))
    )
    splits = draw(st.booleans())
    return ProfileDraft(
        id="eigen-gezogen",
        version="1",
        title=draw(_NAMES),
        source="Haus",
        severity=severity,
        likelihood=likelihood,
        levels=levels,
        cells=cells,
        high_from=draw(index),
        split_cells=(SplitCell(severity=1, likelihood=1, other_level=draw(index), area_percent=60),)
        if splits
        else (),
        severity_questions=tuple(draw(st.lists(_NAMES, max_size=3))),
        texts={
            "source_note": draw(st.sampled_from(["Vermerk.", " "])),
            "anchor_note": "Vorschlag.",
            "severity": "Schwere",
            "severity_question": "Wie schlimm?",
            "likelihood": "Eintrittswahrscheinlichkeit",
            "likelihood_question": "Wie oft?",
            "split_note": "Geteilt.",
        },
    )

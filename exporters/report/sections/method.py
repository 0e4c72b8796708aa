"""Chapter 7: the method: scales, levels, matrix and rules of calculation, as data of the profile in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.rating import Score
from dsfa_app.method.marks import level_mark
from dsfa_app.method.residual import MAX_REDUCTION
from exporters.report.model import (
    Block,
    Bullets,
    Column,
    Explanation,
    Fact,
    Facts,
    Heading,
    Matrix,
    MatrixCell,
    Section,
    Table,
)
from exporters.report.wording import german_period, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dsfa_app.method.profile import RiskProfile, ScaleStep
    from exporters.report.material import ReportMaterial

_RULES = (
    (
        "Jedes Risiko wird je Plattform in zwei Schichten bewertet: Das Grundrisiko der Plattform besteht "
        "auch ohne den Auftritt der öffentlichen Stelle; das Zusatzrisiko entsteht durch den Auftritt."
    ),
    "Maßnahmen senken nur das Zusatzrisiko, nie das Grundrisiko.",
    (
        "Jede Maßnahme wirkt je Risiko und Plattform einmal; zusammen senken Maßnahmen Schwere und "
        f"Eintrittswahrscheinlichkeit um höchstens {MAX_REDUCTION} Stufen je Achse und nie unter Stufe 1."
    ),
    "Maßnahmen, die nur dokumentieren oder informieren, senken für sich genommen nichts.",
    (
        "Für das geplante Restrisiko zählen geplante, umgesetzte und nachgewiesene Maßnahmen, für das "
        "nachgewiesene nur solche, deren Umsetzung belegt ist."
    ),
    "Eine von der Rechnung abweichende Einstufung braucht eine Begründung und ist als solche gekennzeichnet.",
    "Die Gesamtstufe ist die höchste Einzelstufe, nie ein Durchschnitt. „Unbekannt“ ist nie ein Nein.",
)


def matrix(profile: RiskProfile, caption: str, count: Callable[[int, int], int] | None = None) -> Matrix:
    """Return the matrix of a profile, highest severity first; ``count`` gives the risks in each field."""
    splits = {(cell.severity, cell.likelihood): cell for cell in profile.split_cells}

    def field(severity: int, likelihood: int) -> MatrixCell:
        score = Score(severity=severity, likelihood=likelihood)
        split = splits.get((severity, likelihood))
        other = profile.levels[split.other_level].short_label if split else ""
        remark = f"geteilt mit „{other}“ ({split.area_percent} %)" if split and not count else ""
        mark = level_mark(profile, profile.level_index(score), score)
        return MatrixCell(mark, count(severity, likelihood) if count else None, remark)

    steps = range(len(profile.severity), 0, -1)
    return Matrix(
        caption,
        tuple(f"{step} {profile.severity[step - 1].label}" for step in steps),
        tuple(f"{step.step} {step.label}" for step in profile.likelihood),
        tuple(tuple(field(step, other.step) for other in profile.likelihood) for step in steps),
    )


def _scale(caption: str, steps: tuple[ScaleStep, ...]) -> Table:
    return Table(
        caption,
        (Column("Stufe", 0.4), Column("Name", 1), Column("Wann sie passt", 3)),
        tuple((str(step.step), step.label, step.anchor) for step in steps),
    )


def _questions(profile: RiskProfile) -> Iterator[Block]:
    if profile.severity_questions:
        yield Heading("Fragen vor der Einstufung der Schwere", 3)
        yield Bullets(profile.severity_questions)


def _remarks(profile: RiskProfile, *names: str) -> Iterator[Block]:
    yield from (Explanation(profile.texts[name]) for name in names if profile.texts.get(name))


def _high_levels(profile: RiskProfile) -> str:
    names = [f"„{level.label}“" for index, level in enumerate(profile.levels) if profile.is_high(index)]
    return (
        f"Als hohes Risiko im Sinne der Art.\u00a035 und 36\u00a0DSGVO gilt die Stufe {' oder '.join(names)}."
    )


def _source(material: ReportMaterial) -> str:
    work = material.catalogue.sources.get(material.profile.source)
    if work is None:
        return material.profile.source
    dated = f"Stand {german_period(work.date)}" if work.date else "ohne Stand"
    return listed((work.title, dated, work.address or ""))


def build(material: ReportMaterial) -> Section:
    """Return chapter 7."""
    profile = material.profile
    blocks: tuple[Block, ...] = (
        Facts(
            (
                Fact("Risikoprofil", profile.title),
                Fact("Kennung und Fassung", f"{profile.id}, Fassung {profile.version}"),
                Fact("Quelle", _source(material)),
                Fact("Fingerabdruck des Profils (SHA-256)", profile.fingerprint),
            )
        ),
        *_remarks(profile, "source_note"),
        Heading("Skalen"),
        _scale("Schwere eines möglichen Schadens", profile.severity),
        _scale("Eintrittswahrscheinlichkeit", profile.likelihood),
        *_remarks(profile, "anchor_note"),
        *_questions(profile),
        Heading("Matrix"),
        matrix(profile, "Stufe aus Schwere und Eintrittswahrscheinlichkeit"),
        *_remarks(profile, "split_note"),
        Explanation(_high_levels(profile)),
        Heading("Regeln der Bewertung"),
        Bullets(_RULES),
    )
    return Section("7", "Methode der Risikobewertung", ("DSK-Kurzpapier 18", "EDSA-Vorlage 0.5"), blocks)

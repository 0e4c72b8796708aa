"""What chapter 12 and the consultation package say about approvals and the authority's deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.labels import label
from dsfa_app.method.deadlines import METHOD, named_day, reply_deadline
from exporters.report.model import Block, Column, Explanation, Notice, NoticeKind, Table, Term
from exporters.report.wording import NO_VALUE, counted, german_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.material import ReportMaterial

HOLDS, STALE, REPLACED = "gilt", "gilt einem früheren Inhalt", "durch eine neuere ersetzt"
_DECLARED = "Namen und Rollen sind eigene Angaben der Personen; das Programm prüft sie nicht."


def approval_blocks(material: ReportMaterial) -> Iterator[Block]:
    """Yield who declared what, and whether it is about the content printed here."""
    approvals = material.assessment.approvals
    if not approvals:
        yield Explanation("Erklärungen: keine Einträge.")
        return
    newest = {item.kind: item.id for item in approvals}
    rows = []
    for item in approvals:
        mark = STALE if item.id in material.stale_approvals else HOLDS
        if item.id != newest[item.kind]:
            mark = REPLACED
        rows.append(
            (
                Term(label(item.kind), item.note),
                f"{item.person or NO_VALUE}\n{label(item.role)}",
                german_date(item.given_on),
                mark,
                item.fingerprint,
            )
        )
    yield Table(
        "Erklärungen und der Inhalt, für den sie gelten",
        (
            Column("Art der Erklärung", 1.5),
            Column("Person und Rolle", 1.4),
            Column("Abgegeben am", 0.9),
            Column("Geltung", 1.1),
            Column("Fingerabdruck des Inhalts", 2),
        ),
        tuple(rows),
    )
    yield Explanation(_DECLARED)


def condition_blocks(material: ReportMaterial) -> Iterator[Block]:
    """Yield how many conditions are open, and how many of them late."""
    left = [item for item in material.assessment.conditions if item.closed_on is None]
    if left:
        late = sum(item.due_on is not None and item.due_on < material.generated_on for item in left)
        yield Explanation(
            f"{counted(len(left), 'Auflage', 'Auflagen')} noch nicht erfüllt, davon {late} überfällig."
        )


def deadline_blocks(material: ReportMaterial) -> Iterator[Block]:
    """Yield until when the authority has to answer, with every step of the computation."""
    assessment = material.assessment
    deadline = reply_deadline(assessment.consultation, assessment.clock_stops, material.generated_on)
    if deadline is None:
        return
    yield Table(
        "Frist der Aufsichtsbehörde",
        (Column("Rechenschritt", 4), Column("Tag", 1.6)),
        tuple((step.text, named_day(step.day) if step.day else "offen") for step in deadline.steps),
    )
    for objection in deadline.objections:
        yield Notice(NoticeKind.WARNING, objection.sentence, "Art.\u00a036 Abs.\u00a02 DSGVO")
    yield Explanation(METHOD)

"""Checks on legal bases, data and the rights of data subjects (Art. 5, 6, 9, 15-22 GDPR)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import RightsSide
from dsfa_app.method.checks.wording import counted
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.method.findings import Check, Judged

_ARTICLE_9 = re.compile(r"Art(?:ikel|\.)\s*9(?!\d)")


def legal_bases_name_a_norm(judged: Judged) -> Iterator[Finding]:
    """A legal basis without a norm is none."""
    for basis in judged.assessment.legal_bases:
        if not basis.norm.strip():
            what = basis.applies_to.strip() or "einen Zweck, der nicht genannt ist"
            yield Finding(
                check="legal-basis-without-norm",
                severity=Severity.ERROR,
                sentence=f"Die Rechtsgrundlage für {what} nennt keine Norm.",
                norm="Art. 6 DSGVO",
                topic=Topic.NECESSITY,
                path=("legal_bases", basis.id, "norm"),
                gap=True,
            )


def special_categories_have_a_basis(judged: Judged) -> Iterator[Finding]:
    """Special categories need a basis in Art. 9(2) beside the one in Art. 6."""
    assessment = judged.assessment
    special = [category.name.strip() for category in assessment.data_categories if category.special]
    named = any(
        _ARTICLE_9.search(text)
        for basis in assessment.legal_bases
        for text in (basis.norm, basis.applies_to, basis.explanation)
    )
    if special and assessment.legal_bases and not named:
        what = counted(len(special), "Eine Datenkategorie kann", "Datenkategorien können")
        first = f" (zuerst: {special[0]})" if special[0] else ""
        yield Finding(
            check="special-category-without-basis",
            severity=Severity.WARNING,
            sentence=f"{what} besondere Kategorien enthalten{first}, keine Rechtsgrundlage geht aber auf "
            "Art. 9 DSGVO ein.",
            norm="Art. 9 Abs. 2 DSGVO",
            topic=Topic.NECESSITY,
            path=("legal_bases",),
        )


def retention_periods_are_named(judged: Judged) -> Iterator[Finding]:
    """Data are kept no longer than necessary, so each entry says how long."""
    for entry in judged.assessment.retention_periods:
        if not entry.period.strip():
            yield Finding(
                check="retention-without-period",
                severity=Severity.WARNING,
                sentence=f"Wie lange {entry.data.strip() or 'die Daten'} gespeichert werden, fehlt.",
                norm="Art. 5 Abs. 1 Buchst. e DSGVO",
                topic=Topic.PURPOSES,
                path=("retention_periods", entry.id, "period"),
                gap=True,
            )


def rights_have_somebody_to_answer(judged: Judged) -> Iterator[Finding]:
    """For every right somebody answers, within the month of Art. 12(3) or another named time."""
    for procedure in judged.assessment.rights_procedures:
        right = procedure.right.strip() or "ein Recht ohne Namen"
        if procedure.side is RightsSide.UNKNOWN:
            yield Finding(
                check="right-without-side",
                severity=Severity.ERROR,
                sentence=f"Wer Anträge beantwortet, ist ungeklärt ({right}).",
                norm="Art. 12 Abs. 3 und Art. 26 Abs. 1 DSGVO",
                topic=Topic.TRANSPARENCY,
                path=("rights_procedures", procedure.id, "side"),
                gap=True,
            )
        if not procedure.deadline.strip():
            yield Finding(
                check="right-without-deadline",
                severity=Severity.NOTE,
                sentence=f"Bis wann Anträge beantwortet werden, fehlt ({right}).",
                norm="Art. 12 Abs. 3 DSGVO",
                topic=Topic.TRANSPARENCY,
                path=("rights_procedures", procedure.id, "deadline"),
                gap=True,
            )


def incidents_have_a_process(judged: Judged) -> Iterator[Finding]:
    """Breaches, also those at the operator, have a way to be reported within 72 hours."""
    if not judged.assessment.processing.incident_process.strip():
        yield Finding(
            check="incident-process-missing",
            severity=Severity.NOTE,
            sentence="Der Meldeweg für Datenpannen, auch beim Betreiber, ist nicht beschrieben.",
            norm="Art. 33 und 34 DSGVO",
            topic=Topic.PURPOSES,
            path=("processing", "incident_process"),
            gap=True,
        )


CHECKS: tuple[Check, ...] = (
    legal_bases_name_a_norm,
    special_categories_have_a_basis,
    retention_periods_are_named,
    rights_have_somebody_to_answer,
    incidents_have_a_process,
)

"""Checks on the body's own risks and on what refers to them (Art. 35(7)(c) GDPR)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.own_risk import OWN_ID
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.checks.wording import counted, measure_name
from dsfa_app.method.findings import Finding, Severity, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.domain.own_risk import OwnRisk
    from dsfa_app.method.findings import Check, Judged

_NORM = "Art. 35 Abs. 7 Buchst. c DSGVO"


def own_ids_are_free(judged: Judged) -> Iterator[Finding]:
    """An id that does not begin with „E“ may be one of the catalogue's, which would hide the own risk."""
    for own in judged.assessment.own_risks:
        if not OWN_ID.fullmatch(own.id):
            yield Finding(
                check="own-risk-id-unusable",
                severity=Severity.ERROR,
                sentence=f"Die Kennung „{own.id}“ eines eigenen Risikos kann auch der Katalog verwenden. "
                "Bitte das Risiko neu anlegen (E01, E02 …) und dieses entfernen.",
                norm=_NORM,
                topic=Topic.RISKS,
                path=("own_risks", own.id, "title"),
            )


def own_risks_are_described(judged: Judged) -> Iterator[Finding]:
    """A risk has a name, an event and a damage; source and protection goals make it comparable."""
    for own in judged.assessment.own_risks:
        if not own.title.strip():
            yield _gap("own-risk-title-missing", Severity.ERROR, own, "title", "der Kurzname")
        if not own.event.strip():
            yield _gap("own-risk-event-missing", Severity.ERROR, own, "event", "das Ereignis")
        if not own.risk_sources:
            yield _gap("own-risk-source-missing", Severity.WARNING, own, "risk_sources", "die Risikoquelle")
        if not own.damages:
            yield _gap("own-risk-damage-missing", Severity.WARNING, own, "damages", "der mögliche Schaden")
        if not own.goals:
            yield _gap("own-risk-goal-missing", Severity.WARNING, own, "goals", "das Gewährleistungsziel")


def _gap(check: str, severity: Severity, own: OwnRisk, field: str, what: str) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        sentence=f"Beim eigenen Risiko {own.id} fehlt {what}.",
        norm=_NORM,
        topic=Topic.RISKS,
        path=("own_risks", own.id, field),
        gap=True,
    )


def limited_risks_are_not_rated_elsewhere(judged: Judged) -> Iterator[Finding]:
    """A rating on a platform an own risk is not meant for is kept, but not part of any result."""
    stored = {rating.id for rating in judged.assessment.ratings if rating.applicable is Answer.YES}
    for item in judged.results:
        if not item.is_in_scope and item.rating.id in stored:
            yield Finding(
                check="rating-out-of-scope",
                severity=Severity.WARNING,
                sentence=f"Die Bewertung von {judged.risk_title(item.rating.risk_id)} auf "
                f"{judged.platform_name(item.rating.platform_id)} zählt nicht mit: {item.rating.reason}",
                norm=_NORM,
                topic=Topic.RISKS,
                path=("own_risks", item.rating.risk_id, "platform_ids"),
            )


def measures_name_known_risks(judged: Judged) -> Iterator[Finding]:
    """A measure that names a risk nobody knows looks as if it protected from something."""
    known = {item.rating.risk_id for item in judged.results}
    if not known:
        return
    for measure in judged.assessment.measures:
        lost = [risk_id for risk_id in measure.risk_ids if risk_id not in known]
        if lost:
            what = counted(len(lost), "ein Risiko, das", "Risiken, die")
            yield Finding(
                check="measure-of-unknown-risk",
                severity=Severity.WARNING,
                sentence=f"Die {measure_name(measure)} nennt {what} es weder im Katalog noch als eigenes "
                f"gibt ({', '.join(lost)}).",
                norm="Art. 35 Abs. 7 Buchst. d DSGVO",
                topic=Topic.MEASURES,
                path=("measures", measure.id, "risk_ids"),
            )


CHECKS: tuple[Check, ...] = (
    own_ids_are_free,
    own_risks_are_described,
    limited_risks_are_not_rated_elsewhere,
    measures_name_known_risks,
)

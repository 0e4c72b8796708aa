"""The action plan across all assessments as a document: a chapter per class, and room to sign off."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dsfa_app.labels import label
from dsfa_app.method.plan import ActionPlan, Deadline, Urgency
from exporters.report.build import numbered
from exporters.report.model import (
    Column,
    Explanation,
    Fact,
    Facts,
    Identity,
    Register,
    RegisterColumn,
    Report,
    Section,
    Signer,
    SignOff,
    Table,
    Term,
)
from exporters.report.wording import NO_VALUE, NOTHING, counted, german_date, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.report.model import Cell, Value

_KIND = "Maßnahmenplan zu den Datenschutz-Folgenabschätzungen"
_TITLE = "Fristen und Maßnahmen"
_DISCLAIMER = (
    "Dieser Plan gibt wieder, was in den Datenschutz-Folgenabschätzungen an offenen Maßnahmen, Auflagen "
    "und Terminen erfasst ist. Er ersetzt weder die DSFA selbst noch die Entscheidung der verantwortlichen "
    "Stelle."
)
_NORMS = ("Art.\u00a024 Abs.\u00a01, 32 Abs.\u00a01 Buchst.\u00a0d und 35 Abs.\u00a011 DSGVO",)
_TITLES = {
    Urgency.OVERDUE: "Überfällig",
    Urgency.SOON: "Fällig in 30 Tagen",
    Urgency.COMING: "Fällig in 90 Tagen",
    Urgency.LATER: "Später fällig",
    Urgency.UNDATED: "Ohne Termin",
}
_COLUMNS = (
    Column("Was", 4),
    Column("Art und Stand", 1.4),
    Column("Zuständig", 1.7),
    Column("Fällig am", 1.1),
    Column("Erledigt am, Vermerk", 1.8),
)
_REGISTER_COLUMNS = (
    RegisterColumn("Was", 60),
    RegisterColumn("Frist", 14),
    RegisterColumn("Fällig am", 12),
    RegisterColumn("Tage bis dahin", 10),
    RegisterColumn("Zuständig", 24),
    RegisterColumn("Fachamt", 24),
    RegisterColumn("Stand", 18),
    RegisterColumn("Art", 20),
    RegisterColumn("DSFA", 44),
    RegisterColumn("Frist (Code)", 14),
    RegisterColumn("Art (Code)", 18),
    RegisterColumn("Kennung der DSFA", 34),
    RegisterColumn("Feld", 30),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMaterial:
    """What a document about the plan is made of.

    ``total`` is the number of deadlines there are, of which the plan may hold a selection; ``controllers``
    are the bodies whose assessments it concerns.
    """

    plan: ActionPlan
    total: int
    controllers: tuple[str, ...]
    moment: datetime
    program_version: str

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what the plan says."""
        content = [asdict(item) for item in self.plan.deadlines]
        text = json.dumps([str(self.plan.as_of), content], default=str, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _identity(material: PlanMaterial) -> Identity:
    return Identity(
        title=_TITLE,
        controller=listed(material.controllers, "; ") or NO_VALUE,
        version=f"vom {german_date(material.plan.as_of)}",
        state=counted(len(material.plan.deadlines), "Eintrag", "Einträge"),
        generated_on=material.moment.date(),
        fingerprint=material.fingerprint,
        profile="",
        catalogue="",
        program=f"DSFA-Werkbank {material.program_version}",
    )


def _selection(material: PlanMaterial) -> str:
    shown = len(material.plan.deadlines)
    everything = counted(material.total, "Eintrag", "Einträge")
    return everything if shown == material.total else f"{shown} von {everything}"


def _head(material: PlanMaterial, identity: Identity) -> Facts:
    assessments = {item.assessment_id for item in material.plan.deadlines}
    return Facts(
        (
            Fact("Stand", german_date(material.plan.as_of)),
            Fact("Umfang", f"{_selection(material)} aus {counted(len(assessments), 'DSFA', 'DSFA')}"),
            Fact("Fingerabdruck des Inhalts (SHA-256)", identity.fingerprint),
            Fact("Erstellt mit", identity.program),
        )
    )


def _row(item: Deadline) -> tuple[Cell, ...]:
    return (
        Term(item.what, item.assessment_title),
        listed((label(item.kind), item.state)),
        listed((item.owner, item.department), "\n") or NOTHING,
        german_date(item.due_on) if item.due_on else NOTHING,
        "",
    )


def _sections(material: PlanMaterial) -> Iterator[Section]:
    plan = material.plan
    counts = Table(
        "Offene Einträge nach Frist",
        tuple(Column(label(urgency)) for urgency in Urgency),
        (tuple(str(plan.count(urgency)) for urgency in Urgency),),
    )
    how_to_read = Explanation(
        "Offen sind Maßnahmen bis zum Nachweis, Auflagen bis zur Erledigung und Überprüfungen bis zum neuen "
        "Termin. Was heute fällig ist, zählt noch nicht als überfällig."
    )
    yield Section("1", "Überblick", _NORMS, (how_to_read, counts))
    number = 2
    for urgency in Urgency:
        found = tuple(item for item in plan.deadlines if item.urgency(plan.as_of) is urgency)
        if found:
            table = Table(_TITLES[urgency], _COLUMNS, tuple(map(_row, found)))
            yield Section(str(number), _TITLES[urgency], _NORMS, (table,))
            number += 1
    signers = (Signer(role="Verantwortliche Leitung"), Signer(role="Datenschutzkoordination"))
    yield Section(
        str(number),
        "Kenntnisnahme",
        ("Art.\u00a05 Abs.\u00a02 DSGVO",),
        (SignOff("Kenntnis genommen und zur Umsetzung freigegeben", signers),),
    )


def _overview(material: PlanMaterial, identity: Identity) -> Register:
    rows: list[tuple[Value, ...]] = [
        ("Dokument", _KIND),
        ("Verantwortliche Stelle", identity.controller),
        *((fact.label, str(fact.value)) for fact in _head(material, identity).facts),
        *((_TITLES[urgency], material.plan.count(urgency)) for urgency in Urgency),
    ]
    return Register(
        id="overview",
        title="Überblick",
        note=_DISCLAIMER,
        columns=(RegisterColumn("Angabe", 38), RegisterColumn("Wert", 100)),
        rows=tuple(rows),
    )


def _register(material: PlanMaterial) -> Register:
    today = material.plan.as_of
    rows: list[tuple[Value, ...]] = [
        (
            item.what,
            label(item.urgency(today)),
            item.due_on,
            item.days_left(today),
            item.owner,
            item.department,
            item.state,
            label(item.kind),
            item.assessment_title,
            item.urgency(today).value,
            item.kind.value,
            item.assessment_id,
            ".".join(item.path),
        )
        for item in material.plan.deadlines
    ]
    return Register(
        id="plan",
        title="Maßnahmenplan",
        note="Eine Zeile je offener Maßnahme, Auflage und Frist; die früheste zuerst.",
        columns=_REGISTER_COLUMNS,
        rows=tuple(rows),
    )


def build_plan(material: PlanMaterial) -> Report:
    """Return the plan: figures, one table per class of deadlines, lines to sign, and the register."""
    identity = _identity(material)
    return Report(
        kind=_KIND,
        identity=identity,
        facts=_head(material, identity),
        disclaimer=_DISCLAIMER,
        sections=numbered(_sections(material)),
        registers=(_overview(material, identity), _register(material)),
        is_short=True,
    )

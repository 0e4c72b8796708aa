"""The catalogue as statements that can be kept and compared with those of another version."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from dsfa_app.catalogue.citations import describe_source
from dsfa_app.domain.rating import rating_id
from dsfa_app.method.catalogue_changes import OPTION, PROPOSAL, RULING, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.catalogue.facts import Fact
    from dsfa_app.catalogue.model import Platform

_FIELDS = tuple(field.name for field in fields(Statement))


def statements_of(catalogue: Catalogue) -> dict[str, Statement]:
    """Return everything an assessment may rest on, by the id a citation would name."""
    found: dict[str, Statement] = {}
    for platform in catalogue.platforms.values():
        found.update(_about_platform(platform, catalogue))
    found.update(_rulings(catalogue))
    found.update(_options(catalogue))
    for name in catalogue.legal_framework:
        found[f"law:{name}"] = _cited(f"law:{name}", catalogue)
    for system in catalogue.systems.values():
        for fact in system.facts.values():
            found[f"system:{fact.id}"] = _cited(f"system:{fact.id}", catalogue)
    return found


def plain_statements(statements: Mapping[str, Statement]) -> dict[str, Any]:
    """Return the statements as plain data; what is empty is left out."""
    return {
        name: {key: value for key in _FIELDS if (value := getattr(statement, key))}
        for name, statement in statements.items()
    }


def read_statements(plain: Mapping[str, Any]) -> dict[str, Statement]:
    """Return the statements of plain data; fields of another version of the program are passed over."""
    return {name: _read(values) for name, values in plain.items()}


def _read(values: Mapping[str, Any]) -> Statement:
    known: dict[str, Any] = {"title": "", "text": ""}
    known |= {key: values[key] for key in _FIELDS if key in values}
    for key, value in known.items():
        if isinstance(value, list):
            known[key] = tuple(value)
    return Statement(**known)


def _statement(title: str, fact: Fact, platform_ids: tuple[str, ...] = ()) -> Statement:
    return Statement(
        title=title,
        text=fact.text,
        as_of=fact.as_of,
        source=fact.source or "",
        evidence=fact.evidence.value,
        platform_ids=platform_ids,
    )


def _cited(source_id: str, catalogue: Catalogue) -> Statement:
    described = describe_source(source_id, catalogue)
    return _statement(described.title, described.fact)


def _about_platform(platform: Platform, catalogue: Catalogue) -> Iterator[tuple[str, Statement]]:
    bearing: dict[str, list[str]] = {}
    for risk in catalogue.risks.values():
        for field in risk.facts:
            bearing.setdefault(field, []).append(risk.id)
    for fact in platform.facts.values():
        title = f"{platform.name}: {catalogue.platform_fields[fact.field].label}"
        plain = _statement(title, fact, (platform.id,))
        yield fact.id, replace(plain, risk_ids=tuple(bearing.get(fact.field, ())))
    yield from _proposals(platform, catalogue)


def _proposals(platform: Platform, catalogue: Catalogue) -> Iterator[tuple[str, Statement]]:
    """Yield what the catalogue proposes for each risk on the platform: a score, or that it cannot arise."""
    for risk in catalogue.risks.values():
        score = risk.rating_for(platform.id)
        excluded = risk.exclusion_reason(platform.id)
        if not excluded and score is None:
            continue
        text = excluded
        if score is not None and not excluded:
            text = f"Vorschlag: Schwere {score.severity}, Eintrittswahrscheinlichkeit {score.likelihood}"
        yield (
            f"{PROPOSAL}{rating_id(platform.id, risk.id)}",
            Statement(
                title=f"{platform.name}: Bewertungsvorschlag zu {risk.id} {risk.title}",
                text=text,
                platform_ids=(platform.id,),
                risk_ids=(risk.id,),
                score=None if excluded or score is None else (score.severity, score.likelihood),
            ),
        )


def _rulings(catalogue: Catalogue) -> Iterator[tuple[str, Statement]]:
    for ruling in catalogue.rulings.values():
        affected = tuple(item.id for item in catalogue.platforms.values() if ruling.id in item.rulings)
        yield f"{RULING}{ruling.id}", _statement(f"{ruling.title} ({ruling.status})", ruling.fact, affected)


def _options(catalogue: Catalogue) -> Iterator[tuple[str, Statement]]:
    for option in catalogue.configuration_options.values():
        allowing = tuple(
            item.id for item in catalogue.platforms.values() if option.id in item.configuration_options
        )
        title = f"Einstellung oder Vereinbarung: {option.title}"
        yield f"{OPTION}{option.id}", _statement(title, option.fact, allowing)

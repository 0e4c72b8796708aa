"""What the catalogue says about a risk on a platform: the topic of the help pane."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.forms.context import FactGroup, HelpTopic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.catalogue.facts import Fact
    from ui.view_models.rating import RatingModel

_TRACKING = (
    "data_categories.profiling_ads",
    "data_categories.registered",
    "data_categories.cookies_tracking",
)
_VISITORS = ("data_categories.unregistered", "data_categories.cookies_tracking")
_TRANSFERS = (
    "third_country_transfers.countries",
    "third_country_transfers.instruments",
    "third_country_transfers.dpf_fact",
    "third_country_transfers.issues",
)
_RESPONSIBILITY = (
    "joint_controllership.document_name",
    "joint_controllership.scope",
    "joint_controllership.evaluation",
    "roles_other",
)
_REQUESTS = ("joint_controllership.request_handling", "links.contact_data_subjects", "links.dpo_contact")
_STATISTICS = ("data_categories.owner_statistics", "joint_controllership.scope")

_FACT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "R01": _TRACKING,
    "R02": _TRACKING,
    "R03": ("data_categories.special_categories", "data_categories.profiling_ads"),
    "R04": _VISITORS,
    "R05": _TRANSFERS,
    "R06": ("links.privacy_policy", "dsa_status", "data_categories.profiling_ads"),
    "R07": _REQUESTS,
    "R08": _RESPONSIBILITY,
    "R09": ("joint_controllership.evaluation", *_TRACKING),
    "R10": ("data_categories.minors_min_age",),
    "R12": ("retention", "self_hosting"),
    "R13": ("data_categories.special_categories", "data_categories.registered"),
    "R14": ("dsa_status",),
    "R15": ("dsa_status", "config_specific"),
    "R16": ("config_specific",),
    "R20": ("retention",),
    "R22": ("seed_target_groups", "self_hosting"),
    "R23": _STATISTICS,
    "R24": ("data_categories.profiling_ads", "config_specific"),
    "R25": ("dsa_status", "data_categories.profiling_ads"),
    "R26": _VISITORS,
    "R28": ("data_categories.registered", "data_categories.profiling_ads"),
    "R29": ("status", "lead_authority"),
    "R30": ("self_hosting", "retention"),
    "R31": ("status",),
    "R32": ("data_categories.profiling_ads", "data_categories.registered"),
}
"""Field paths of the catalogue whose facts bear on a risk; the others rest on the body's own conduct."""


def scenario_topic(model: RatingModel, catalogue: Catalogue) -> HelpTopic:
    """Return the scenario with the facts known about the platform."""
    risk = model.risk
    origin = "gewollte Gestaltung" if risk.by_design else "Fehler, Versehen oder Angriff"
    paragraphs = (
        f"Frage: {risk.question}",
        f"Was geschieht: {risk.event}",
        f"Beispiel: {risk.example}",
        f"Ursprung: {origin} ({_labels(catalogue, 'risk_sources', risk.sources)})",
        f"Mögliche Schäden: {_labels(catalogue, 'damages', risk.damages)}",
        f"Gewährleistungsziele: {_labels(catalogue, 'goals', risk.goals)}",
    )
    return HelpTopic(
        title=f"{risk.id} {risk.title}",
        text="\n\n".join(paragraphs),
        norm="Art.\u00a035 Abs.\u00a07 Buchst.\u00a0c DSGVO",
        facts=facts_about(model, catalogue),
    )


def with_scenario_facts(topic: HelpTopic, model: RatingModel, catalogue: Catalogue) -> HelpTopic:
    """Return the topic of a field with the facts that bear on the risk being rated."""
    return replace(topic, facts=facts_about(model, catalogue))


def facts_about(model: RatingModel, catalogue: Catalogue) -> tuple[FactGroup, ...]:
    """Return the facts the rating cites and those the catalogue has on this risk and platform."""
    cited = tuple(catalogue.facts[source] for source in model.rating.sources if source in catalogue.facts)
    groups = [FactGroup("Worauf sich die Bewertung stützt", cited)]
    platform = catalogue.platforms.get(model.platform_id)
    if platform is not None:
        for field in _FACT_FIELDS.get(model.risk_id, ()):
            title = f"{platform.short_name}: {catalogue.platform_fields[field].label}"
            groups.append(FactGroup(title, _without(platform.facts_in(field), cited)))
    return tuple(group for group in groups if group.facts)


def _without(facts: tuple[Fact, ...], shown: tuple[Fact, ...]) -> tuple[Fact, ...]:
    known = {fact.id for fact in shown}
    return tuple(fact for fact in facts if fact.id not in known)


def _labels(catalogue: Catalogue, picker: str, codes: tuple[str, ...]) -> str:
    return ", ".join(catalogue.label(picker, code) for code in codes)

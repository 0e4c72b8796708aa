"""What the catalogue says about a risk on a platform: the topic of the help pane."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.labels import label
from ui.forms.context import FactGroup, HelpTopic

if TYPE_CHECKING:
    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.catalogue.facts import Fact
    from dsfa_app.catalogue.model import Risk
    from ui.view_models.rating import RatingModel


def scenario_topic(model: RatingModel, catalogue: Catalogue) -> HelpTopic:
    """Return the scenario with the facts known about the platform."""
    risk = model.risk
    paragraphs = (
        ("Frage", risk.question),
        ("Was geschieht", risk.event),
        ("Beispiel", risk.example),
        ("Ursprung", f"{label(risk.nature)} ({_labels(catalogue, 'risk_sources', risk.sources)})"),
        ("Mögliche Schäden", _labels(catalogue, "damages", risk.damages)),
        ("Gewährleistungsziele", _labels(catalogue, "goals", risk.goals)),
    )
    return HelpTopic(
        title=f"{risk.id} {risk.title}",
        text="\n\n".join(f"{name}: {words}" for name, words in paragraphs if words.strip()),
        norm="Art.\u00a035 Abs.\u00a07 Buchst.\u00a0c DSGVO",
        facts=facts_about(model, catalogue),
        path=model.path,
    )


def kind_and_goals(risk: Risk, catalogue: Catalogue) -> str:
    """Return by design or accidental and the protection goals in one line, for every risk alike."""
    return f"{label(risk.nature)} · Ziele: {_labels(catalogue, 'goals', risk.goals)}"


def with_scenario_facts(topic: HelpTopic, model: RatingModel, catalogue: Catalogue) -> HelpTopic:
    """Return the topic of a field with the facts that bear on the risk being rated."""
    return replace(topic, facts=facts_about(model, catalogue))


def facts_about(model: RatingModel, catalogue: Catalogue) -> tuple[FactGroup, ...]:
    """Return the facts the rating cites and those the catalogue has on this risk and platform."""
    cited = tuple(catalogue.facts[source] for source in model.rating.sources if source in catalogue.facts)
    groups = [FactGroup("Worauf sich die Bewertung stützt", cited)]
    platform = catalogue.platforms.get(model.platform_id)
    if platform is not None:
        for field in model.risk.facts:
            title = f"{platform.short_name}: {catalogue.platform_fields[field].label}"
            groups.append(FactGroup(title, _without(platform.facts_in(field), cited)))
    return tuple(group for group in groups if group.facts)


def _without(facts: tuple[Fact, ...], shown: tuple[Fact, ...]) -> tuple[Fact, ...]:
    known = {fact.id for fact in shown}
    return tuple(fact for fact in facts if fact.id not in known)


def _labels(catalogue: Catalogue, picker: str, codes: tuple[str, ...]) -> str:
    known = catalogue.pickers[picker]
    return ", ".join(known[code].label if code in known else code for code in codes) or "nicht angegeben"

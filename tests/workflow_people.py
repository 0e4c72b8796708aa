"""The people of the workflow and an assessment they can bring to its release, with the real catalogue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from method.complete import COMPLETE

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.frame import Participant
from dsfa_app.domain.rating import Rating, rating_id
from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.domain.vocabulary import Answer, DpoVote, InvolvementKind, Role

if TYPE_CHECKING:
    from dsfa_app.bootstrap import Application
    from dsfa_app.domain.assessment import Assessment

AUTHOR = ActingPerson(name="Frau Amann", role=Role.AUTHOR)
OFFICER = ActingPerson(name="Dr. Berg", role=Role.DPO)
SECURITY = ActingPerson(name="Herr Cordes", role=Role.IT_SECURITY)
HEAD = ActingPerson(name="Frau Ernst", role=Role.CONTROLLER)
PLATFORM = "mastodon"


def ready_for_release(app: Application) -> Assessment:
    """Return a draft in which nothing is missing but what the steps of the workflow write."""
    use = next(use for use in COMPLETE.platforms if use.id == "a")
    risk_ids = app.catalogue.risks
    return replace(
        COMPLETE,
        id="a1",
        controller=replace(COMPLETE.controller, name="Stadt Übersee"),
        participants=(Participant(id="p", name="Frau Amann", involvement=InvolvementKind.AUTHOR),),
        platforms=(replace(use, id=PLATFORM, name="Mastodon"),),
        channels=tuple(
            replace(item, platform_id=PLATFORM) for item in COMPLETE.channels if item.platform_id == "a"
        ),
        roles=tuple(
            replace(item, platform_id=PLATFORM) for item in COMPLETE.roles if item.platform_id == "a"
        ),
        threshold_answers=tuple(
            ThresholdAnswer(id=rule_id, at_controller=Answer.YES, at_operator=Answer.YES, reason="geprüft")
            for rule_id in app.catalogue.threshold_rules
        ),
        ratings=tuple(
            Rating(
                id=rating_id(PLATFORM, risk_id),
                platform_id=PLATFORM,
                risk_id=risk_id,
                applicable=Answer.NO,
                reason="kommt hier nicht vor",
            )
            for risk_id in risk_ids
        ),
        dpo_advice=replace(COMPLETE.dpo_advice, vote=DpoVote.OPEN),
    )

"""For the findings about missing statements a change of the complete assessment that brings each about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from method.case import Case
from method.complete import COMPLETE, DAY, HIGH, LOW, but
from method.judging import answers

from dsfa_app.domain.measure import Evidence
from dsfa_app.domain.outcome import Condition, PriorConsultation
from dsfa_app.domain.responsibility import JointArrangement, Processor, Transfer
from dsfa_app.domain.vocabulary import (
    Answer,
    ArrangementState,
    ChannelState,
    DecisionOutcome,
    DpoVote,
    MeasureState,
    RoleOfController,
    ScopeType,
    StatisticsKind,
    TransferMechanism,
    ViewsSought,
)

JOINT = (("roles", "a-insights", "role"), RoleOfController.JOINT)
ARRANGEMENT = JointArrangement(id="j", platform_id="a", state=ArrangementState.PRESENT)
MEASURE = ("measures", "m")


CASES = (
    Case("controller-missing", but((("controller", "name"), "  "))),
    Case("occasion-missing", but((("occasion", "reason"), "\n"))),
    Case("scope-missing", but((("occasion", "scope"), ""))),
    Case("participants-missing", but((("participants",), ()))),
    Case("nature-missing", but((("processing", "nature"), ""))),
    Case("purposes-missing", but((("purposes",), ()))),
    Case("data-categories-missing", but((("data_categories",), ()))),
    Case("data-subjects-missing", but((("data_subjects",), ()))),
    Case("retention-missing", but((("retention_periods",), ()))),
    Case("legal-bases-missing", but((("legal_bases",), ()))),
    Case("necessity-missing", but((("necessity", "principle"), ""))),
    Case("alternatives-missing", but((("alternatives",), ()))),
    Case("notices-missing", but((("transparency", "notices"), ""))),
    Case("rights-missing", but((("rights_procedures",), ()))),
    Case(
        "similarity-reason-missing",
        but((("occasion", "similarity_reason"), " ")),
        but((("occasion", "similarity_reason"), " "), (("occasion", "scope_type"), ScopeType.SINGLE)),
    ),
    Case(
        "live-before-assessment",
        but((("occasion", "processing_start_actual"), COMPLETE.created_on - timedelta(days=1))),
        but((("occasion", "processing_start_actual"), COMPLETE.created_on)),
        "läuft seit 20.11.2026, die DSFA ist vom 21.11.2026",
    ),
    Case(
        "threshold-incomplete",
        but((("threshold_answers", "case", "at_controller"), Answer.UNKNOWN)),
        says="Eine Frage ist für die eigene Stelle noch unbeantwortet",
    ),
    Case(
        "threshold-incomplete",
        but((("threshold_answers",), ())),
        says="10 Fragen sind für die eigene Stelle noch unbeantwortet",
    ),
    Case(
        "threshold-incomplete",
        but((("threshold_answers",), answers(operator={"c1": Answer.UNKNOWN, "c2": Answer.UNKNOWN}))),
        says="2 Fragen sind für die Plattformbetreiber noch unbeantwortet",
    ),
    Case(
        "not-required-without-reason",
        but((("threshold_answers",), answers())),
        but((("threshold_answers",), answers()), (("threshold", "not_required_reason"), "keine Treffer")),
    ),
    Case("platforms-missing", COMPLETE.without_platform("a").without_platform("b")),
    Case(
        "platform-without-channel",
        but((("channels", "ka", "state"), ChannelState.RETIRED)),
        but((("channels", "ka", "state"), ChannelState.PLANNED)),
        "Zu A ist kein genutzter Kanal",
    ),
    Case("platform-purpose-missing", but((("platforms", "b", "purpose"), ""))),
    Case("platform-necessity-missing", but((("platforms", "b", "necessity_reason"), ""))),
    Case(
        "statistics-contradiction",
        but((("platforms", "a", "statistics"), StatisticsKind.AGGREGATED)),
        but(
            (("platforms", "a", "statistics"), StatisticsKind.PERSONAL),
            (("platforms", "b", "statistics"), StatisticsKind.NONE),
        ),
        "Hilfeseite, 2026",
    ),
    Case(
        "minors-without-rating",
        but((("platforms", "a", "minors_addressed"), Answer.YES)),
        but(
            (("platforms", "a", "minors_addressed"), Answer.YES),
            (("ratings", "a.R10", "applicable"), Answer.YES),
        ),
    ),
    Case(
        "channel-state-unknown",
        but((("channels", "ka", "state"), ChannelState.UNKNOWN)),
        says="Bei einem Kanal ist ungeprüft, ob er noch betrieben wird (Kanal a).",
    ),
    Case(
        "channel-state-unknown",
        but(
            (("channels", "ka", "state"), ChannelState.UNKNOWN),
            (("channels", "ka", "name"), ""),
            (("channels", "ka", "url"), ""),
            (("channels", "kb", "state"), ChannelState.UNKNOWN),
        ),
        says="Bei 2 Kanälen ist ungeprüft, ob sie noch betrieben werden (zuerst: ohne Namen).",
    ),
    Case(
        "retirement-reason-missing",
        but((("channels", "ka", "state"), ChannelState.RETIRED)),
        but(
            (("channels", "ka", "state"), ChannelState.RETIRED),
            (("channels", "ka", "retirement_reason"), "Amt aufgelöst"),
        ),
    ),
    Case(
        "channel-not-covered",
        but((("channels", "ka", "platform_id"), "flickr")),
        but(
            (("channels", "ka", "platform_id"), "flickr"),
            (("channels", "ka", "state"), ChannelState.RETIRED),
            (("channels", "kb", "platform_id"), ""),
        ),
        "Der Kanal Kanal a liegt auf einer Plattform, die diese DSFA nicht umfasst (flickr).",
    ),
    Case(
        "role-missing",
        but((("roles",), tuple(role for role in COMPLETE.roles if role.id != "a-insights"))),
        says="Für A fehlt in 1 von 5 Phasen",
    ),
    Case(
        "role-unclear",
        but((("roles", "b-insights", "role"), RoleOfController.UNCLEAR)),
        says="Für B ist die Verantwortlichkeit in 1 von 5 Phasen ungeklärt.",
    ),
    Case(
        "operator-not-in-concept",
        but((("platforms", "a", "named_in_concept"), Answer.NO)),
        but((("platforms", "a", "named_in_concept"), Answer.YES)),
    ),
    Case(
        "joint-without-arrangement",
        but(JOINT),
        but(JOINT, (("joint_arrangements",), (replace(ARRANGEMENT, essence_published=Answer.YES),))),
    ),
    Case(
        "joint-without-arrangement",
        but(JOINT, (("joint_arrangements",), (replace(ARRANGEMENT, state=ArrangementState.UNKNOWN),))),
        but(
            JOINT,
            (
                ("joint_arrangements",),
                (ARRANGEMENT, replace(ARRANGEMENT, id="old", state=ArrangementState.ABSENT)),
            ),
        ),
    ),
    Case(
        "joint-essence-not-published",
        but(JOINT, (("joint_arrangements",), (ARRANGEMENT,))),
        but((("joint_arrangements",), (ARRANGEMENT,))),
    ),
    Case(
        "transfer-without-mechanism",
        but((("transfers",), (Transfer(id="t", platform_id="a", country="die USA"),))),
        but((("transfers",), (Transfer(id="t", mechanism=TransferMechanism.DPF),))),
        "Für eine Übermittlung (A; Land: die USA) ist",
    ),
    Case(
        "transfer-without-mechanism",
        but((("transfers",), (Transfer(id="t"),))),
        but((("transfers",), (Transfer(id="t", mechanism=TransferMechanism.NONE),))),
        says="Für eine Übermittlung (ohne Plattform; Land: nicht genannt) ist",
    ),
    Case(
        "processor-without-contract",
        but((("processors",), (Processor(id="p"),))),
        but((("processors",), (Processor(id="p", contract=ArrangementState.NOT_REQUIRED),))),
    ),
    Case("risks-open", but((("ratings", "b.R10", "applicable"), Answer.UNKNOWN)), says="ein Risiko"),
    Case("residual-open", but((("ratings",), ())), says="alle Risiken bewertet sind (noch"),
    Case("risks-open", but((("ratings",), ())), says="Auf A sind 2 Risiken noch nicht bewertet."),
    Case(
        "rating-without-reason",
        but((("ratings", "a.R01", "reason"), " ")),
        but((("ratings", "a.R01", "gross"), None), (("ratings", "a.R01", "reason"), "")),
        "R01 Profilbildung auf A ist bewertet, aber",
    ),
    Case(
        "rating-without-reason",
        but((("ratings", "b.R10", "reason"), "")),
        says="R10 auf B ist als nicht zutreffend eingestuft, aber",
    ),
    Case(
        "override-without-reason",
        but((("ratings", "a.R01", "proven_override"), LOW)),
        but(
            (("ratings", "a.R01", "proven_override"), LOW),
            (("ratings", "a.R01", "override_reason"), "Beschluss"),
        ),
    ),
    Case(
        "residual-above-gross",
        but((("ratings", "a.R01", "planned_override"), HIGH)),
        but((("ratings", "a.R01", "planned_override"), LOW)),
    ),
    Case(
        "high-residual-without-consultation",
        but((("ratings", "a.R01", "gross"), HIGH)),
        but((("ratings", "a.R01", "gross"), HIGH), (("consultation",), PriorConsultation(requested_on=DAY))),
        "bleibt ein hohes Restrisiko (R01 Profilbildung auf A)",
    ),
    Case(
        "high-residual-without-consultation",
        but(
            (("ratings", "a.R01", "gross"), HIGH),
            (("ratings", "b.R01", "gross"), HIGH),
            (("ratings", "b.R01", "applicable"), Answer.YES),
        ),
        but(
            (("ratings", "a.R01", "gross"), HIGH),
            ((*MEASURE, "likelihood_effect"), -2),
            ((*MEASURE, "severity_effect"), -2),
        ),
        "bleiben 2 hohe Restrisiken (zuerst R01 Profilbildung auf A)",
    ),
    Case(
        "balancing-missing",
        but((("ratings", "a.R01", "baseline"), HIGH)),
        but(
            (("ratings", "a.R01", "baseline"), HIGH), (("platforms", "a", "balancing"), "Auftrag wiegt mehr")
        ),
    ),
    Case("measures-missing", but((("measures",), ()))),
    Case(
        "measure-without-owner",
        but(((*MEASURE, "owner"), ""), ((*MEASURE, "title"), "")),
        but(((*MEASURE, "owner"), ""), ((*MEASURE, "department"), "Kommunikation")),
        "Für die geplante Maßnahme ohne Titel ist niemand zuständig.",
    ),
    Case(
        "measure-without-date",
        but(((*MEASURE, "due_on"), None)),
        but(((*MEASURE, "due_on"), None), ((*MEASURE, "state"), MeasureState.IMPLEMENTED)),
        "Die geplante Maßnahme „Netiquette“ hat",
    ),
    Case(
        "proven-without-evidence",
        but(((*MEASURE, "state"), MeasureState.PROVEN)),
        but(((*MEASURE, "state"), MeasureState.PROVEN), ((*MEASURE, "evidence"), (Evidence(id="e"),))),
    ),
    Case(
        "rejection-without-reason",
        but(((*MEASURE, "state"), MeasureState.REJECTED)),
        but(((*MEASURE, "state"), MeasureState.REJECTED), ((*MEASURE, "rejection_reason"), "zu teuer")),
    ),
    Case("dpo-advice-missing", but((("dpo_advice", "vote"), DpoVote.OPEN))),
    Case("dpo-advice-missing", but((("dpo_advice", "statement"), ""))),
    Case(
        "deviation-without-reason",
        but((("dpo_advice", "vote"), DpoVote.OBJECTION)),
        but(
            (("dpo_advice", "vote"), DpoVote.OBJECTION),
            (("decision", "outcome"), DecisionOutcome.REJECTION),
        ),
    ),
    Case("views-open", but((("views", "sought"), ViewsSought.OPEN))),
    Case("views-without-reason", but((("views", "result"), "")), says="Was die betroffenen Personen gesagt"),
    Case(
        "views-without-reason",
        but((("views", "sought"), ViewsSought.NOT_SOUGHT)),
        but(
            (("views", "sought"), ViewsSought.NOT_SOUGHT),
            (("views", "reason_not_sought"), "unverhältnismäßig"),
        ),
        "Warum der Standpunkt",
    ),
    Case("decision-open", but((("decision", "outcome"), DecisionOutcome.OPEN))),
    Case(
        "decision-without-reason",
        but((("decision", "reason"), "")),
        but((("decision", "reason"), ""), (("decision", "outcome"), DecisionOutcome.OPEN)),
    ),
    Case(
        "conditions-missing",
        but((("decision", "outcome"), DecisionOutcome.RELEASE_WITH_CONDITIONS)),
        but(
            (("decision", "outcome"), DecisionOutcome.RELEASE_WITH_CONDITIONS),
            (("conditions",), (Condition(id="c", text="Vertrag nachreichen"),)),
        ),
    ),
    Case(
        "decision-against-threshold",
        but(
            (("threshold_answers",), answers({"case": Answer.YES})),
            (("decision", "outcome"), DecisionOutcome.NO_ASSESSMENT_REQUIRED),
        ),
        but((("decision", "outcome"), DecisionOutcome.NO_ASSESSMENT_REQUIRED)),
    ),
    Case("signers-missing", but((("expected_signers",), ()))),
    Case("review-date-missing", but((("review", "due_on"), None))),
)

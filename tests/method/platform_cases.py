"""For the findings about threshold, platforms, channels, roles and sources the change behind each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from method.case import Case
from method.complete import COMPLETE, DAY, PAST, but
from method.judging import TODAY, answers

from dsfa_app.domain.processing import DataCategory, DataSubjectGroup, LegalBasis
from dsfa_app.domain.rating import Rating
from dsfa_app.domain.responsibility import JointArrangement, Processor, Transfer
from dsfa_app.domain.threshold import ThresholdAnswer
from dsfa_app.domain.vocabulary import (
    Answer,
    ArrangementState,
    ChannelState,
    RightsSide,
    RoleOfController,
    StatisticsKind,
    TransferMechanism,
)
from dsfa_app.method.findings import CitedSource, PlatformTraits, SourceDoubt

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path

LONG_AGO = date(2025, 11, 20)
A_YEAR_AGO = date(2025, 11, 21)
CHANNEL, OTHER = ("channels", "ka"), ("channels", "kb")
PLATFORM = ("platforms", "a")
JOINT = (("roles", "a-insights", "role"), RoleOfController.JOINT)
ARRANGEMENT = JointArrangement(
    id="j",
    platform_id="a",
    state=ArrangementState.PRESENT,
    url="https://a.example/art26",
    version_on=PAST,
    essence_published=Answer.YES,
)
EXEMPT = replace(answers({"exempt": Answer.YES})[-2], reason="Gesetz mit eigener Folgenabschätzung")


HEAVY = ThresholdAnswer(
    id="c1", at_controller=Answer.YES, at_operator=Answer.NO, reason="Sehr viele Kinder.", heavy=True
)
CASE = ThresholdAnswer(id="case", at_controller=Answer.YES, at_operator=Answer.NO, reason="umfangreich")


def _with_answers(**replaced: ThresholdAnswer) -> tuple[Path, Any]:
    given = {answer.id: replace(answer, reason="geprüft") for answer in answers({"house": Answer.YES})}
    return ("threshold_answers",), tuple((given | replaced).values())


def _transfer(mechanism: TransferMechanism, **values: Any) -> tuple[Path, Any]:
    return ("transfers",), (
        Transfer(id="t", platform_id="a", country="die USA", mechanism=mechanism, **values),
    )


def _ruled_out(risk_id: str) -> tuple[Path, Any]:
    rating = Rating(
        id=f"a.{risk_id}", platform_id="a", risk_id=risk_id, applicable=Answer.NO, reason="trifft nicht zu"
    )
    return ("ratings",), (*COMPLETE.ratings, rating)


def _trait(**values: Any) -> dict[str, PlatformTraits]:
    return {"a": PlatformTraits(name="A", **values)}


def _planned(day: date) -> tuple[tuple[Path, Any], ...]:
    return (("occasion", "processing_start_actual"), None), (("occasion", "processing_start_planned"), day)


THRESHOLD = (
    Case(
        "not-required-without-dpo-note",
        but((("threshold_answers",), answers())),
        but((("threshold_answers",), answers()), (("threshold", "dpo_note"), "einverstanden")),
    ),
    Case(
        "threshold-yes-without-reason",
        but((("threshold_answers", "house", "reason"), " ")),
        but((("threshold_answers", "c1", "reason"), " ")),
        "Für eine Frage der",
    ),
    Case(
        "threshold-yes-without-reason",
        but((("threshold_answers",), answers({"house": Answer.YES}, {"c1": Answer.YES}))),
        says="Für 2 Fragen der",
    ),
    Case(
        "heavy-without-reason",
        but(_with_answers(c1=replace(HEAVY, reason=" "))),
        but(_with_answers(c1=HEAVY)),
        "allein für die Pflicht",
    ),
    Case(
        "heavy-without-hit",
        but(_with_answers(c1=replace(HEAVY, at_controller=Answer.NO))),
        but(_with_answers(c1=HEAVY)),
        "bewirkt nichts",
    ),
    Case(
        "heavy-without-hit",
        but(_with_answers(house=replace(HEAVY, id="house"))),
        says="bewirkt nichts",
    ),
    Case(
        "waiver-against-outcome",
        but(_with_answers(c1=HEAVY), (("threshold", "not_required_reason"), "keine Treffer")),
        but(_with_answers(c1=HEAVY)),
        "eine Antwort macht sie aber zur Pflicht",
    ),
    Case(
        "answers-contradict",
        but(_with_answers(case=CASE, c3=replace(CASE, id="c3", at_controller=Answer.NO))),
        but(_with_answers(case=CASE, c3=replace(CASE, id="c3"))),
        "„Fall“ ist bei der Stelle bejaht, das darin enthaltene Kriterium „Kriterium“ aber verneint",
    ),
    Case(
        "answers-contradict",
        but(
            _with_answers(
                case=replace(CASE, at_controller=Answer.NO, at_operator=Answer.YES),
                c3=replace(CASE, id="c3", at_controller=Answer.NO),
            )
        ),
        but(
            _with_answers(
                case=replace(CASE, at_controller=Answer.NO, at_operator=Answer.YES),
                c3=replace(CASE, id="c3", at_controller=Answer.NO, at_operator=Answer.UNKNOWN),
            )
        ),
        "beim Betreiber bejaht",
    ),
    Case(
        "exemption-without-reason",
        but(_with_answers(exempt=replace(EXEMPT, reason=""))),
        but(_with_answers(exempt=EXEMPT)),
        "Warum die Ausnahme greift",
    ),
    Case(
        "exemption-without-reason",
        but((("threshold_answers",), answers({"negative": Answer.YES}))),
        says="Warum die Negativliste der Aufsicht greift",
    ),
    Case(
        "exemption-against-hits",
        but(
            _with_answers(
                exempt=EXEMPT,
                case=ThresholdAnswer(
                    id="case", at_controller=Answer.YES, at_operator=Answer.NO, reason="umfangreich"
                ),
            )
        ),
        but(_with_answers(exempt=EXEMPT)),
        "Die Ausnahme ist bejaht, eine Antwort spricht aber",
    ),
    Case(
        "vulnerable-against-threshold",
        but(
            _with_answers(c7=ThresholdAnswer(id="wp248-c7", at_controller=Answer.NO)),
            (("data_subjects",), (DataSubjectGroup(id="g", name="Kinder", vulnerable=True),)),
        ),
        but(
            _with_answers(c7=ThresholdAnswer(id="wp248-c7", at_controller=Answer.YES)),
            (("data_subjects",), (DataSubjectGroup(id="g", name="Kinder", vulnerable=True),)),
        ),
        "beschrieben (Kinder)",
    ),
    Case(
        "vulnerable-against-threshold",
        but(
            _with_answers(c7=ThresholdAnswer(id="wp248-c7", at_controller=Answer.NO)),
            ((*PLATFORM, "minors_addressed"), Answer.YES),
        ),
        but(_with_answers(c7=ThresholdAnswer(id="wp248-c7", at_controller=Answer.NO))),
        "beschrieben (Minderjährige)",
    ),
)

LAWFULNESS = (
    Case(
        "start-missing",
        but((("occasion", "processing_start_actual"), None)),
        COMPLETE,
    ),
    Case(
        "planned-start-passed",
        but(*_planned(PAST)),
        but(*_planned(TODAY)),
        "Der geplante Beginn am 04.05.2026 ist verstrichen",
    ),
    Case(
        "dpo-not-involved",
        but((("participants",), COMPLETE.participants[:1])),
        but((("participants",), ())),
    ),
    Case("dpo-contact-missing", but((("controller", "dpo_contact"), ""))),
    Case("extent-missing", but((("processing", "extent"), ""))),
    Case("circumstances-missing", but((("processing", "circumstances"), ""))),
    Case("life-cycle-missing", but((("processing", "life_cycle"), ""))),
    Case("recipients-missing", but((("recipients",), ()))),
    Case("proportionality-missing", but((("necessity", "proportionality"), ""))),
    Case("rights-contact-missing", but((("transparency", "rights_contact"), ""))),
    Case("incident-process-missing", but((("processing", "incident_process"), ""))),
    Case(
        "legal-basis-without-norm",
        but((("legal_bases",), (LegalBasis(id="r", applies_to="Anfragen"),))),
        says="Die Rechtsgrundlage für Anfragen nennt",
    ),
    Case(
        "special-category-without-basis",
        but(
            (("data_categories",), (DataCategory(id="d", name="Kommentare", special=True),)),
            (("legal_bases",), (LegalBasis(id="r", norm="Art. 6 Abs. 1 Buchst. e und Art. 95 DSGVO"),)),
        ),
        but(
            (("data_categories",), (DataCategory(id="d", name="Kommentare", special=True),)),
            (("legal_bases",), (LegalBasis(id="r", norm="Art. 6", explanation="auch Art.\u00a09 Abs. 2"),)),
        ),
        "Eine Datenkategorie kann besondere Kategorien enthalten (zuerst: Kommentare)",
    ),
    Case(
        "retention-without-period",
        but((("retention_periods", "f", "period"), " ")),
        says="Wie lange Nachrichten gespeichert werden",
    ),
    Case(
        "right-without-side", but((("rights_procedures", "b", "side"), RightsSide.UNKNOWN)), says="Auskunft"
    ),
    Case("right-without-deadline", but((("rights_procedures", "b", "deadline"), "")), says="Auskunft"),
)

PLATFORMS = (
    Case(
        "platform-not-in-catalogue",
        replace(COMPLETE.without_platform("b")).with_platform(
            replace(COMPLETE.platforms[1], id="myspace", name="MySpace")
        ),
        says="MySpace ist im Katalog nicht enthalten",
    ),
    Case(
        "platform-functions-missing",
        but(((*PLATFORM, "functions_used"), ())),
        but(((*PLATFORM, "functions_used"), ()), ((*PLATFORM, "functions_unknown"), "zu klären")),
    ),
    Case("platform-alternatives-missing", but(((*PLATFORM, "alternatives"), ""))),
    Case("platform-minimisation-missing", but(((*PLATFORM, "minimisation"), ""))),
    Case("platform-special-categories-missing", but(((*PLATFORM, "special_categories"), ""))),
    Case(
        "platform-minors-open",
        but(((*PLATFORM, "minors_addressed"), Answer.UNKNOWN)),
        but(
            ((*PLATFORM, "minors_addressed"), Answer.UNKNOWN), ((*PLATFORM, "minors_reason"), "wird geprüft")
        ),
    ),
    Case(
        "platform-statistics-open",
        but(((*PLATFORM, "statistics"), StatisticsKind.UNKNOWN)),
        but(
            ((*PLATFORM, "statistics"), StatisticsKind.UNKNOWN),
            ((*PLATFORM, "statistics_note"), "angefragt"),
        ),
    ),
    Case("legal-position-missing", but(((*PLATFORM, "legal_position"), ""))),
    Case(
        "legal-position-missing",
        but(((*PLATFORM, "legal_position_on"), None)),
    ),
    Case(
        "legal-position-outdated",
        but(((*PLATFORM, "legal_position_on"), LONG_AGO)),
        but(((*PLATFORM, "legal_position_on"), A_YEAR_AGO)),
        "hat den Stand 20.11.2025",
    ),
    Case(
        "ruling-after-legal-position",
        COMPLETE,
        but(((*PLATFORM, "legal_position_on"), date(2026, 6, 3))),
        "Eine Entscheidung zu A ist jünger als der Stand der Rechtslage (04.05.2026), zuletzt „Urteil“.",
        traits=_trait(rulings=((date(2018, 6, 5), "Älteres"), (date(2026, 6, 3), "Urteil"))),
    ),
    Case(
        "source-not-in-catalogue",
        but(((*PLATFORM, "sources"), ("a.gone", "a.known"))),
        but(((*PLATFORM, "sources"), ("a.known",))),
        "Eine angegebene Quelle ist im Katalog nicht enthalten (a.gone).",
        sources={"a.known": CitedSource(platform_id="a")},
    ),
    Case(
        "facts-to-check-again",
        but(
            ((*PLATFORM, "sources"), ("a.old", "a.good")),
            (("ratings", "a.R01", "sources"), ("a.old", "a.bare")),
        ),
        but(((*PLATFORM, "sources"), ("a.good",))),
        "Zu A sind 2 verwendete Tatsachen aus dem Katalog vor der Freigabe zu prüfen "
        "(1 älter als 12 Monate, 1 ohne Stand, 1 nur abgeleitet).",
        sources={
            "a.old": CitedSource(platform_id="a", doubts=frozenset({SourceDoubt.OUTDATED})),
            "a.bare": CitedSource(
                platform_id="a", doubts=frozenset({SourceDoubt.INFERRED, SourceDoubt.UNDATED})
            ),
            "a.good": CitedSource(platform_id="a"),
        },
    ),
)

CHANNELS = (
    Case("channel-without-address", but(((*CHANNEL, "url"), "")), says="einem genutzten Kanal"),
    Case(
        "channel-without-department",
        but(((*CHANNEL, "department"), ""), ((*OTHER, "department"), "")),
        but(((*CHANNEL, "department"), ""), ((*CHANNEL, "state"), ChannelState.PLANNED)),
        "Bei 2 genutzten Kanälen ist kein zuständiges Amt genannt (zuerst: Kanal a).",
    ),
    Case("channel-without-notice", but(((*CHANNEL, "privacy_notice_url"), ""))),
    Case("channel-without-imprint", but(((*CHANNEL, "imprint_url"), ""))),
    Case("notice-never-checked", but(((*CHANNEL, "notice_checked_on"), None))),
    Case(
        "notice-check-overdue",
        but(((*CHANNEL, "notice_checked_on"), LONG_AGO)),
        but(((*CHANNEL, "notice_checked_on"), A_YEAR_AGO)),
    ),
    Case(
        "channel-address-of-other-platform",
        but(((*CHANNEL, "url"), "https://de-de.facebook.com/stadt")),
        but(((*CHANNEL, "url"), "https://netzwerk.example/facebook.com")),
        "Die Adresse des Kanals Kanal a gehört zu einer anderen Plattform (https://de-de.facebook.com/stadt)",
    ),
    Case(
        "channel-listed-twice",
        but(((*OTHER, "url"), "http://www.A.example/stadt/")),
        but(((*CHANNEL, "url"), ""), ((*OTHER, "url"), "")),
        "Die Kanäle Kanal a und Kanal b haben dieselbe Adresse",
    ),
    Case(
        "retirement-without-date",
        but(((*CHANNEL, "state"), ChannelState.RETIRED)),
        but(((*CHANNEL, "state"), ChannelState.RETIRED), ((*CHANNEL, "retired_on"), PAST)),
    ),
    Case(
        "retirement-against-state",
        but(((*CHANNEL, "state"), ChannelState.RETIRED), ((*CHANNEL, "retired_on"), DAY)),
        but(((*CHANNEL, "state"), ChannelState.RETIRED), ((*CHANNEL, "retired_on"), TODAY)),
        "in der Zukunft (04.05.2027)",
    ),
    Case(
        "retirement-against-state",
        but(((*CHANNEL, "retired_on"), PAST)),
        but(((*CHANNEL, "retired_on"), DAY)),
        "gilt aber nicht als stillgelegt (04.05.2026)",
    ),
    Case(
        "channel-on-closed-service",
        COMPLETE,
        but(((*CHANNEL, "state"), ChannelState.RETIRED)),
        "obwohl A nach dem Katalog eingestellt ist",
        traits=_trait(operating="nein"),
    ),
    Case(
        "retired-channel-with-open-measure",
        but(((*CHANNEL, "state"), ChannelState.RETIRED), (("measures", "m", "platform_ids"), ("a",))),
        but(((*CHANNEL, "state"), ChannelState.RETIRED), (("measures", "m", "platform_ids"), ("a", "b"))),
    ),
)

RESPONSIBILITIES = (
    Case(
        "separate-role-without-reason",
        but(
            (("roles", "a-insights", "role"), RoleOfController.SEPARATE),
            (("roles", "a-insights", "reason"), " "),
        ),
        but((("roles", "a-insights", "role"), RoleOfController.SEPARATE)),
        "Für A ist getrennte Verantwortlichkeit in 1 von 5 Phasen",
    ),
    Case(
        "joint-role-expected",
        but((("roles", "a-insights", "reason"), "")),
        but((("roles", "a-insights", "reason"), ""), JOINT),
        traits=_trait(joint_arrangement="ja"),
    ),
    Case(
        "joint-role-expected",
        but((("roles", "a-insights", "reason"), "")),
        COMPLETE,
        traits=_trait(joint_arrangement="ja"),
    ),
    Case(
        "arrangement-without-joint-role",
        but((("joint_arrangements",), (ARRANGEMENT,))),
        but((("joint_arrangements",), (ARRANGEMENT,)), JOINT),
    ),
    Case(
        "arrangement-without-version",
        but((("joint_arrangements",), (replace(ARRANGEMENT, version_on=None),)), JOINT),
        but((("joint_arrangements",), (ARRANGEMENT,)), JOINT),
        "fehlt das Datum der Fassung",
    ),
    Case(
        "arrangement-without-version",
        but((("joint_arrangements",), (replace(ARRANGEMENT, url=""),)), JOINT),
        but((("joint_arrangements",), (replace(ARRANGEMENT, state=ArrangementState.ABSENT, url=""),))),
        "fehlt die Adresse",
    ),
    Case(
        "processor-missing",
        but((("roles", "a-publishing", "role"), RoleOfController.WITH_PROCESSOR)),
        but(
            (("roles", "a-publishing", "role"), RoleOfController.WITH_PROCESSOR),
            (("processors",), (Processor(id="p"),)),
        ),
    ),
    Case(
        "processor-contract-without-date",
        but((("processors",), (Processor(id="p", name="Agentur", contract=ArrangementState.PRESENT),))),
        but((("processors",), (Processor(id="p", contract=ArrangementState.PRESENT, contract_on=PAST),))),
        "(Agentur)",
    ),
    Case(
        "transfer-missing",
        COMPLETE,
        but(_transfer(TransferMechanism.DPF)),
        "der Betreiber von A Daten in die USA",
        traits=_trait(dpf="ja"),
    ),
    Case(
        "dpf-not-attested",
        but(_transfer(TransferMechanism.DPF)),
        but(_transfer(TransferMechanism.ADEQUACY)),
        traits=_trait(dpf="nicht_belegt"),
    ),
    Case(
        "transfer-without-impact-assessment",
        but(_transfer(TransferMechanism.SCC)),
        but(_transfer(TransferMechanism.SCC, impact_assessment="TIA vom 04.05.2026")),
        "Für eine Übermittlung aufgrund von Standardvertragsklauseln",
    ),
    Case("transfer-by-derogation", but(_transfer(TransferMechanism.DEROGATION))),
)

EXPECTED_RISKS = (
    Case(
        "transfer-without-rating",
        but(_transfer(TransferMechanism.DPF), _ruled_out("R05")),
        but(_ruled_out("R05")),
        "A übermittelt Daten in Drittländer, das Risiko R05 ist",
    ),
    Case(
        "statistics-without-rating",
        but(_ruled_out("R23")),
        but(_ruled_out("R23"), ((*PLATFORM, "statistics"), StatisticsKind.NONE)),
    ),
    Case(
        "paid-reach-without-rating",
        but(_ruled_out("R24"), ((*PLATFORM, "functions_used"), ("Beiträge", "bezahlte Anzeigen"))),
        but(_ruled_out("R24"), ((*PLATFORM, "functions_used"), ("Beiträge", "keine Werbung"))),
    ),
    Case("recommender-without-rating", but(_ruled_out("R25")), traits=_trait(uses_recommender="ja")),
    Case("recruiting-without-rating", but(_ruled_out("R28")), traits=_trait(recruiting="ja")),
    Case(
        "federation-without-rating",
        but(_ruled_out("R30")),
        traits=_trait(federated="ja"),
        says="A gibt Beiträge nach dem Katalog an unabhängige Server weiter",
    ),
    Case(
        "ruled-out-risk-rated",
        COMPLETE,
        but((("ratings", "a.R01", "gross"), None)),
        "R01 Profilbildung ist für A bewertet",
        traits=_trait(excluded_risks=frozenset({"R01"})),
    ),
)

CASES = (*THRESHOLD, *LAWFULNESS, *PLATFORMS, *CHANNELS, *RESPONSIBILITIES, *EXPECTED_RISKS)

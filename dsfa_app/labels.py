"""The German label of every code a user can meet; the window and the documents use the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.comparison import ChangeKind
from dsfa_app.domain.vocabulary import (
    Action,
    Answer,
    ApprovalKind,
    ArrangementState,
    AssessmentState,
    ChannelState,
    DecisionOutcome,
    DpoVote,
    InvolvementKind,
    MeasureState,
    MeasureType,
    OccasionKind,
    ProcessingPhase,
    ReviewOutcome,
    RightsSide,
    RiskNature,
    Role,
    RoleOfController,
    ScopeType,
    SettingState,
    StatisticsKind,
    TransferMechanism,
    ViewsSought,
)
from dsfa_app.method.catalogue_changes import CatalogueChangeKind
from dsfa_app.method.evidence import EvidenceState
from dsfa_app.method.findings import Severity, Topic
from dsfa_app.method.plan import DeadlineKind, Urgency
from dsfa_app.method.threshold import Contribution, ThresholdOutcome
from dsfa_app.state_labels import STATE_LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

_LABELS: Mapping[type[Enum], Mapping[Enum, str]] = {
    Answer: {Answer.YES: "ja", Answer.NO: "nein", Answer.UNKNOWN: "unbekannt"},
    ScopeType: {
        ScopeType.SINGLE: "einzelner Verarbeitungsvorgang",
        ScopeType.COLLECTIVE: "mehrere ähnliche Verarbeitungsvorgänge",
    },
    OccasionKind: {OccasionKind.NEW: "neue DSFA", OccasionKind.REVISION: "Überarbeitung"},
    AssessmentState: STATE_LABELS,
    InvolvementKind: {
        InvolvementKind.AUTHOR: "erstellt",
        InvolvementKind.CONTRIBUTOR: "wirkt mit",
        InvolvementKind.DPO: "berät als DSB",
        InvolvementKind.IT_SECURITY: "Informationssicherheit",
        InvolvementKind.STAFF_COUNCIL: "Personalrat",
        InvolvementKind.DECISION_MAKER: "entscheidet",
    },
    ChannelState: {
        ChannelState.PLANNED: "geplant",
        ChannelState.ACTIVE: "aktiv",
        ChannelState.RETIRED: "stillgelegt",
        ChannelState.UNKNOWN: "ungeprüft",
    },
    StatisticsKind: {
        StatisticsKind.AGGREGATED: "nur zusammengefasst",
        StatisticsKind.PERSONAL: "personenbezogen",
        StatisticsKind.NONE: "keine",
        StatisticsKind.UNKNOWN: "unbekannt",
    },
    ProcessingPhase: {
        ProcessingPhase.PUBLISHING: "Veröffentlichen und Betreuen eigener Inhalte",
        ProcessingPhase.COMMUNICATION: "Austausch mit Nutzenden (Kommentare, Nachrichten)",
        ProcessingPhase.INSIGHTS: "Reichweitenstatistik",
        ProcessingPhase.VISIT_TRACKING: "Besuch des Kanals (Cookies, Protokolle)",
        ProcessingPhase.PLATFORM_OPERATION: "Betrieb, Werbung und Profile des Betreibers",
    },
    RoleOfController: {
        RoleOfController.SOLE: "allein verantwortlich",
        RoleOfController.JOINT: "gemeinsam verantwortlich",
        RoleOfController.SEPARATE: "Betreiber eigenständig verantwortlich",
        RoleOfController.WITH_PROCESSOR: "verantwortlich mit Auftragsverarbeiter",
        RoleOfController.UNCLEAR: "ungeklärt",
    },
    ArrangementState: {
        ArrangementState.PRESENT: "vorhanden",
        ArrangementState.ABSENT: "nicht vorhanden",
        ArrangementState.NOT_REQUIRED: "nicht erforderlich",
        ArrangementState.UNKNOWN: "unbekannt",
    },
    TransferMechanism: {
        TransferMechanism.ADEQUACY: "Angemessenheitsbeschluss (Art. 45)",
        TransferMechanism.DPF: "EU-US Data Privacy Framework (Art. 45)",
        TransferMechanism.SCC: "Standardvertragsklauseln (Art. 46)",
        TransferMechanism.DEROGATION: "Ausnahme (Art. 49)",
        TransferMechanism.NONE: "keiner",
        TransferMechanism.UNKNOWN: "unbekannt",
    },
    RightsSide: {
        RightsSide.CONTROLLER: "öffentliche Stelle",
        RightsSide.PLATFORM: "Plattformbetreiber",
        RightsSide.BOTH: "beide",
        RightsSide.UNKNOWN: "unbekannt",
    },
    MeasureType: {
        MeasureType.TECHNICAL: "technisch",
        MeasureType.ORGANISATIONAL: "organisatorisch",
        MeasureType.LEGAL: "rechtlich",
    },
    MeasureState: {
        MeasureState.PROPOSED: "vorgeschlagen",
        MeasureState.PLANNED: "geplant",
        MeasureState.IMPLEMENTED: "umgesetzt",
        MeasureState.PROVEN: "nachgewiesen",
        MeasureState.REJECTED: "verworfen",
    },
    DpoVote: {
        DpoVote.OPEN: "noch offen",
        DpoVote.APPROVAL: "Zustimmung",
        DpoVote.APPROVAL_WITH_CONDITIONS: "Zustimmung mit Auflagen",
        DpoVote.OBJECTION: "Ablehnung",
    },
    ViewsSought: {
        ViewsSought.OPEN: "noch offen",
        ViewsSought.SOUGHT: "eingeholt",
        ViewsSought.NOT_SOUGHT: "nicht eingeholt",
    },
    DecisionOutcome: {
        DecisionOutcome.OPEN: "noch offen",
        DecisionOutcome.RELEASE: "Freigabe",
        DecisionOutcome.RELEASE_WITH_CONDITIONS: "Freigabe mit Auflagen",
        DecisionOutcome.REJECTION: "Ablehnung",
        DecisionOutcome.REFERRAL: "Vorlage an die Aufsichtsbehörde",
        DecisionOutcome.NO_ASSESSMENT_REQUIRED: "keine DSFA erforderlich",
    },
    Role: {
        Role.CONTROLLER: "Leitung (Verantwortlicher)",
        Role.AUTHOR: "Fachverantwortung",
        Role.DEPARTMENT: "Fachamt",
        Role.DPO: "Datenschutzbeauftragte/r",
        Role.IT_SECURITY: "Informationssicherheit",
        Role.STAFF_COUNCIL: "Personalrat",
        Role.REPRESENTATIVE: "Vertretung der Betroffenen",
    },
    ApprovalKind: {
        ApprovalKind.SUBMISSION: "Vorlage zur Prüfung",
        ApprovalKind.CO_SIGNATURE: "Mitzeichnung",
        ApprovalKind.DPO_STATEMENT: "Stellungnahme der oder des DSB",
        ApprovalKind.DECISION: "Entscheidung",
        ApprovalKind.RELEASE: "Freigabe",
    },
    RiskNature: {
        RiskNature.BY_DESIGN: "beabsichtigte Gestaltung",
        RiskNature.ACCIDENTAL: "unbeabsichtigt oder unbefugt",
        RiskNature.BOTH: "beides",
    },
    SettingState: {
        SettingState.OPEN: "noch nicht geprüft",
        SettingState.AS_WANTED: "wie vorgesehen",
        SettingState.DEVIATES: "weicht ab",
        SettingState.NOT_AVAILABLE: "nicht vorhanden",
    },
    ChangeKind: {
        ChangeKind.CHANGED: "Geändert",
        ChangeKind.ADDED: "Neu",
        ChangeKind.REMOVED: "Entfallen",
        ChangeKind.MOVED: "Verschoben",
    },
    ReviewOutcome: {
        ReviewOutcome.OPEN: "noch offen",
        ReviewOutcome.NO_CHANGE: "kein Änderungsbedarf",
        ReviewOutcome.REVISION: "Fortschreibung nötig",
    },
    Action: {
        Action.CHANGED: "geändert",
        Action.ADDED: "hinzugefügt",
        Action.REMOVED: "entfernt",
        Action.MOVED: "verschoben",
        Action.CREATED: "DSFA angelegt",
        Action.DUPLICATED: "als Kopie angelegt",
        Action.IMPORTED: "importiert",
        Action.EXPORTED: "exportiert",
        Action.SIGNED: "Unterschrift aufgenommen",
        Action.DELETED: "in den Papierkorb gelegt",
        Action.RESTORED: "aus dem Papierkorb geholt",
        Action.PURGED: "endgültig gelöscht",
    },
    ThresholdOutcome: {
        ThresholdOutcome.REQUIRED: "DSFA erforderlich",
        ThresholdOutcome.VOLUNTARY: "nicht verpflichtend, aber durchgeführt",
        ThresholdOutcome.NOT_REQUIRED: "DSFA nicht erforderlich",
        ThresholdOutcome.INCOMPLETE: "unvollständig",
    },
    Contribution: {
        Contribution.OBLIGES: "verpflichtet",
        Contribution.LIFTED: "aufgehoben",
        Contribution.COUNTS: "genügt allein nicht",
        Contribution.EXEMPTS: "nimmt aus",
        Contribution.EXPECTED: "wird erwartet",
        Contribution.OPERATOR_ONLY: "nur beim Betreiber",
        Contribution.OPEN: "offen",
        Contribution.OPEN_AT_OPERATOR: "beim Betreiber offen",
        Contribution.NO_HIT: "kein Treffer",
    },
    Topic: {
        Topic.OCCASION: "Anlass und Beteiligte",
        Topic.THRESHOLD: "Schwellwertanalyse",
        Topic.PURPOSES: "Zwecke und Daten",
        Topic.CHANNELS: "Plattformen und Kanäle",
        Topic.RESPONSIBILITIES: "Rollen, Verträge, Drittland",
        Topic.NECESSITY: "Notwendigkeit und Alternativen",
        Topic.TRANSPARENCY: "Transparenz und Betroffenenrechte",
        Topic.RISKS: "Risiken je Plattform",
        Topic.MEASURES: "Maßnahmen",
        Topic.RESIDUAL: "Restrisiko",
        Topic.CONSULTATION: "DSB und Betroffene",
        Topic.DECISION: "Ergebnis und Freigabe",
        Topic.EXPORT: "Export und Signatur",
        Topic.SIGN_OFF: "Unterschriften",
        Topic.REVIEW: "Überprüfung",
        Topic.VERSIONS: "Fassungen und Verlauf",
    },
    EvidenceState: {
        EvidenceState.CHANGED: "verändert",
        EvidenceState.MISSING: "nicht gefunden",
        EvidenceState.UNREADABLE: "nicht lesbar",
        EvidenceState.UNPROVEN: "ohne Prüfsumme",
        EvidenceState.ELSEWHERE: "keine Datei",
        EvidenceState.UNCHANGED: "unverändert",
    },
    DeadlineKind: {
        DeadlineKind.MEASURE: "Maßnahme",
        DeadlineKind.CONDITION: "Auflage",
        DeadlineKind.CONSULTATION: "Konsultation",
        DeadlineKind.REVIEW: "Überprüfung",
        DeadlineKind.SETTINGS: "Kontoeinstellungen",
    },
    Urgency: {
        Urgency.OVERDUE: "überfällig",
        Urgency.SOON: "in 30 Tagen",
        Urgency.COMING: "in 90 Tagen",
        Urgency.LATER: "später",
        Urgency.UNDATED: "ohne Termin",
    },
    CatalogueChangeKind: {
        CatalogueChangeKind.CHANGED: "geändert",
        CatalogueChangeKind.NEW: "neu",
        CatalogueChangeKind.REMOVED: "entfallen",
        CatalogueChangeKind.UNKNOWN: "früherer Wortlaut unbekannt",
    },
    Severity: {Severity.ERROR: "Fehler", Severity.WARNING: "Warnung", Severity.NOTE: "Hinweis"},
}


def label(member: Enum) -> str:
    """Return the German label of an enumeration member."""
    return _LABELS[type(member)][member]


def labels(enumeration: type[Enum]) -> Mapping[Enum, str]:
    """Return all members of an enumeration with their labels, in order."""
    return _LABELS[enumeration]

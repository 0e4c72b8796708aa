"""The closed vocabularies of an assessment and of the journal about it.

Member names are the English terms of the GDPR, values are the German codes that stand in the canonical
JSON and in the database. German labels for people live in ``dsfa_app.labels``.
"""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """Three-valued answer; unknown never counts as no."""

    YES = "ja"
    NO = "nein"
    UNKNOWN = "unbekannt"


class ScopeType(StrEnum):
    """One processing operation, or several similar ones in one assessment (Art. 35(1) s. 2 GDPR)."""

    SINGLE = "einzeln"
    COLLECTIVE = "sammel"


class OccasionKind(StrEnum):
    """Why the assessment is carried out."""

    NEW = "neu"
    REVISION = "ueberarbeitung"


class AssessmentState(StrEnum):
    """Where the assessment stands on its way to release and review."""

    DRAFT = "entwurf"
    IN_REVIEW = "in_pruefung"
    DPO_ADVICE = "dsb_beteiligung"
    PRIOR_CONSULTATION = "konsultation"
    DECIDED = "entschieden"
    RELEASED = "freigegeben"
    REVIEW_DUE = "ueberpruefung_faellig"
    SUPERSEDED = "abgeloest"
    CHANNEL_CLOSED = "kanal_eingestellt"
    DISCARDED = "verworfen"


class InvolvementKind(StrEnum):
    """What a participant does in the assessment."""

    AUTHOR = "erstellt"
    CONTRIBUTOR = "wirkt_mit"
    DPO = "dsb"
    IT_SECURITY = "informationssicherheit"
    STAFF_COUNCIL = "personalrat"
    DECISION_MAKER = "entscheidet"


class ChannelState(StrEnum):
    """Whether a channel is in use; unknown where nobody has checked it."""

    PLANNED = "geplant"
    ACTIVE = "aktiv"
    RETIRED = "stillgelegt"
    UNKNOWN = "unbekannt"


class StatisticsKind(StrEnum):
    """What kind of audience statistics the controller receives from the platform."""

    AGGREGATED = "aggregiert"
    PERSONAL = "personenbezogen"
    NONE = "keine"
    UNKNOWN = "unbekannt"


class ProcessingPhase(StrEnum):
    """The processing phases for which responsibility is allocated (CJEU C-40/17: phase by phase)."""

    PUBLISHING = "publishing"
    COMMUNICATION = "communication"
    INSIGHTS = "insights"
    VISIT_TRACKING = "visit_tracking"
    PLATFORM_OPERATION = "platform_operation"


class RoleOfController(StrEnum):
    """The public body's role in one phase (Art. 4(7), 26, 28 GDPR)."""

    SOLE = "allein"
    JOINT = "gemeinsam"
    SEPARATE = "getrennt"
    WITH_PROCESSOR = "auftrag"
    UNCLEAR = "ungeklaert"


class ArrangementState(StrEnum):
    """Whether an arrangement or contract exists."""

    PRESENT = "vorhanden"
    ABSENT = "nicht_vorhanden"
    NOT_REQUIRED = "nicht_erforderlich"
    UNKNOWN = "unbekannt"


class TransferMechanism(StrEnum):
    """The ground of a third-country transfer (Art. 44-49 GDPR)."""

    ADEQUACY = "angemessenheit"
    DPF = "dpf"
    SCC = "scc"
    DEROGATION = "art49"
    NONE = "keiner"
    UNKNOWN = "unbekannt"


class RightsSide(StrEnum):
    """Who answers a data subject's request."""

    CONTROLLER = "stadt"
    PLATFORM = "plattform"
    BOTH = "beide"
    UNKNOWN = "unbekannt"


class MeasureType(StrEnum):
    """Kind of a measure: technical, organisational, legal."""

    TECHNICAL = "technisch"
    ORGANISATIONAL = "organisatorisch"
    LEGAL = "rechtlich"


class MeasureState(StrEnum):
    """How far a measure is implemented; only proven measures lower the proven residual risk."""

    PROPOSED = "vorgeschlagen"
    PLANNED = "geplant"
    IMPLEMENTED = "umgesetzt"
    PROVEN = "nachgewiesen"
    REJECTED = "verworfen"


class DpoVote(StrEnum):
    """The data protection officer's vote (Art. 35(2) GDPR)."""

    OPEN = "offen"
    APPROVAL = "zustimmung"
    APPROVAL_WITH_CONDITIONS = "zustimmung_mit_auflagen"
    OBJECTION = "ablehnung"


class ViewsSought(StrEnum):
    """Whether the views of data subjects were sought (Art. 35(9) GDPR)."""

    OPEN = "offen"
    SOUGHT = "eingeholt"
    NOT_SOUGHT = "nicht_eingeholt"


class DecisionOutcome(StrEnum):
    """The controller's decision (EDPB DPIA template 2026, section 6)."""

    OPEN = "offen"
    RELEASE = "freigabe"
    RELEASE_WITH_CONDITIONS = "freigabe_mit_auflagen"
    REJECTION = "ablehnung"
    REFERRAL = "vorlage_aufsicht"
    NO_ASSESSMENT_REQUIRED = "keine_dsfa"


class Role(StrEnum):
    """The part in which somebody works on an assessment, as declared by themselves."""

    CONTROLLER = "leitung"
    AUTHOR = "fachverantwortung"
    DEPARTMENT = "fachamt"
    DPO = "dsb"
    IT_SECURITY = "informationssicherheit"
    STAFF_COUNCIL = "personalrat"
    REPRESENTATIVE = "betroffenenvertretung"


class ApprovalKind(StrEnum):
    """What somebody has declared about a certain content of the assessment."""

    SUBMISSION = "vorlage"
    CO_SIGNATURE = "mitzeichnung"
    DPO_STATEMENT = "dsb_stellungnahme"
    DECISION = "entscheidung"
    RELEASE = "freigabe"


class RiskNature(StrEnum):
    """Whether a risk belongs to the deliberate design or is an accident (EDPB DPIA template 2026, 4.1)."""

    BY_DESIGN = "beabsichtigt"
    ACCIDENTAL = "unbeabsichtigt"
    BOTH = "beides"


class SettingState(StrEnum):
    """Whether a setting of an account is as it should be; open where nobody has looked."""

    OPEN = "offen"
    AS_WANTED = "wie_vorgesehen"
    DEVIATES = "abweichend"
    NOT_AVAILABLE = "nicht_vorhanden"


class ReviewOutcome(StrEnum):
    """What followed from an event that may change the risk (Art. 35(11) GDPR)."""

    OPEN = "offen"
    NO_CHANGE = "kein_aenderungsbedarf"
    REVISION = "fortschreibung"


class Action(StrEnum):
    """What the journal says was done: to one value or entry, or to the assessment as a whole."""

    CHANGED = "geaendert"
    ADDED = "hinzugefuegt"
    REMOVED = "entfernt"
    MOVED = "verschoben"
    CREATED = "angelegt"
    DUPLICATED = "kopiert"
    IMPORTED = "importiert"
    EXPORTED = "exportiert"
    SIGNED = "unterschrift_aufgenommen"
    DELETED = "geloescht"
    RESTORED = "wiederhergestellt"
    PURGED = "endgueltig_geloescht"

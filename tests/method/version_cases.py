"""For the findings about versions a change that brings each about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from method.case import Case
from method.complete import COMPLETE, PAST
from method.judging import TODAY

from dsfa_app.domain.approval import FormerVersion
from dsfa_app.domain.outcome import ExpectedSigner
from dsfa_app.domain.vocabulary import AssessmentState

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

FORMER = FormerVersion(
    id="v1",
    version="1.0",
    released_on=PAST,
    released_by="Leitung",
    fingerprint="a" * 64,
    summary="Erste Fassung",
)
LATER = replace(FORMER, id="v2", version="1.1", released_on=TODAY)
HEAD = ExpectedSigner(id="head", role="Freigabe")
OFFICER = ExpectedSigner(id="officer", role="Stellungnahme DSB")


def after(*former: FormerVersion, **values: Any) -> Assessment:
    """Return an assessment that goes on from these versions."""
    return replace(COMPLETE, former_versions=former, **{"version": "2.0", **values})


CASES = (
    Case("version-not-raised", after(FORMER, version="1.0"), after(FORMER, version="1.1"), says="1.0"),
    Case("version-not-raised", after(FORMER, LATER, version="0.9"), after(FORMER, LATER)),
    Case("version-number-unclear", replace(COMPLETE, version="V2 Entwurf"), COMPLETE, says="V2 Entwurf"),
    Case("former-versions-out-of-order", after(LATER, FORMER), after(FORMER, LATER)),
    Case(
        "former-versions-out-of-order",
        after(replace(FORMER, released_on=TODAY), replace(LATER, released_on=PAST)),
        after(FORMER, LATER),
    ),
    Case("former-version-without-fingerprint", after(replace(FORMER, fingerprint="")), after(FORMER)),
    Case("former-version-without-summary", after(replace(FORMER, summary=" ")), after(FORMER)),
    Case(
        "released-without-frozen-version",
        replace(COMPLETE, state=AssessmentState.RELEASED, version="1.1"),
        replace(COMPLETE, state=AssessmentState.RELEASED, version="1.0"),
        frozen=frozenset({"1.0"}),
        says="1.1",
    ),
    Case(
        "signatures-missing",
        replace(COMPLETE, state=AssessmentState.RELEASED, expected_signers=(HEAD, OFFICER)),
        replace(COMPLETE, state=AssessmentState.RELEASED, expected_signers=(HEAD,)),
        signed=frozenset({"head"}),
        says="Eine Unterschrift fehlt noch unter der freigegebenen Fassung (zuerst: Stellungnahme DSB)",
    ),
)

"""The pages of an assessment in their order: the one list that defines them.

A new page is one file in this package with a ``PAGE`` and one entry here. Pages do not import each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.channels import PAGE as CHANNELS
from ui.pages.consultation import PAGE as CONSULTATION
from ui.pages.decision import PAGE as DECISION
from ui.pages.export import PAGE as EXPORT
from ui.pages.measures import PAGE as MEASURES
from ui.pages.necessity import PAGE as NECESSITY
from ui.pages.occasion import PAGE as OCCASION
from ui.pages.purposes import PAGE as PURPOSES
from ui.pages.residual import PAGE as RESIDUAL
from ui.pages.responsibilities import PAGE as RESPONSIBILITIES
from ui.pages.review import PAGE as REVIEW
from ui.pages.risks import PAGE as RISKS
from ui.pages.sign_off import PAGE as SIGN_OFF
from ui.pages.threshold import PAGE as THRESHOLD
from ui.pages.transparency import PAGE as TRANSPARENCY
from ui.pages.versions import PAGE as VERSIONS

if TYPE_CHECKING:
    from ui.assessment.page import PageSpec

PAGES: tuple[PageSpec, ...] = (
    OCCASION,
    THRESHOLD,
    PURPOSES,
    CHANNELS,
    RESPONSIBILITIES,
    NECESSITY,
    TRANSPARENCY,
    RISKS,
    MEASURES,
    RESIDUAL,
    CONSULTATION,
    DECISION,
    EXPORT,
    SIGN_OFF,
    REVIEW,
    VERSIONS,
)

"""Giving a channel up in good order: since when, why, and what has to be done (Art. 5(2) GDPR).

The channel stays in the list as history, and so does every rating of its platform.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dsfa_app.domain.vocabulary import ChannelState
from dsfa_app.errors import NotFoundError, RuleError

if TYPE_CHECKING:
    from datetime import date

    from dsfa_app.domain.assessment import Assessment

ORDERLY_RETIREMENT = "M44"
"""The catalogue's measure for giving up a channel: block, keep a copy, delete, leave a note."""


def retired(assessment: Assessment, channel_id: str, *, on: date, reason: str, today: date) -> Assessment:
    """Return the assessment with this channel retired.

    Raises:
        NotFoundError: there is no such channel.
        RuleError: the reason is empty, or the day has not come yet.
    """
    if not any(channel.id == channel_id for channel in assessment.channels):
        raise NotFoundError("Diesen Kanal gibt es nicht (mehr). Bitte die Seite neu öffnen.")
    if not reason.strip():
        raise RuleError("Bitte angeben, warum der Kanal stillgelegt wird.")
    if on > today:
        raise RuleError(
            "Ein Kanal ist erst ab dem Tag stillgelegt, an dem es geschieht. Bitte einen Tag bis heute "
            "wählen."
        )
    return replace(
        assessment,
        channels=tuple(
            replace(
                channel,
                state=ChannelState.RETIRED,
                retired_on=on,
                retirement_reason=reason.strip(),
            )
            if channel.id == channel_id
            else channel
            for channel in assessment.channels
        ),
    )

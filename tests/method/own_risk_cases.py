"""Cases of the checks on own risks, on channels that differ and on reasons taken over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from method.case import Case
from method.complete import COMPLETE, HIGH, LOW, but

from dsfa_app.domain.own_risk import OwnRisk
from dsfa_app.domain.rating import ChannelDeviation, Rating
from dsfa_app.domain.vocabulary import Answer, ChannelState

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment

RATING = ("ratings", "a.R01")
OWN = OwnRisk(
    id="E01",
    title="Livevideo",
    event="Unbeteiligte sind zu sehen",
    risk_sources=("controller",),
    goals=("VT",),
    damages=("loss_of_control",),
)
CHANNEL = COMPLETE.channels[0]


def _own(**values: Any) -> Assessment:
    return but((("own_risks",), (replace(OWN, **values),)))


def _deviating(*deviations: ChannelDeviation) -> Assessment:
    return but(((*RATING, "deviations"), deviations))


def _deviation(**values: Any) -> ChannelDeviation:
    usual = {"id": "d", "channel_id": CHANNEL.id, "gross": HIGH, "reason": "andere Zielgruppe"}
    return ChannelDeviation(**{**usual, **values})


def _rated_own(**values: Any) -> Assessment:
    rating = Rating(
        id="b.E01", platform_id="b", risk_id="E01", applicable=Answer.YES, gross=LOW, reason="selten"
    )
    return replace(_own(**values), ratings=(*COMPLETE.ratings, rating))


def _channels(**values: Any) -> tuple[tuple[str, ...], Any]:
    return ("channels",), (replace(CHANNEL, **values), *COMPLETE.channels[1:])


CASES = (
    Case("own-risk-id-unusable", _own(id="R01"), _own(), "„R01“ eines eigenen Risikos"),
    Case("own-risk-title-missing", _own(title=" "), _own()),
    Case("own-risk-event-missing", _own(event=""), _own(), "E01 fehlt das Ereignis"),
    Case("own-risk-source-missing", _own(risk_sources=()), _own()),
    Case("own-risk-damage-missing", _own(damages=()), _own()),
    Case("own-risk-goal-missing", _own(goals=()), _own()),
    Case("risks-open", _own(), COMPLETE, "Auf A ist ein Risiko noch nicht bewertet"),
    Case(
        "rating-out-of-scope",
        _rated_own(platform_ids=("a",)),
        _rated_own(platform_ids=("b",)),
        "Das eigene Risiko E01 ist auf A beschränkt",
    ),
    Case("rating-of-unknown-risk", replace(_rated_own(), own_risks=()), _rated_own(), "(E01 auf B)"),
    Case(
        "measure-of-unknown-risk",
        but((("measures", "m", "risk_ids"), ("R01", "E07"))),
        replace(_own(), measures=(replace(COMPLETE.measures[0], risk_ids=("R01", "E01")),)),
        "ein Risiko, das es weder im Katalog noch als eigenes gibt (E07)",
    ),
    Case("deviation-without-reason", _deviating(_deviation(reason=" ")), _deviating(_deviation())),
    Case(
        "deviation-of-unknown-channel",
        _deviating(_deviation(channel_id="weg")),
        _deviating(_deviation()),
        "nicht erfasst ist (weg)",
    ),
    Case("deviation-of-unknown-channel", _deviating(_deviation(channel_id="")), says="nennt keinen Kanal"),
    Case(
        "deviation-of-foreign-channel",
        _deviating(_deviation(channel_id=COMPLETE.channels[1].id)),
        _deviating(_deviation()),
        "einen Kanal auf B",
    ),
    Case(
        "deviation-of-retired-channel",
        replace(_deviating(_deviation()), channels=_channels(state=ChannelState.RETIRED)[1]),
        _deviating(_deviation()),
    ),
    Case(
        "deviation-doubled",
        _deviating(_deviation(), _deviation(id="e", gross=LOW, applicable=Answer.NO)),
        _deviating(_deviation()),
        "2-mal",
    ),
    Case("deviation-equals-platform", _deviating(_deviation(gross=LOW)), _deviating(_deviation())),
    Case(
        "deviation-equals-platform",
        but((("ratings", "b.R01", "deviations"), (_deviation(applicable=Answer.NO, gross=None),))),
        but((("ratings", "b.R01", "deviations"), (_deviation(),))),
    ),
    Case(
        "risks-open",
        _deviating(_deviation(applicable=Answer.UNKNOWN, gross=None)),
        _deviating(_deviation()),
    ),
    Case("high-residual-without-consultation", _deviating(_deviation()), _deviating(_deviation(gross=LOW))),
    Case(
        "verbal-level-only",
        but(((*RATING, "gross"), None), ((*RATING, "verbal_level"), "mittel")),
        but(((*RATING, "verbal_level"), "mittel")),
        "für ein Risiko nur eine übernommene Stufe",
    ),
    Case(
        "reason-taken-over",
        but(((*RATING, "reason"), "Übernommen von B: selten")),
        but(((*RATING, "reason"), "selten, wie auf B")),
        "Auf A ist eine Begründung nur übernommen",
    ),
)

"""The rating of one risk on one platform, as the rating panel works on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dsfa_app.domain.editing import with_value
from dsfa_app.domain.rating import ChannelDeviation, Score
from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.bulk_rating import is_unrated
from ui.view_models.editor import new_id

if TYPE_CHECKING:
    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.catalogue.model import Risk
    from dsfa_app.domain.presence import Channel, PlatformUse
    from dsfa_app.domain.rating import Rating
    from dsfa_app.domain.structure import Path
    from dsfa_app.method.profile import RiskProfile
    from dsfa_app.method.residual import RiskResult
    from ui.view_models.editor import AssessmentEditor

BASELINE = "baseline"
GROSS = "gross"


class RatingModel(QObject):
    """One cell of the grid at a time; every change goes through the editor and can be undone.

    ``moving`` says that another cell is about to be worked on, ``moved`` that it is.
    """

    moving = Signal()
    moved = Signal()

    def __init__(self, editor: AssessmentEditor, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._catalogue = catalogue
        self.platform_id = ""
        self.risk_id = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no cell to work on, for example because its platform was removed."""
        uses = self._editor.assessment.platforms
        return self.risk_id not in self._editor.view.risks or all(use.id != self.platform_id for use in uses)

    @property
    def risk(self) -> Risk:
        """The scenario, of the catalogue or the body's own."""
        return self._editor.view.risks[self.risk_id]

    @property
    def platform(self) -> PlatformUse:
        """The platform of the assessment."""
        return self._editor.assessment.platform(self.platform_id)

    @property
    def rating(self) -> Rating:
        """The rating as it is now, an open one where nobody has said anything."""
        return self._editor.assessment.rating(self.platform_id, self.risk_id)

    @property
    def result(self) -> RiskResult:
        """What the measures leave of it."""
        return self._editor.view.result(self.platform_id, self.risk_id)

    @property
    def profile(self) -> RiskProfile:
        """Scales, levels and matrix in force."""
        return self._editor.view.profile

    @property
    def path(self) -> Path:
        """Path of the rating in the assessment."""
        return ("ratings", self.rating.id)

    @property
    def has_baseline(self) -> bool:
        """Tell whether the risk exists without the public body's presence, so that it has a baseline."""
        return self.risk.platform_side or self.rating.baseline is not None

    @property
    def proposal(self) -> Score | None:
        """What the catalogue proposes for this platform, None where it proposes nothing.

        Its proposals have four steps; one that the profile in force does not have is no proposal here.
        """
        proposed = self.risk.rating_for(self.platform_id)
        if proposed is None:
            return None
        score = Score(severity=proposed.severity, likelihood=proposed.likelihood)
        return score if self.profile.covers(score) else None

    def select(self, platform_id: str, risk_id: str) -> None:
        """Work on this cell."""
        if (platform_id, risk_id) != (self.platform_id, self.risk_id):
            self.moving.emit()
            self.platform_id, self.risk_id = platform_id, risk_id
            self._editor.close_step()
            self.moved.emit()

    def answer(self, applicable: Answer) -> None:
        """Say whether the risk arises here; a no takes the scores back, which contradict it."""
        rating = replace(self.rating, applicable=applicable)
        if applicable is Answer.NO:
            rating = replace(rating, baseline=None, gross=None, planned_override=None, proven_override=None)
        self._store("Trifft zu", rating)

    def rate(self, layer: str, score: Score | None) -> None:
        """Set or clear the score of a layer, ``BASELINE`` or ``GROSS``; a rated risk applies."""
        rating = self.rating
        if layer == BASELINE:
            rating = replace(rating, baseline=score)
        else:
            rating = replace(rating, gross=score)
            if score is None:
                rating = replace(rating, planned_override=None, proven_override=None)
        if score is not None:
            rating = replace(rating, applicable=Answer.YES)
        self._store("Bewertung", rating)

    def write(self, field: str, text: str | tuple[str, ...], label: str) -> None:
        """Change one of the rating's texts; typing goes on in one step of undo."""
        rating = self.rating
        if getattr(rating, field) == text:
            return
        path = (*self.path, field)
        if any(known.id == rating.id for known in self._editor.assessment.ratings):
            self._editor.set_value(path, text, label)
        else:
            first = with_value(rating, (field,), text)
            self._editor.apply(label, lambda known: known.with_rating(first), path, is_typing=True)

    def set_override(self, planned: Score | None, proven: Score | None, reason: str) -> None:
        """Replace computed results by own ones.

        Raises:
            RuleError: a score is set, but the reason is empty.
        """
        self._store(
            "Abweichung",
            replace(
                self.rating, planned_override=planned, proven_override=proven, override_reason=reason.strip()
            ),
        )

    @property
    def is_unrated(self) -> bool:
        """Tell whether nobody has judged the risk for the platform as a whole."""
        return is_unrated(self.rating)

    @property
    def has_other_platforms(self) -> bool:
        """Tell whether a rating could be taken over for another platform."""
        return len(self._editor.assessment.platforms) > 1

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels on the platform, retired ones included."""
        return tuple(
            channel for channel in self._editor.assessment.channels if channel.platform_id == self.platform_id
        )

    def add_deviation(self) -> None:
        """Say of one more channel that it differs: the first one of which that is not said yet."""
        rating = self.rating
        taken = {deviation.channel_id for deviation in rating.deviations}
        free = next((channel.id for channel in self.channels if channel.id not in taken), "")
        added = ChannelDeviation(id=new_id(), channel_id=free)
        self._store("Abweichung hinzufügen", replace(rating, deviations=(*rating.deviations, added)))

    def change_deviation(self, deviation_id: str, field: str, value: object, label: str) -> None:
        """Change what is said about a channel; a rated risk applies, one that does not apply has no score."""
        known = {deviation.id: deviation for deviation in self.rating.deviations}
        former = known[deviation_id]
        changed = with_value(former, (field,), value)
        if field == "applicable" and value is Answer.NO:
            changed = replace(changed, gross=None)
        if field == "gross" and value is not None:
            changed = replace(changed, applicable=Answer.YES)
        if changed == former:
            return
        known[deviation_id] = changed
        rating = replace(self.rating, deviations=tuple(known.values()))
        path = (*self.path, "deviations", deviation_id, field)
        self._editor.apply(label, lambda known: known.with_rating(rating), path, is_typing=field == "reason")

    def remove_deviation(self, deviation_id: str) -> None:
        """Let a channel be rated like its platform again."""
        rest = tuple(item for item in self.rating.deviations if item.id != deviation_id)
        self._store("Abweichung entfernen", replace(self.rating, deviations=rest))

    def clear_override(self) -> None:
        """Go back to the computed results."""
        self.set_override(None, None, "")

    def open_cells(self) -> tuple[tuple[str, str], ...]:
        """Return platform and risk of all open cells, platform by platform."""
        return tuple(
            (item.rating.platform_id, item.rating.risk_id)
            for item in self._editor.view.results
            if item.is_open
        )

    def open_neighbour(self, step: int) -> tuple[str, str] | None:
        """Return the next (1) or previous (-1) open cell, round the end; None when nothing else is open."""
        everything = [(item.rating.platform_id, item.rating.risk_id) for item in self._editor.view.results]
        waiting = set(self.open_cells()) - {(self.platform_id, self.risk_id)}
        if not waiting:
            return None
        here = (self.platform_id, self.risk_id)
        start = everything.index(here) if here in everything else (-1 if step > 0 else 0)
        places = (everything[(start + step * way) % len(everything)] for way in range(1, len(everything) + 1))
        return next(place for place in places if place in waiting)

    def _store(self, text: str, rating: Rating) -> None:
        self._editor.apply(text, lambda assessment: assessment.with_rating(rating), ("ratings", rating.id))

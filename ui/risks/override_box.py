"""An own residual risk in place of the computed one: the exception, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from dsfa_app.errors import RuleError
from ui.forms.field_row import FieldRow
from ui.forms.text_editors import TextEditor
from ui.risks.collapsible import Collapsible
from ui.risks.score_choice import ScoreChoice
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.domain.rating import Score
    from dsfa_app.texts import Texts
    from ui.view_models.rating import RatingModel

_COMPUTED = "wie berechnet"
_KEPT = "Noch nicht übernommen: Wählen Sie eine Stufe und begründen Sie sie."


class Override(NamedTuple):
    """What is said of a rating, or is about to be."""

    planned: Score | None = None
    proven: Score | None = None
    reason: str = ""

    @property
    def has_score(self) -> bool:
        """Whether a computed result is replaced."""
        return self.planned is not None or self.proven is not None


class OverrideBox(Collapsible):
    """Sets both results and their reason at once, because one without the other is refused.

    What was written when another rating comes to the front is taken over where it is complete, and kept as
    a draft of its rating where it is not.
    """

    def __init__(self, model: RatingModel, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__("Abweichend einstufen", parent)
        self._model = model
        self._reason = ""
        self._shown: Override | None = None
        self._drafts: dict[str, Override] = {}
        self.planned = self._choice(texts.field("Rating.planned_override").label)
        self.proven = self._choice(texts.field("Rating.proven_override").label)
        text = texts.field("Rating.override_reason")
        self.reason = FieldRow(text, TextEditor(2))
        self.reason.edited.connect(self._typed)
        self._refusal = QLabel()
        self._refusal.setWordWrap(True)
        set_look(self._refusal, "error")
        self.accept = QPushButton("Abweichung übernehmen")
        self.accept.clicked.connect(self._accept)
        self._clear = QPushButton("Abweichung aufheben")
        set_look(self._clear, "flat")
        self._clear.clicked.connect(model.clear_override)
        self.body.addWidget(self.reason)
        self.body.addWidget(self._refusal)
        buttons = QHBoxLayout()
        buttons.addWidget(self.accept)
        buttons.addWidget(self._clear)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def show_rating(self) -> None:
        """Show what the rating says; what is being typed for the same rating stays."""
        rating = self._model.rating
        self._clear.setVisible(rating.planned_override is not None or rating.proven_override is not None)
        said = Override(rating.planned_override, rating.proven_override, rating.override_reason)
        if said == self._shown:
            return
        self._shown = said
        self._refuse("")
        self._show(said)

    @property
    def refusal(self) -> str:
        """Why the override was not taken, empty when it was."""
        return self._refusal.text()

    @property
    def has_draft(self) -> bool:
        """Tell whether something is typed or chosen, here or for another rating, that is not taken over."""
        return bool(self._drafts) or self._is_changed

    @property
    def drafts(self) -> Mapping[str, Override]:
        """What is written for ratings, by their ids, and not taken over."""
        here = {self._model.rating.id: self._written} if self._is_changed else {}
        return self._drafts | here

    def keep(self, drafts: Mapping[str, Override]) -> None:
        """Take over the drafts of another box; a score the profile in force does not have is left out."""
        covers = self._model.profile.covers
        for rating, draft in drafts.items():
            planned, proven = (
                score if score is not None and covers(score) else None
                for score in (draft.planned, draft.proven)
            )
            self._drafts[rating] = Override(planned, proven, draft.reason)

    def start(self) -> None:
        """Begin with another rating: open when it is overridden or has a draft, shut otherwise."""
        self._shown = None
        self.show_rating()
        draft = self._drafts.pop(self._model.rating.id, None)
        if draft is not None:
            self._show(draft)
            self._refuse(_KEPT)
        self.set_open(draft is not None or self._model.result.is_overridden)

    def finish(self) -> bool:
        """End the work on this rating; tell whether nothing had to be kept as a draft."""
        self._drafts.pop(self._model.rating.id, None)
        if not self._is_changed:
            return True
        if self._is_complete:
            self._accept()
        else:
            self._drafts[self._model.rating.id] = self._written
            self._refuse(_KEPT)
        return not self.refusal

    @property
    def _is_complete(self) -> bool:
        """Whether a score and its reason stand there, or an override was taken back."""
        if not self._written.has_score:
            return self._shown is not None and self._shown.has_score
        return bool(self._reason.strip()) and self._model.rating.gross is not None

    @property
    def _written(self) -> Override:
        return Override(self.planned.score, self.proven.score, self._reason)

    @property
    def _is_changed(self) -> bool:
        return self._shown is not None and self._written != self._shown

    def _show(self, override: Override) -> None:
        self.planned.show_score(override.planned)
        self.proven.show_score(override.proven)
        self._reason = override.reason
        self.reason.show_value(override.reason)

    def _choice(self, name: str) -> ScoreChoice:
        caption = QLabel(name)
        set_look(caption, "label")
        box = ScoreChoice(self._model.profile, _COMPUTED)
        box.setAccessibleName(name)
        caption.setBuddy(box)
        row = QHBoxLayout()
        row.addWidget(caption)
        row.addWidget(box)
        row.addStretch(1)
        self.body.addLayout(row)
        return box

    def _refuse(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    def _typed(self, text: str) -> None:
        self._reason = text

    def _accept(self) -> None:
        try:
            self._model.set_override(self.planned.score, self.proven.score, self._reason)
        except RuleError as error:
            self._refuse(str(error))
            self.reason.editor.setFocus()
        else:
            self._drafts.pop(self._model.rating.id, None)
            self._refuse("")

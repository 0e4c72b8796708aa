"""Channels that differ from the rating of their platform: each with a score and a reason of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsfa_app.domain.vocabulary import Answer
from dsfa_app.method.checks.wording import channel_name
from dsfa_app.method.marks import Layer, channel_mark
from ui.forms.choice_editors import AnswerEditor, OptionEditor
from ui.forms.field_row import FieldRow
from ui.forms.options import Option
from ui.forms.text_editors import TextEditor
from ui.icons import icon
from ui.risks.collapsible import Collapsible
from ui.risks.painting import LevelBadge
from ui.risks.score_choice import ScoreChoice
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.method.residual import ChannelResult
    from dsfa_app.texts import Texts
    from ui.view_models.rating import RatingModel

_NOTE = (
    "Nur nötig, wo ein Kanal sich von den übrigen auf dieser Plattform unterscheidet. Es wirken dieselben "
    "Maßnahmen; für das Gesamtergebnis zählt die höchste Stufe."
)
_NO_CHANNEL = (
    "Zu dieser Plattform ist kein Kanal erfasst. Ergänzen Sie ihn auf der Seite „Plattformen und Kanäle“."
)
_STATIONS = ((Layer.GROSS, "brutto"), (Layer.PLANNED, "geplant"), (Layer.PROVEN, "nachgewiesen"))


class _DeviationCard(QFrame):
    """One deviating channel. ``focused`` names the field the help is wanted for."""

    focused = Signal(str)

    def __init__(self, model: RatingModel, texts: Texts, deviation_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "inset")
        self._model = model
        self._id = deviation_id
        self.channel = OptionEditor(self)
        self.applicable = AnswerEditor(self)
        self.reason = TextEditor(2, self)
        self._rows: dict[str, FieldRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        for name, editor in (("channel_id", self.channel), ("applicable", self.applicable)):
            column.addWidget(self._row(texts, name, editor))
        self._gross_label = QLabel(texts.field("ChannelDeviation.gross").label, self)
        set_look(self._gross_label, "label")
        self.gross = ScoreChoice(model.profile, "noch offen", self)
        self.gross.setAccessibleName(self._gross_label.text())
        self.gross.activated.connect(
            lambda: model.change_deviation(self._id, "gross", self.gross.score, "Abweichung")
        )
        self._gross_label.setBuddy(self.gross)
        column.addWidget(self._gross_label)
        column.addWidget(self.gross)
        self._path = QWidget(self)
        column.addWidget(self._path)
        self._badges = self._build_path()
        column.addWidget(self._row(texts, "reason", self.reason))
        self.remove = QPushButton(icon("remove"), "Abweichung entfernen", self)
        set_look(self.remove, "flat")
        self.remove.clicked.connect(lambda: model.remove_deviation(self._id))
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)

    def show_result(self, result: ChannelResult, channels: tuple[Option, ...]) -> None:
        """Show what is said about this channel, and what the measures leave of it."""
        said = result.deviation
        self.channel.offer(channels)
        for name, row in self._rows.items():
            row.show_value(getattr(said, name))
        applies = said.applicable is not Answer.NO
        for widget in (self._gross_label, self.gross):
            widget.setVisible(applies)
        if said.gross is None or self._model.profile.covers(said.gross):
            self.gross.show_score(said.gross)
        self._path.setVisible(applies and result.gross is not None)
        for layer, badge in self._badges.items():
            badge.show_mark(channel_mark(result, layer, self._model.profile))
        name = next((option.label for option in channels if option.value == said.channel_id), "ohne Kanal")
        self.setAccessibleName(f"Abweichung: {name}")
        self.remove.setAccessibleName(f"Abweichung entfernen: {name}")

    def _build_path(self) -> dict[Layer, LevelBadge]:
        row = QHBoxLayout(self._path)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        badges = {}
        for layer, name in _STATIONS:
            caption = QLabel(name, self._path)
            set_look(caption, "muted")
            badges[layer] = LevelBadge(f"Kanal, {name}", self._path)
            row.addWidget(caption)
            row.addWidget(badges[layer])
        row.addStretch(1)
        return badges

    def _row(self, texts: Texts, name: str, editor: OptionEditor | AnswerEditor | TextEditor) -> FieldRow:
        text = texts.field(f"ChannelDeviation.{name}")
        row = FieldRow(text, editor, self)
        row.edited.connect(lambda value: self._model.change_deviation(self._id, name, value, text.label))
        row.focused.connect(lambda: self.focused.emit(name))
        self._rows[name] = row
        return row


class DeviationBox(Collapsible):
    """All deviating channels of a rating; ``help_wanted`` names the field the keyboard is in."""

    help_wanted = Signal(str)

    def __init__(self, model: RatingModel, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__("Abweichende Kanäle", parent)
        self._model = model
        self._texts = texts
        self._cards: dict[str, _DeviationCard] = {}
        self._note = QLabel()
        self._note.setWordWrap(True)
        set_look(self._note, "muted")
        self.add = QPushButton(icon("add"), "Abweichung hinzufügen")
        self.add.clicked.connect(self._add)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addWidget(self._note)
        self.body.addLayout(self._list)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.body.addLayout(row)

    @property
    def cards(self) -> tuple[_DeviationCard, ...]:
        """What is shown for each deviation, in order."""
        return tuple(self._cards.values())

    def start(self) -> None:
        """Begin with another rating: open where a channel deviates."""
        self._clear()
        self.show_rating()
        self.set_open(bool(self._cards))

    def show_rating(self) -> None:
        """Show what the rating says about channels."""
        results = self._model.result.channels
        if [item.deviation.id for item in results] != list(self._cards):
            self._build([item.deviation.id for item in results])
        channels = tuple(Option(item.id, channel_name(item)) for item in self._model.channels)
        for item in results:
            self._cards[item.deviation.id].show_result(item, channels)
        self._note.setText(_NOTE if channels or results else _NO_CHANNEL)
        self.add.setVisible(bool(channels))
        number = len(results)
        self.set_title("Abweichende Kanäle" + (f" ({number})" if number else ""))

    def focus_last(self) -> None:
        """Put the keyboard into the newest deviation, or on the button that adds one."""
        self.set_open(True)
        (self.cards[-1].channel if self._cards else self.add).setFocus()

    def _build(self, wanted: list[str]) -> None:
        self._clear()
        for deviation_id in wanted:
            card = _DeviationCard(self._model, self._texts, deviation_id, self)
            card.focused.connect(self.help_wanted)
            self._cards[deviation_id] = card
            self._list.addWidget(card)

    def _clear(self) -> None:
        for card in self._cards.values():
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards.clear()

    def _add(self) -> None:
        self._model.add_deviation()
        self.focus_last()

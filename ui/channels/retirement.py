"""Giving a channel up: since when, why, what follows, in one step that undo takes back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.domain.editing import value_at
from dsfa_app.domain.retirement import ORDERLY_RETIREMENT, retired
from dsfa_app.errors import DsfaError, NotFoundError, RuleError
from ui.channels.settings_section import SettingsSection
from ui.formatting import count
from ui.forms.date_editor import DateEditor
from ui.forms.spec import RecordPart
from ui.overriding import override
from ui.style_sheet import set_look
from ui.view_models.editor import new_id
from ui.view_models.measures import from_catalogue, with_measures

if TYPE_CHECKING:
    from dsfa_app.catalogue.model import Measure
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.presence import Channel
    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext

_STEP = "Kanal stilllegen"
_WIDTH = 560
_FOLLOWS = (
    "Sperren: Zugänge und angebundene Werkzeuge entziehen.",
    "Sichern: was aufzubewahren ist, herunterladen und ablegen.",
    "Löschen: Konto und Inhalte beim Betreiber löschen, Bestätigung aufheben.",
    "Hinweis: Nachfolger und andere Wege nennen, Verweise auf der Website entfernen.",
)
"""What an orderly retirement consists of, after measure M44 of the catalogue (our proposal)."""


class RetirementDialog(QDialog):
    """Asks for day and reason; nothing is changed before both are there."""

    def __init__(self, context: PageContext, channel: Channel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_STEP)
        self.setMinimumWidth(_WIDTH)
        self._context = context
        self._channel_id = channel.id
        self._day: date | None = date.today()  # noqa: DTZ011 - the local day
        self.day = DateEditor(self)
        self.day.set_name("Stillgelegt am", "")
        self.day.show_value(self._day)
        self.day.edited.connect(self._choose_day)
        self.reason = QPlainTextEdit(self)
        self.reason.setAccessibleName("Grund der Stilllegung")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 16)
        self.measure = QCheckBox("Maßnahme „Geordnete Stilllegung“ (M44) in den Plan aufnehmen", self)
        self._offered = self._offered_measure()
        self.measure.setChecked(self._offered is not None)
        self.measure.setVisible(self._offered is not None)
        self.refusal = self._words("", "error")
        self.refusal.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = buttons.addButton(_STEP, QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.accept_button, "primary")
        buttons.accepted.connect(self._retire)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        name = channel.name.strip() or channel.url.strip() or "ohne Namen"
        layout.addWidget(self._words(f"Der Kanal „{name}“ bleibt als Geschichte in der Liste.", ""))
        layout.addWidget(self._words("Stillgelegt am", "label"))
        layout.addWidget(self.day)
        layout.addWidget(self._words("Grund der Stilllegung", "label"))
        layout.addWidget(self.reason)
        layout.addWidget(self._words("Was dazugehört (Vorschlag)", "label"))
        for line in _FOLLOWS:
            layout.addWidget(self._words(f"• {line}", ""))
        layout.addWidget(self.measure)
        layout.addWidget(self.refusal)
        layout.addWidget(buttons)
        self.reason.setFocus()

    def _words(self, text: str, look: str) -> QLabel:
        words = QLabel(text, self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        if look:
            set_look(words, look)
        return words

    def _offered_measure(self) -> Measure | None:
        """Return the catalogue's measure for this, unless the plan has it."""
        taken = {measure.catalogue_id for measure in self._context.editor.assessment.measures}
        known = self._context.catalogue.measures.get(ORDERLY_RETIREMENT)
        return None if ORDERLY_RETIREMENT in taken else known

    def _choose_day(self, day: date | None) -> None:
        self._day = day

    def _changed(self, assessment: Assessment) -> Assessment:
        if self._day is None:
            raise RuleError("Bitte angeben, seit wann der Kanal stillgelegt ist.")
        changed = retired(
            assessment,
            self._channel_id,
            on=self._day,
            reason=self.reason.toPlainText(),
            today=date.today(),  # noqa: DTZ011 - the local day
        )
        if self._offered is not None and self.measure.isChecked():
            changed = with_measures(changed, (from_catalogue(self._offered, new_id()),))
        return changed

    def _retire(self) -> None:
        try:
            self._context.editor.apply(_STEP, self._changed)
        except DsfaError as error:
            self.refusal.setText(str(error))
            self.refusal.show()
            return
        self._context.notices.say("Kanal stillgelegt. Strg+Z nimmt das zurück.")
        self.accept()


class ChannelParts(RecordPart):
    """What belongs to one channel below its form: giving it up, and the settings of the account."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._path: Path = ()
        self.retire = QPushButton("Kanal stilllegen …", self)
        self.retire.clicked.connect(self._ask)
        self.changed = QLabel(self)
        self.changed.setWordWrap(True)
        set_look(self.changed, "error")
        self.compare = QPushButton("Zum Katalogabgleich", self)
        self.compare.clicked.connect(lambda: context.navigation.go("review", ("review",)))
        self.settings = SettingsSection(context, self)
        row = QHBoxLayout()
        row.addWidget(self.retire)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 0)
        mark = QHBoxLayout()
        mark.setSpacing(16)
        mark.addWidget(self.changed, 1)
        mark.addWidget(self.compare)
        layout.addLayout(mark)
        layout.addLayout(row)
        layout.addWidget(self.settings)
        context.editor.judged.connect(self._show_changes)
        context.rights.changed.connect(self._show_retirement)

    @override
    def show_record(self, path: Path) -> None:
        self._path = path
        self.settings.show_record(path)
        self._show_retirement()
        self._show_changes()

    @override
    def refresh(self, changed: Path = ()) -> None:
        self.settings.refresh(changed)
        self._show_retirement()

    @override
    def focus_path(self, path: Path) -> bool:
        return self.settings.focus_path(path)

    def _channel(self) -> Channel | None:
        try:
            channel: Channel = value_at(self._context.editor.assessment, self._path)
        except NotFoundError:
            return None  # removed meanwhile; the table takes this part away
        return channel

    def _show_retirement(self) -> None:
        channel = self._channel()
        self.retire.setVisible(channel is not None and channel.is_in_use)
        refusal = self._context.rights.refusal((*self._path, "state"))
        self.retire.setEnabled(not refusal)
        self.retire.setToolTip(refusal)

    def _show_changes(self) -> None:
        channel = self._channel()
        changes = self._context.editor.view.catalogue_changes
        number = sum(channel.id in change.channel_ids for change in changes) if channel else 0
        self.changed.setText(
            f"Neu prüfen: {count(number, 'Angabe', 'Angaben')} des Katalogs zu diesem Kanal."
        )
        for widget in (self.changed, self.compare):
            widget.setVisible(number > 0)

    def _ask(self) -> None:
        channel = self._channel()
        if channel is not None:
            RetirementDialog(self._context, channel, self.window()).open()

"""Another risk profile: shows what it would change before it is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.method.marks import level_mark, score_text
from dsfa_app.method.profile_change import preview, with_profile
from ui.formatting import count
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dsfa_app.catalogue.model import Risk
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.profile_change import ProfileChange
    from ui.forms.context import PageContext

_STEP = "Risikoprofil wechseln"
_PATH = ("profile_id",)
_CHANGE_COLUMNS = ("Plattform", "Risiko", "Sicht", "Bewertung", "Stufe bisher", "Stufe neu")
_OUTSIDE_COLUMNS = ("Plattform", "Risiko", "Angabe", "Bewertung")
_RISK_COLUMN = 1
_COLUMN_GAP = 16
_KEPT = "Schwere und Eintrittswahrscheinlichkeit bleiben, wie sie sind."


class ProfileChangeDialog(QDialog):
    """Lists the ratings that would reach another level, or those that stand in the way.

    ``confirmed`` says that the user wants the change; it is never emitted while it is refused.
    """

    confirmed = Signal()

    def __init__(
        self, change: ProfileChange, risks: Mapping[str, Risk], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_STEP)
        self.resize(960, 560)
        self._change = change
        self._risks = risks
        profiles = self._words(f"Von „{change.old.title}“ zu „{change.new.title}“.", "label")
        note = self._words(change.new.texts.get("source_note", ""), "muted")
        self.summary = self._words(change.refusal or _summary(change), "error" if change.refusal else "")
        self.list = self._build_list()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = buttons.addButton(_STEP, QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.accept_button, "primary")
        self.accept_button.setVisible(not change.refusal)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        for widget in (profiles, note, self.summary, self.list, buttons):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        self.list.setVisible(self.list.topLevelItemCount() > 0)

    def rows(self) -> list[tuple[str, ...]]:
        """Return what the table says, row by row."""
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        columns = range(self.list.columnCount())
        return [tuple(item.text(column) for column in columns) for item in items if item is not None]

    def _words(self, text: str, look: str) -> QLabel:
        words = QLabel(text, self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setVisible(bool(text))
        if look:
            set_look(words, look)
        return words

    def _build_list(self) -> QTreeWidget:
        change = self._change
        tree = QTreeWidget(self)
        tree.setAccessibleName(
            "Bewertungen außerhalb der neuen Skala" if change.outside else "Bewertungen mit anderer Stufe"
        )
        tree.setRootIsDecorated(False)
        tree.setAlternatingRowColors(True)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels(list(_OUTSIDE_COLUMNS if change.outside else _CHANGE_COLUMNS))
        size = QSize(0, self.fontMetrics().height() + 14)
        for texts in self._outside() if change.outside else self._changes():
            item = QTreeWidgetItem(texts)
            item.setSizeHint(0, size)
            item.setToolTip(_RISK_COLUMN, texts[_RISK_COLUMN])
            tree.addTopLevelItem(item)
        header = tree.header()
        header.setStretchLastSection(False)
        for column in range(tree.columnCount()):
            tree.resizeColumnToContents(column)
            tree.setColumnWidth(column, tree.columnWidth(column) + _COLUMN_GAP)
        header.setSectionResizeMode(_RISK_COLUMN, QHeaderView.ResizeMode.Stretch)
        return tree

    def _changes(self) -> list[list[str]]:
        change = self._change
        return [
            [
                f"{item.platform}, {item.channel}" if item.channel else item.platform,
                self._risk(item.risk_id),
                item.layer.value,
                score_text(item.score),
                level_mark(change.old, item.old_index).text,
                level_mark(change.new, item.new_index).text,
            ]
            for item in change.changes
        ]

    def _outside(self) -> list[list[str]]:
        return [
            [item.platform, self._risk(item.risk_id), item.stored.value, score_text(item.score)]
            for item in self._change.outside
        ]

    def _risk(self, risk_id: str) -> str:
        known = self._risks.get(risk_id)
        return f"{risk_id} {known.title}" if known else risk_id

    def _accept(self) -> None:
        self.confirmed.emit()
        self.accept()


def _summary(change: ProfileChange) -> str:
    if not change.changes:
        return f"Keine Bewertung ändert ihre Stufe. {_KEPT}"
    rated = count(len(change.changes), "Ergebnis erreicht", "Ergebnisse erreichen")
    return f"{rated} eine andere Stufe. {_KEPT} Der Wechsel lässt sich mit „Rückgängig“ zurücknehmen."


def ask_for_profile(context: PageContext, parent: QWidget, profile_id: str) -> None:
    """Show what this risk profile would change; it comes into force when the user confirms."""
    editor, catalogue = context.editor, context.catalogue
    profile = catalogue.profiles.get(profile_id)
    if profile is None or profile_id == editor.assessment.profile_id:
        return
    risk_ids = tuple(catalogue.risks)

    def changed(assessment: Assessment) -> Assessment:
        return with_profile(assessment, preview(assessment, editor.view.profile, profile, risk_ids))

    change = preview(editor.assessment, editor.view.profile, profile, risk_ids)
    dialog = ProfileChangeDialog(change, editor.view.risks, parent.window())
    dialog.confirmed.connect(lambda: editor.apply(_STEP, changed, _PATH))
    dialog.open()

"""The offer to take the last deletion back, in the status line until it is used, closed or out of place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStatusBar, QToolButton, QWidget

from ui.icons import icon
from ui.style_sheet import set_look
from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from dsfa_app.services.overview import AssessmentSummary
    from ui.view_models.portfolio import Portfolio


class UndoOffer(QObject):
    """Says what was moved into the waste basket and takes it out again."""

    def __init__(self, portfolio: Portfolio, status_bar: QStatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._portfolio = portfolio
        self._status_bar = status_bar
        self._deleted_id = ""
        self.bar: QWidget | None = None
        portfolio.deleted.connect(self.show_deleted)
        portfolio.opened.connect(self.dismiss)

    def show_deleted(self, summary: AssessmentSummary) -> None:
        """Offer to take this deletion back; an earlier offer goes, the waste basket still has it."""
        self.dismiss()
        self._deleted_id = summary.id
        self.bar = self._built(f"„{summary.title}“ liegt im Papierkorb.")
        self._status_bar.addPermanentWidget(self.bar)

    def undo(self) -> None:
        """Take the deletion back."""
        self._portfolio.restore(self._deleted_id)
        self.dismiss()

    def dismiss(self) -> None:
        """Take the offer away."""
        bar, self.bar = self.bar, None
        if bar is not None:
            self._status_bar.removeWidget(bar)
            bar.deleteLater()

    def _built(self, sentence: str) -> QWidget:
        bar = QWidget(self._status_bar)
        self.destroyed.connect(bar.deleteLater)
        undo = QPushButton(icon("undo"), "Rückgängig", bar)
        undo.setAccessibleDescription(sentence)
        undo.clicked.connect(self.undo)
        close = QToolButton(bar)
        close.setText("✕")
        close.setAccessibleName("Hinweis schließen")
        close.setToolTip("Hinweis schließen")
        set_look(close, "flat")
        close.clicked.connect(self.dismiss)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(sentence, bar), 1)
        row.addWidget(undo)
        row.addWidget(close)
        return bar

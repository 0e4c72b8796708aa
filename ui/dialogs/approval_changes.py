"""What changed of the content since somebody declared themselves about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.labels import label
from ui import messages
from ui.formatting import format_date
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.domain.approval import Approval
    from dsfa_app.errors import DsfaError
    from dsfa_app.services.approvals import ApprovalChange
    from ui.forms.context import PageContext

_COLUMNS = ("Stelle", "Damals", "Jetzt")
_UNKNOWN = (
    "Der Inhalt, für den diese Erklärung galt, ist auf diesem Rechner nicht festgehalten. "
    "Die Erklärung stammt aus übernommenen Daten; bitte erneut abgeben lassen."
)


class ApprovalChangesDialog(QDialog):
    """Lists the changes, one a row."""

    def __init__(
        self, approval: Approval, changes: Sequence[ApprovalChange] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Was hat sich geändert?")
        self.resize(960, 480)
        given = (
            f"{label(approval.kind)} von {approval.person or 'unbekannt'}, {format_date(approval.given_on)}"
        )
        heading = QLabel(given, self)
        set_look(heading, "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(heading)
        self.list = self._build_list(changes or ())
        self.list.setVisible(bool(changes))
        if changes is None:
            words = QLabel(_UNKNOWN, self)
            words.setWordWrap(True)
            layout.addWidget(words)
            layout.addStretch(1)
        layout.addWidget(self.list, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _build_list(self, changes: Sequence[ApprovalChange]) -> QTableWidget:
        table = QTableWidget(len(changes), len(_COLUMNS), self)
        table.setAccessibleName("Änderungen seit der Erklärung")
        table.setHorizontalHeaderLabels(list(_COLUMNS))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for row, change in enumerate(changes):
            for column, text in enumerate((change.place, change.old or "–", change.new or "–")):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                table.setItem(row, column, item)
        return table


def show_changes(context: PageContext, approval: Approval, parent: QWidget) -> None:
    """Read the content an approval was given for in the background and show what changed since."""
    assessment = context.editor.assessment

    def shown(changes: Sequence[ApprovalChange] | None) -> None:
        ApprovalChangesDialog(approval, changes, parent).open()

    def failed(error: DsfaError) -> None:
        messages.show_error(parent, error)

    context.runner.run(
        lambda: context.application.approvals.changes(assessment, approval),
        receiver=context.notices,
        on_success=shown,
        on_error=failed,
    )

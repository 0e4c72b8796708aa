"""Looking at all evidence again: what is missing or changed comes first, each leads to its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
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

from dsfa_app.labels import label
from dsfa_app.method.evidence import FAULTS, EvidenceState
from dsfa_app.services.evidence import check_evidence
from ui import messages
from ui.formatting import count
from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.errors import DsfaError
    from dsfa_app.services.evidence import CheckedEvidence
    from ui.background import Task
    from ui.forms.context import PageContext

_NOTE = (
    "Geprüft werden nur Dateien, deren Ablageort ein vollständiger Pfad auf diesem Rechner oder im Netz ist. "
    "Adressen im Internet und Aktenzeichen ruft das Programm nicht ab."
)
_PATH = Qt.ItemDataRole.UserRole
_PAGES = {"measures": "measures", "channels": "channels"}


class EvidenceCheckDialog(QDialog):
    """Looks at the evidence in the background and lists what was found; Enter goes to the field."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Nachweise prüfen")
        self.resize(820, 480)
        self._context = context
        self.summary = QLabel("Nachweise werden geprüft …", self)
        self.summary.setWordWrap(True)
        set_look(self.summary, "heading")
        note = QLabel(_NOTE, self)
        note.setWordWrap(True)
        set_look(note, "muted")
        self.list = self._build_list()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._go = buttons.addButton("Zum Feld", QDialogButtonBox.ButtonRole.ActionRole)
        self._go.clicked.connect(self._open_current)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        for widget in (self.summary, note, self.list, buttons):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        self._enable()
        self._task = self._start()
        self.rejected.connect(self._task.cancel)

    def show_found(self, found: Sequence[CheckedEvidence]) -> None:
        """Show what came of it, the doubtful pieces first."""
        order = list(EvidenceState)
        for item in sorted(found, key=lambda one: order.index(one.state)):
            row = QTreeWidgetItem([label(item.state), item.subject, item.location])
            row.setIcon(0, icon("finding", "error") if item.state in FAULTS else icon("info", "muted"))
            row.setData(0, _PATH, item.path)
            self.list.addTopLevelItem(row)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self.summary.setText(_said(found))
        self._enable()

    def _start(self) -> Task:
        assessment = self._context.editor.assessment
        return self._context.runner.run_reporting(
            lambda report: check_evidence(assessment, report),
            receiver=self,
            on_success=self.show_found,
            on_error=self._refuse,
            on_progress=lambda share, text: self.summary.setText(f"{text} {round(share * 100)}\u00a0%"),
        )

    def _build_list(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName("Geprüfte Nachweise")
        tree.setAccessibleDescription("Enter führt zum Feld.")
        tree.setRootIsDecorated(False)
        tree.setAlternatingRowColors(True)
        tree.setHeaderLabels(["Ergebnis", "Wozu", "Ablageort"])
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().resizeSection(1, 260)
        tree.itemActivated.connect(lambda _item: self._open_current())
        tree.currentItemChanged.connect(self._enable)
        return tree

    def _open_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            path = tuple(item.data(0, _PATH))
            self.accept()
            self._context.navigation.go(_PAGES[path[0]], path)

    def _enable(self) -> None:
        self._go.setEnabled(self.list.currentItem() is not None)

    def _refuse(self, error: DsfaError) -> None:
        messages.show_error(self, error, "Nachweise nicht geprüft")


def _said(found: Sequence[CheckedEvidence]) -> str:
    faults = sum(item.state in FAULTS for item in found)
    same = sum(item.state is EvidenceState.UNCHANGED for item in found)
    if not found:
        return "Es ist noch kein Nachweis erfasst."
    if faults:
        return f"{count(faults, 'Befund', 'Befunde')}: Dateien fehlen, sind verändert oder nicht lesbar."
    if not same:
        return "Kein Nachweis ist eine Datei mit Prüfsumme; es gibt nichts zu vergleichen."
    rest = len(found) - same
    beside = f" {count(rest, 'weiterer ist', 'weitere sind')} keine Datei mit Prüfsumme." if rest else ""
    return f"{count(same, 'Datei ist', 'Dateien sind')} da und unverändert.{beside}"

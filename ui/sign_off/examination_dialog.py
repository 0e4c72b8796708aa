"""What a signed document proves, before it is taken in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.formatting import count
from ui.style_sheet import set_look
from ui.verification.verdict_view import VerdictView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.services.sign_offs import Examination
    from exporters.visible_text import TextDifference

_MARGIN = 8


class ExaminationDialog(QDialog):
    """Says what counts and what does not; ``confirmed`` asks to take in what counts."""

    confirmed = Signal()

    def __init__(self, examination: Examination, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Unterzeichnetes Dokument")
        self.resize(760, 620)
        counting = examination.counting
        title = QLabel(
            f"{count(len(counting), 'Unterschrift', 'Unterschriften')} können aufgenommen werden"
            if len(counting) != 1
            else "Eine Unterschrift kann aufgenommen werden",
            self,
        )
        if not counting:
            title.setText("Nichts wird aufgenommen")
        set_look(title, "title")
        title.setWordWrap(True)
        self.words = QTextBrowser(self)
        self.words.setAccessibleName("Was das Dokument belegt")
        self.words.document().setDocumentMargin(_MARGIN)
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self.words.setHtml("".join(_words(examination, muted)))
        view = VerdictView(self)
        view.show_verification(examination.verification)
        tabs = QTabWidget(self)
        tabs.addTab(self.words, "Ergebnis")
        tabs.addTab(view, "Prüfung der Signaturen")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.take = buttons.addButton("Unterschrift aufnehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.take, "primary")
        self.take.setVisible(bool(counting))
        self.take.clicked.connect(self._confirm)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(title)
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()


def _words(examination: Examination, muted: str) -> Iterator[str]:
    version = examination.version
    if version is not None:
        title = escape(version.assessment.title)
        yield f"<p>Das Dokument gehört zur Fassung {escape(version.line.version)} der DSFA „{title}“.</p>"
    for one in examination.counting:
        role = one.match.expected.role if one.match.expected else ""
        yield f"<p><b>Zählt:</b> {escape(one.signature.signer)} als „{escape(role)}“.</p>"
    for sentence in examination.sentences:
        yield f"<p><b>Zählt nicht:</b> {escape(sentence)}</p>"
    if examination.differences:
        yield "<h3>Was im Dokument anders steht</h3>"
        yield "<table cellspacing='0' cellpadding='6' width='100%'>"
        names = ("ausgegeben", "zurückgekommen")
        heads = (f"<td style='color:{muted}'>{name}</td>" for name in names)
        yield f"<tr>{''.join(heads)}</tr>"
        yield from (_difference(one) for one in examination.differences)
        yield "</table>"


def _difference(one: TextDifference) -> str:
    wanted, found = ("<br>".join(map(escape, lines)) or "–" for lines in (one.wanted, one.found))
    return f"<tr><td valign='top' width='50%'>{wanted}</td><td valign='top'>{found}</td></tr>"

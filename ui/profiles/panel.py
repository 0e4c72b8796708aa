"""One profile on screen: matrix, scales, levels, and beside them what is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.method.findings import Severity
from dsfa_app.method.profile_findings import Part, ProfileFinding, errors
from ui.formatting import count
from ui.icons import icon
from ui.profiles.about_form import AboutForm, QuestionForm
from ui.profiles.draft_matrix import DraftMatrix
from ui.profiles.level_form import LevelForm
from ui.profiles.scale_form import ScaleForm
from ui.profiles.text_line import TextLine
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from ui.view_models.profile_editor import ProfileEditor

_FINDING = Qt.ItemDataRole.UserRole
_ICONS = {Severity.ERROR: ("error", "error"), Severity.WARNING: ("finding", "warning")}
_HELP = "Leertaste oder Klick: nächste Stufe · 1–5: Stufe setzen · Entf: Stufe wegnehmen"


class ProfilePanel(QWidget):
    """Shows a profile, to be changed where it is the body's own.

    ``preview_requested`` and ``save_requested`` ask for what works on stored data, ``cancel_requested`` to
    stop it.
    """

    preview_requested = Signal()
    save_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, editor: ProfileEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.title = TextLine("Titel des Risikoprofils", is_editable=editor.is_own)
        self.title.textEdited.connect(self._write_title)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_look(self.about, "muted")
        self.matrix = DraftMatrix(editor)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.findings = QListWidget()
        self.findings.setAccessibleName("Was am Risikoprofil nicht stimmt")
        self.findings.setWordWrap(True)
        set_look(self.findings, "findings")
        self.findings.itemActivated.connect(self._show_finding)
        self.findings.itemClicked.connect(self._show_finding)
        self.severity = ScaleForm(editor, "Schwere", is_severity=True)
        self.likelihood = ScaleForm(editor, "Eintrittswahrscheinlichkeit", is_severity=False)
        self.levels = LevelForm(editor)
        self.questions = QuestionForm(editor)
        self.source = AboutForm(editor)
        self.tabs = self._build_tabs()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_head())
        body = QHBoxLayout()
        body.setContentsMargins(16, 16, 16, 16)
        body.setSpacing(16)
        body.addWidget(self._build_left())
        body.addWidget(self.tabs, 1)
        layout.addLayout(body, 1)
        layout.addWidget(self._build_foot())
        self._add_shortcuts()
        editor.changed.connect(self._take_draft)
        self._take_draft()

    def show_progress(self, share: float, text: str) -> None:
        """Show how far the work on stored data is."""
        self.progress.setVisible(True)
        self.cancel.setVisible(True)
        self.progress.setValue(round(share * 100))
        self.progress.setAccessibleName(text)
        self.working.setText(text)

    def end_progress(self) -> None:
        """Show that the work is over."""
        for widget in (self.progress, self.cancel):
            widget.setVisible(False)
        self.working.setText("")
        self._show_actions()

    def begin_work(self) -> None:
        """Let nothing be asked for twice."""
        self.preview.setEnabled(False)
        self.save.setEnabled(False)

    def _build_head(self) -> QWidget:
        head = QWidget()
        box = QVBoxLayout(head)
        box.setContentsMargins(16, 16, 16, 0)
        box.setSpacing(4)
        box.addWidget(self.title)
        box.addWidget(self.about)
        return head

    def _build_left(self) -> QWidget:
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        across = QLabel("Schwere ↑ · Eintrittswahrscheinlichkeit →")
        set_look(across, "muted")
        box.addWidget(across)
        box.addWidget(self.matrix)
        if self.editor.is_own:
            keys = QLabel(_HELP)
            keys.setWordWrap(True)
            set_look(keys, "hint")
            box.addWidget(keys)
        box.addWidget(self.verdict)
        box.addWidget(self.findings, 1)
        box.addStretch(0)
        return left

    def _build_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setAccessibleName("Teile des Risikoprofils")
        for title, form in (
            ("Schwere", self.severity),
            ("Eintrittswahrscheinlichkeit", self.likelihood),
            ("Stufen", self.levels),
            ("Fragen", self.questions),
            ("Herkunft", self.source),
        ):
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setAccessibleName(title)
            set_look(form, "page")
            area.setWidget(form)
            tabs.addTab(area, title)
        return tabs

    def _build_foot(self) -> QWidget:
        foot = QFrame()
        set_look(foot, "footer")
        self.undo = QPushButton(icon("undo"), "Rückgängig")
        self.redo = QPushButton(icon("redo"), "Wiederholen")
        self.discard = QPushButton("Änderungen verwerfen")
        self.working = QLabel()
        set_look(self.working, "muted")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.cancel = QPushButton("Abbrechen")
        self.preview = QPushButton("Vorschau …")
        self.preview.setToolTip("Welche Bewertungen welcher DSFA eine andere Stufe erreichen würden")
        self.save = QPushButton("Speichern")
        set_look(self.save, "primary")
        self.undo.clicked.connect(self.editor.undo)
        self.redo.clicked.connect(self.editor.redo)
        self.discard.clicked.connect(self.editor.discard)
        self.cancel.clicked.connect(self.cancel_requested)
        self.preview.clicked.connect(self.preview_requested)
        self.save.clicked.connect(self.save_requested)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        for button in (self.undo, self.redo, self.discard):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (self.working, self.progress, self.cancel, self.preview, self.save):
            row.addWidget(widget)
        self.progress.setVisible(False)
        self.cancel.setVisible(False)
        if not self.editor.is_own:
            foot.hide()
        return foot

    def _add_shortcuts(self) -> None:
        for keys, work in (
            (QKeySequence.StandardKey.Undo, self.editor.undo),
            (QKeySequence.StandardKey.Redo, self.editor.redo),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)

    def _take_draft(self) -> None:
        self.title.show_text(self.editor.draft.title)
        self.matrix.take_draft()
        for form in (self.severity, self.likelihood, self.levels, self.questions, self.source):
            form.take_draft()
        self._show_about()
        self._show_findings()
        self._show_actions()

    def _show_about(self) -> None:
        profile = self.editor.profile
        kind = "eigenes Risikoprofil" if self.editor.is_own else "gehört zum Programm, nur zum Ansehen"
        self.about.setText(
            f"{profile.id} · Fassung {profile.version} · {kind} · Fingerabdruck {profile.fingerprint[:12]}…"
        )
        self.about.setToolTip(f"SHA-256: {profile.fingerprint}")

    def _show_findings(self) -> None:
        found = self.editor.findings
        self.findings.clear()
        for finding in found:
            item = QListWidgetItem(icon(*_ICONS[finding.severity]), finding.sentence)
            item.setData(_FINDING, finding)
            self.findings.addItem(item)
        self.findings.setVisible(bool(found))
        blocking = len(errors(found))
        if blocking:
            wrong = count(blocking, "Fehler verhindert", "Fehler verhindern")
            self.verdict.setText(f"{wrong} das Speichern:")
        else:
            self.verdict.setText(
                "Zu bedenken:" if found else "Die Matrix ist vollständig und steigt überall."
            )
        set_look(self.verdict, "error" if blocking else "muted")

    def _show_actions(self) -> None:
        editor = self.editor
        for button, text, name in (
            (self.undo, editor.undo_text, "Rückgängig"),
            (self.redo, editor.redo_text, "Wiederholen"),
        ):
            button.setEnabled(bool(text))
            button.setToolTip(f"{name}: {text}" if text else "")
        self.discard.setEnabled(editor.is_changed)
        is_working = self.cancel.isVisibleTo(self)
        self.save.setEnabled(editor.can_save and not is_working)
        self.preview.setEnabled(editor.can_save and not is_working)

    def _show_finding(self, item: QListWidgetItem) -> None:
        """Go to where a finding points."""
        finding: ProfileFinding = item.data(_FINDING)
        tab = {Part.SEVERITY: 0, Part.LIKELIHOOD: 1, Part.LEVELS: 2, Part.QUESTIONS: 3, Part.HEAD: 4}
        if finding.cell is not None:
            self.matrix.show_cell(finding.cell)
            return
        if finding.part is Part.MATRIX:
            self.matrix.setFocus()
            return
        self.tabs.setCurrentIndex(tab[finding.part])
        if finding.number is None:
            return
        match finding.part:
            case Part.SEVERITY:
                self.severity.focus_step(finding.number)
            case Part.LIKELIHOOD:
                self.likelihood.focus_step(finding.number)
            case Part.LEVELS:
                self.levels.focus_level(finding.number)
            case _:
                self.questions.questions.setFocus()

    def _write_title(self, text: str) -> None:
        self.editor.apply("Titel", lambda draft: replace(draft, title=text), "title")

"""The evidence for a measure: a table with a form, and a file chosen and fingerprinted in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsfa_app.domain.editing import value_at, with_value
from dsfa_app.domain.measure import Evidence
from ui import messages
from ui.forms.record_table import RecordTable
from ui.forms.spec import Field, Records
from ui.icons import icon
from ui.style_sheet import set_look
from ui.view_models.editor import new_id
from ui.view_models.fingerprint import sha256_of

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path as FieldPath
    from dsfa_app.errors import DsfaError
    from ui.background import Task
    from ui.forms.context import PageContext

_EVIDENCE = Records(
    name="evidence",
    columns=("title", "dated", "location"),
    fields=(
        Field(name="title"),
        Field(name="location"),
        Field(name="dated"),
        Field(name="sha256"),
    ),
)


class EvidenceSection(QWidget):
    """The evidence of one measure."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._measure_id = ""
        self._table: RecordTable | None = None
        self._task: Task | None = None
        title = QLabel("Nachweise", self)
        set_look(title, "label")
        self._choose = QPushButton(icon("document"), "Nachweis aus Datei …", self)
        self._choose.setToolTip("Eine Datei wählen; Ablageort und Prüfsumme werden eingetragen.")
        self._choose.clicked.connect(self._ask_for_file)
        self._cancel = QPushButton("Abbrechen", self)
        self._cancel.clicked.connect(self._stop)
        self._progress = QLabel(self)
        set_look(self._progress, "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._choose, self._progress, self._cancel):
            row.addWidget(widget)
        row.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(title)
        self._layout.addLayout(row)
        self._show_work(is_running=False)

    @property
    def is_busy(self) -> bool:
        """Tell whether a file is being fingerprinted."""
        return not self._cancel.isHidden()

    def show_measure(self, measure_id: str) -> None:
        """Show the evidence of this measure."""
        self._measure_id = measure_id
        if self._table is not None:
            self._layout.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = RecordTable(self._context, _EVIDENCE, ("measures", measure_id), parent=self)
        self._layout.insertWidget(1, self._table)

    def refresh(self, changed: FieldPath = ()) -> None:
        """Show what the assessment says now."""
        if self._table is not None:
            self._table.refresh(changed)

    def focus_path(self, path: FieldPath) -> bool:
        """Put the keyboard into the evidence with this path; tell whether it belongs here."""
        return self._table is not None and self._table.focus_path(path)

    def add_file(self, file: Path) -> None:
        """Add a file as evidence once its fingerprint is known."""
        measure_id = self._measure_id
        self._show_work(is_running=True)
        self._task = self._context.runner.run_reporting(
            lambda report: sha256_of(file, report),
            receiver=self,
            on_success=lambda digest: self._add(measure_id, file, digest),
            on_error=self._refuse,
            on_progress=lambda share, text: self._progress.setText(f"{text} {round(share * 100)}\u00a0%"),
            on_finished=lambda: self._show_work(is_running=False),
        )

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, "Nachweis wählen")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.add_file(Path(name)))
        dialog.open()

    def _add(self, measure_id: str, file: Path, digest: str) -> None:
        item = Evidence(id=new_id(), title=file.stem, location=str(file), sha256=digest)

        def with_evidence(assessment: Assessment) -> Assessment:
            path = ("measures", measure_id, "evidence")
            return with_value(assessment, path, (*value_at(assessment, path), item))

        self._context.editor.apply("Nachweis", with_evidence, ("measures", measure_id, "evidence"))
        if self._table is not None and measure_id == self._measure_id:
            self._table.select(item.id)

    def _refuse(self, error: DsfaError) -> None:
        messages.show_error(self.window(), error, "Nachweis nicht übernommen")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_work(self, *, is_running: bool) -> None:
        self._choose.setEnabled(not is_running)
        self._progress.setVisible(is_running)
        self._cancel.setVisible(is_running)

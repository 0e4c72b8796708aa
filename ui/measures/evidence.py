"""The evidence for a measure: a table with a form, and files taken over with their fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dsfa_app.domain.editing import value_at, with_value
from dsfa_app.domain.measure import Evidence
from dsfa_app.errors import NotFoundError
from ui.forms.file_proof import FileProof
from ui.forms.record_table import RecordTable
from ui.forms.spec import Field, Records
from ui.style_sheet import set_look
from ui.view_models.editor import new_id

if TYPE_CHECKING:
    from pathlib import Path

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path as FieldPath
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
        self._table: RecordTable | None = None
        title = QLabel("Nachweise", self)
        set_look(title, "label")
        self.proof = FileProof(context, self)
        self.proof.taken.connect(self._add)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(title)
        self._layout.addWidget(self.proof)

    @property
    def is_busy(self) -> bool:
        """Tell whether a file is being fingerprinted."""
        return self.proof.is_busy

    def show_measure(self, measure_id: str) -> None:
        """Show the evidence of this measure."""
        self.proof.subject = ("measures", measure_id)
        if self._table is not None:
            self._layout.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = RecordTable(self._context, _EVIDENCE, self.proof.subject, parent=self)
        self._layout.insertWidget(1, self._table)

    def refresh(self, changed: FieldPath = ()) -> None:
        """Show what the assessment says now."""
        if self._table is not None:
            self._table.refresh(changed)
            self.proof.setEnabled(self._context.rights.may_edit((*self.proof.subject, "evidence")))

    def focus_path(self, path: FieldPath) -> bool:
        """Put the keyboard into the evidence with this path; tell whether it belongs here."""
        return self._table is not None and self._table.focus_path(path)

    def _add(self, measure: FieldPath, file: Path, digest: str) -> None:
        """Add a file as evidence of the measure it was chosen for."""
        item = Evidence(id=new_id(), title=file.stem, location=str(file), sha256=digest)
        path = (*measure, "evidence")

        def with_evidence(assessment: Assessment) -> Assessment:
            return with_value(assessment, path, (*value_at(assessment, path), item))

        try:
            self._context.editor.apply("Nachweis", with_evidence, path)
        except NotFoundError:
            return  # the measure was removed while its file was read
        if self._table is not None and measure == self.proof.subject:
            self._table.select(item.id)

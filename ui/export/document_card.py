"""Which document is written, in which format, and where to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.forms.form_page import Card
from ui.style_sheet import set_look
from ui.view_models.export import file_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.domain.assessment import Assessment
    from exporters.formats import Format
    from exporters.report.kinds import DocumentKind


class DocumentCard(Card):
    """Kind, format and target; ``format_changed`` says that another format may be chosen."""

    format_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Dokument", parent=parent)
        self._assessment: Assessment | None = None
        self._folder = Path()
        self._is_typed = False
        self._formats: tuple[Format, ...] = ()
        self._kinds: tuple[DocumentKind, ...] = ()
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("Dokument")
        self.kind.activated.connect(self._choose_kind)
        self.format = QComboBox(self)
        self.format.setAccessibleName("Format")
        self.format.activated.connect(self._choose_format)
        self.target = QLineEdit(self)
        self.target.setAccessibleName("Zieldatei")
        self.target.textEdited.connect(self._typed)
        self.browse = QPushButton("Ändern …", self)
        self.browse.setAccessibleName("Zieldatei wählen")
        self.browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.target, 1)
        row.addWidget(self.browse)
        self.body.setSpacing(4)
        self.body.addSpacing(8)
        self.body.addWidget(_label("Inhalt", self.kind, self))
        self.body.addWidget(self.kind)
        self.body.addSpacing(8)
        self.body.addWidget(_label("Format", self.format, self))
        self.body.addWidget(self.format)
        self.body.addSpacing(8)
        self.body.addWidget(_label("Zieldatei", self.target, self))
        self.body.addLayout(row)

    @property
    def chosen_format(self) -> Format | None:
        """The chosen format, None before the formats are known."""
        return next((known for known in self._formats if known.id == self.format.currentData()), None)

    @property
    def chosen_kind(self) -> DocumentKind | None:
        """The chosen kind of document, None before the kinds are known."""
        return next((known for known in self._kinds if known.id == self.kind.currentData()), None)

    @property
    def chosen_target(self) -> Path:
        """The file to be written."""
        return Path(self.target.text().strip()).expanduser()

    def show_kinds(self, kinds: Sequence[DocumentKind], suggested: str) -> None:
        """Offer these kinds of documents where they are others than before; the suggested one is chosen."""
        if self._kinds == tuple(kinds):
            return
        self._kinds = tuple(kinds)
        self.kind.clear()
        for known in self._kinds:
            self.kind.addItem(known.label, known.id)
        self.kind.setCurrentIndex(self.kind.findData(suggested))

    def show_formats(self, formats: Sequence[Format], folder: Path) -> None:
        """Offer these formats, as far as the kind of document has them, and write into this folder."""
        self._formats = tuple(formats)
        self._folder = folder
        self._offer_formats()
        self._suggest()

    def _offer_formats(self) -> None:
        kind, chosen = self.chosen_kind, self.format.currentData()
        self.format.clear()
        for known in self._formats:
            if kind is None or known.id in kind.formats:
                self.format.addItem(known.label, known.id)
        self.format.setCurrentIndex(max(self.format.findData(chosen), 0))

    def choose_kind(self, kind_id: str) -> None:
        """Choose a kind of document, as the user would; one that is not offered changes nothing."""
        index = self.kind.findData(kind_id)
        if index >= 0:
            self.kind.setCurrentIndex(index)
            self._choose_kind()

    def _choose_kind(self) -> None:
        self._offer_formats()
        self._choose_format()

    def show_assessment(self, assessment: Assessment) -> None:
        """Name the file after this assessment, unless the user named it."""
        self._assessment = assessment
        self._suggest()

    def set_target(self, file: Path) -> None:
        """Write to this file."""
        self._is_typed = True
        self.target.setText(str(file))

    def _choose_format(self) -> None:
        chosen = self.chosen_format
        if self._is_typed and chosen is not None and self.target.text().strip():
            self.target.setText(str(self.chosen_target.with_suffix(chosen.suffix)))
        self._suggest()
        self.format_changed.emit()

    def _suggest(self) -> None:
        chosen = self.chosen_format
        if self._is_typed or chosen is None or self._assessment is None:
            return
        today = date.today()  # noqa: DTZ011 - the local day
        prefix = self.chosen_kind.file_prefix if self.chosen_kind else "DSFA"
        name = file_name(self._assessment, chosen.suffix, today, prefix)
        self.target.setText(str(self._folder / name))
        self.target.setCursorPosition(len(self.target.text()))

    def _typed(self, text: str) -> None:
        self._is_typed = bool(text.strip())

    def _browse(self) -> None:
        chosen = self.chosen_format
        dialog = QFileDialog(self, "Zieldatei wählen", self.target.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        if chosen is not None:
            dialog.setNameFilter(f"{chosen.label} (*{chosen.suffix})")
            dialog.setDefaultSuffix(chosen.suffix)
        dialog.fileSelected.connect(lambda name: self.set_target(Path(name)))
        dialog.open()


def _label(text: str, buddy: QWidget, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setBuddy(buddy)
    set_look(label, "label")
    return label

"""The dialog for a new assessment: a title and the platforms it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.catalogue.catalogue import Catalogue

COLUMNS = 2


class NewAssessmentDialog(QDialog):
    """Ask for title and platforms; ``requested`` carries both once they are complete."""

    requested = Signal(str, tuple)

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Neue DSFA")
        self.resize(640, 600)
        self._title = QLineEdit()
        self._title.setPlaceholderText("zum Beispiel „Social-Media-Kanäle der Landeshauptstadt Stuttgart“")
        self._title.setAccessibleName("Titel der DSFA")
        self._boxes: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(8)
        self._add_title(layout)
        self._add_platforms(layout, catalogue)
        self._add_buttons(layout)
        self._title.textChanged.connect(self._check)
        self._check()

    def _add_title(self, layout: QVBoxLayout) -> None:
        name = QLabel("Titel der DSFA")
        set_look(name, "label")
        name.setBuddy(self._title)
        layout.addWidget(name)
        layout.addWidget(self._title)
        layout.addSpacing(8)

    def _add_platforms(self, layout: QVBoxLayout, catalogue: Catalogue) -> None:
        heading = QLabel("Plattformen")
        set_look(heading, "label")
        hint = QLabel(
            "Ähnliche Plattformen können gemeinsam beurteilt werden "
            "(Art.\u00a035 Abs.\u00a01 Satz\u00a02 DSGVO). "
            "Sie können später Plattformen hinzufügen und entfernen."
        )
        hint.setWordWrap(True)
        set_look(hint, "hint")
        page = QWidget()
        grid = QGridLayout(page)
        grid.setVerticalSpacing(4)
        platforms = tuple(catalogue.platforms.values())
        rows = -(-len(platforms) // COLUMNS)
        for index, platform in enumerate(platforms):
            box = QCheckBox(platform.name)
            box.setToolTip(catalogue.label("platform_categories", platform.category))
            box.toggled.connect(self._check)
            self._boxes[platform.id] = box
            grid.addWidget(box, index % rows, index // rows)
        grid.setRowStretch(rows, 1)
        scroller = QScrollArea()
        scroller.setWidget(page)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(heading)
        layout.addWidget(hint)
        layout.addWidget(scroller, 1)

    def _add_buttons(self, layout: QVBoxLayout) -> None:
        self._missing = QLabel()
        set_look(self._missing, "muted")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._create = buttons.addButton("DSFA anlegen", QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self._create, "primary")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(self._missing)
        layout.addWidget(buttons)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(platform_id for platform_id, box in self._boxes.items() if box.isChecked())

    def _check(self) -> None:
        missing = []
        if not self._title.text().strip():
            missing.append("ein Titel")
        if not self._chosen():
            missing.append("mindestens eine Plattform")
        self._missing.setText(f"Es fehlt noch: {' und '.join(missing)}." if missing else "")
        self._create.setEnabled(not missing)

    def _accept(self) -> None:
        self.requested.emit(self._title.text().strip(), self._chosen())
        self.accept()

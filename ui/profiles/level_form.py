"""The levels of risk: names, colour, pattern, and from which one on a risk is high."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QComboBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.method.marks import level_mark
from dsfa_app.method.profile import RiskLevel
from dsfa_app.method.profile_draft import FEWEST_LEVELS, MOST_LEVELS, PATTERNS
from dsfa_app.method.profile_findings import readable_foreground
from ui.icons import icon
from ui.profiles.text_line import TextLine
from ui.risks.painting import LevelBadge
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.method.profile_draft import ProfileDraft
    from ui.view_models.profile_editor import ProfileEditor

PATTERN_NAMES = {"none": "heller Ton", "diagonal": "schräg", "cross": "gekreuzt", "solid": "voll"}
_HEADINGS = ("", "Name", "Kurzname", "Farbe", "Muster", "hoch ab", "")
_NEW_COLOURS = ("#6A1B1B", "#4A148C", "#0D47A1")
_BUTTON_WIDTH = 38
_PREVIEW, _NAME, _SHORT, _COLOUR, _PATTERN, _HIGH, _REMOVE = range(len(_HEADINGS))


class _Row:
    """The widgets of one level."""

    def __init__(self, number: int, *, is_editable: bool) -> None:
        self.badge = LevelBadge(f"Stufe {number}")
        self.label = TextLine(f"Stufe {number}: Name", is_editable=is_editable)
        self.short_label = TextLine(f"Stufe {number}: Kurzname", is_editable=is_editable)
        self.colour = QPushButton(icon("edit"), "")
        self.colour.setAccessibleName(f"Stufe {number}: Farbe wählen")
        self.colour.setToolTip("Farbe wählen")
        self.pattern = QComboBox()
        for pattern in PATTERNS:
            self.pattern.addItem(PATTERN_NAMES[pattern], pattern)
        self.pattern.setAccessibleName(f"Stufe {number}: Muster")
        self.high = QRadioButton()
        self.high.setAccessibleName(f"Ab Stufe {number} ist das Risiko hoch")
        self.remove = QPushButton(icon("remove"), "")
        self.remove.setAccessibleName(f"Stufe {number} entfernen")
        self.remove.setToolTip("Stufe entfernen; ihre Felder haben dann keine Stufe")
        for widget in (self.colour, self.pattern, self.high, self.remove):
            widget.setEnabled(is_editable)
        for button in (self.colour, self.remove):
            if not is_editable:
                button.hide()
            button.setFixedWidth(_BUTTON_WIDTH)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All widgets in the order of the columns."""
        return (
            self.badge,
            self.label,
            self.short_label,
            self.colour,
            self.pattern,
            self.high,
            self.remove,
        )


class LevelForm(QWidget):
    """The levels of a profile, the highest first, as in the matrix."""

    def __init__(self, editor: ProfileEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._rows: list[_Row] = []
        self._high = QButtonGroup(self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(_NAME, 2)
        self._grid.setColumnStretch(_SHORT, 1)
        for column, text in enumerate(_HEADINGS):
            heading = QLabel(text)
            set_look(heading, "muted")
            self._grid.addWidget(heading, 0, column)
        self.add = QPushButton(icon("add"), "Stufe hinzufügen")
        if not editor.is_own:
            self.add.hide()
        self.add.clicked.connect(self._add)
        note = QLabel(
            "„Hoch ab“: Bleibt ein Risiko dieser Stufe, ist die Aufsicht zu konsultieren "
            "(Art.\u00a036 Abs.\u00a01 DSGVO). Die Schriftfarbe ergibt sich aus der Farbe, damit sie lesbar "
            "bleibt."
        )
        note.setWordWrap(True)
        set_look(note, "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(12)
        layout.addLayout(self._grid)
        layout.addWidget(self.add)
        layout.addWidget(note)
        layout.addStretch(1)
        self.take_draft()

    def take_draft(self) -> None:
        """Show the draft as it is now."""
        draft = self._editor.draft
        while len(self._rows) > len(draft.levels):
            for widget in self._rows.pop().widgets:
                widget.deleteLater()
        while len(self._rows) < len(draft.levels):
            self._add_row(len(self._rows))
        for index, (level, row) in enumerate(zip(draft.levels, self._rows, strict=True)):
            row.badge.show_mark(level_mark(draft, index), "Aa")
            row.label.show_text(level.label)
            row.short_label.show_text(level.short_label)
            row.pattern.setCurrentIndex(row.pattern.findData(level.pattern))
            row.high.setChecked(index == draft.high_from)
            row.remove.setEnabled(self._editor.is_own and len(draft.levels) > FEWEST_LEVELS)
        self.add.setEnabled(len(draft.levels) < MOST_LEVELS)

    def focus_level(self, number: int) -> None:
        """Put the keyboard on the name of a level."""
        self._rows[number - 1].label.setFocus()

    def _add_row(self, index: int) -> None:
        row = _Row(index + 1, is_editable=self._editor.is_own)
        row.label.textEdited.connect(lambda text: self._write(index, label=text))
        row.short_label.textEdited.connect(lambda text: self._write(index, short_label=text))
        row.pattern.activated.connect(lambda chosen: self._write(index, pattern=row.pattern.itemData(chosen)))
        row.colour.clicked.connect(lambda: self._choose_colour(index))
        row.high.clicked.connect(
            lambda: self._editor.apply("Hohes Risiko", lambda draft: replace(draft, high_from=index))
        )
        row.remove.clicked.connect(
            lambda: self._editor.apply("Stufe entfernen", lambda draft: draft.with_level_removed(index))
        )
        self._high.addButton(row.high)
        for column, widget in enumerate(row.widgets):
            # levels rise towards the top, like severity in the matrix
            self._grid.addWidget(widget, MOST_LEVELS - index, column)
        self._rows.append(row)

    def _write(self, index: int, **values: str) -> None:
        def changed(draft: ProfileDraft) -> ProfileDraft:
            levels = list(draft.levels)
            levels[index] = replace(levels[index], **values)
            return replace(draft, levels=tuple(levels))

        self._editor.apply(f"Stufe {index + 1}", changed, f"level.{index}.{'.'.join(values)}")

    def _choose_colour(self, index: int) -> None:
        dialog = QColorDialog(QColor(self._editor.draft.levels[index].background), self)
        dialog.setWindowTitle(f"Farbe der Stufe {index + 1}")
        dialog.colorSelected.connect(lambda colour: self.take_colour(index, colour.name()))
        dialog.open()

    def take_colour(self, index: int, colour: str) -> None:
        """Give a level a colour and the letters that can be read on it."""
        background = colour.upper()
        self._write(index, background=background, foreground=readable_foreground(background))

    def _add(self) -> None:
        draft = self._editor.draft
        taken = {level.id for level in draft.levels}
        level_id = next(f"level-{number}" for number in range(1, 100) if f"level-{number}" not in taken)
        used = {level.background for level in draft.levels}
        background = next(colour for colour in _NEW_COLOURS if colour not in used)
        names = {level.label for level in draft.levels}
        label = next(name for name in ("sehr hohes Risiko", "äußerst hohes Risiko", "") if name not in names)
        patterns = {level.pattern for level in draft.levels}
        level = RiskLevel(
            id=level_id,
            label=label,
            short_label=label.removesuffix(" hohes Risiko") + " hoch" if label else "",
            background=background,
            foreground=readable_foreground(background),
            pattern=next((pattern for pattern in PATTERNS if pattern not in patterns), "solid"),
        )
        self._editor.apply("Stufe hinzufügen", lambda changing: changing.with_level_added(level))

"""Katalogabgleich: what changed in the catalogue, and how somebody judges it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dsfa_app.domain.vocabulary import ReviewOutcome
from dsfa_app.labels import label
from dsfa_app.method.checks.sources import topic_of
from ui.formatting import count
from ui.forms.form_page import Card
from ui.review.change_view import ChangeView
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsfa_app.domain.structure import Path
    from dsfa_app.method.catalogue_changes import CatalogueChange
    from ui.forms.context import PageContext

_COLUMNS = ("Angabe", "Änderung", "Verwendet")
_ROWS = 8
"""A longer list scrolls, so that old and new text below stay within reach."""
_STEP = "Katalogabgleich"
_EVENTS = ("review_events",)
"""A judgement becomes an event, so it takes the right to edit these."""


class CatalogueCard(Card):
    """The changed statements, the one in front side by side, and the judgement of the chosen ones."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            "Katalogabgleich",
            "Ändert sich eine Angabe des Katalogs, auf die sich die DSFA stützt, wird das hier beurteilt. "
            "Die DSFA selbst ändert sich dadurch nicht.",
            parent,
        )
        self._context = context
        self._changes: tuple[CatalogueChange, ...] = ()
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.list = self._build_list()
        self.view = ChangeView(context, self)
        self.go = QPushButton("Zur ersten Stelle", self)
        self.go.clicked.connect(self._go)
        self.reason = QPlainTextEdit(self)
        self.reason.setAccessibleName("Begründung")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(3 * self.fontMetrics().lineSpacing() + 16)
        self.reason.textChanged.connect(self._enable)
        self.all = QPushButton("Alle auswählen", self)
        self.all.clicked.connect(self.list.selectAll)
        self.no_change = QPushButton(label(ReviewOutcome.NO_CHANGE), self)
        self.no_change.clicked.connect(lambda: self._judge(ReviewOutcome.NO_CHANGE))
        self.revision = QPushButton(label(ReviewOutcome.REVISION), self)
        self.revision.clicked.connect(lambda: self._judge(ReviewOutcome.REVISION))
        self._work = QWidget(self)
        self._arrange()
        context.rights.changed.connect(self._enable)
        self.judged()

    def refresh(self, changed: Path = ()) -> None:
        """Nothing is typed here that the assessment holds; the list follows its judgement."""

    def judged(self) -> None:
        """Show what has to be judged now; the choice stays with what is still listed."""
        changes = self._context.editor.view.catalogue_changes
        if changes == self._changes and self.said.text():
            return
        self._changes = changes
        self._work.setVisible(bool(changes))
        self.said.setText(self._summary())
        set_look(self.said, "label" if changes else "muted")
        self._fill()
        self._enable()

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the list when somebody asks for the review as a whole."""
        if path == ("review",) and self._changes:
            self.list.setFocus()
            return True
        return False

    @property
    def chosen(self) -> tuple[CatalogueChange, ...]:
        """The changes that are selected, in the order of the list."""
        selected = set(self._selected_ids())
        return tuple(change for change in self._changes if change.id in selected)

    def _summary(self) -> str:
        if not self._changes:
            version = self._context.catalogue.version
            return f"Nichts Neues: Alle Angaben des Katalogs (Fassung {version}) sind zur Kenntnis genommen."
        used = sum(bool(change.cited) for change in self._changes)
        number = count(len(self._changes), "Angabe ist", "Angaben sind")
        return f"{number} neu zu prüfen, davon {used} in der DSFA verwendet."

    def _build_list(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName("Geänderte Angaben des Katalogs")
        tree.setHeaderLabels(list(_COLUMNS))
        tree.setRootIsDecorated(False)
        tree.setAlternatingRowColors(True)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.currentItemChanged.connect(self._show_current)
        tree.itemSelectionChanged.connect(self._enable)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        return tree

    def _fill(self) -> None:
        kept = set(self._selected_ids())
        self.list.blockSignals(True)
        self.list.clear()
        size = QSize(0, self.fontMetrics().height() + 14)
        for change in self._changes:
            item = QTreeWidgetItem([change.title, label(change.kind), "ja" if change.cited else "nein"])
            item.setData(0, Qt.ItemDataRole.UserRole, change.id)
            item.setToolTip(0, change.title)
            item.setSizeHint(0, size)
            self.list.addTopLevelItem(item)
            item.setSelected(change.id in kept)
        self.list.blockSignals(False)
        rows = min(len(self._changes), _ROWS)
        height = self.list.header().sizeHint().height() + rows * size.height()
        self.list.setFixedHeight(height + 2 * self.list.frameWidth() + 4)
        first = self.list.topLevelItem(0)
        if first is not None and self.list.currentItem() is None:
            self.list.setCurrentItem(first, 0, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._show_current()

    def _selected_ids(self) -> list[str]:
        return [str(item.data(0, Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()]

    def _current(self) -> CatalogueChange | None:
        item = self.list.currentItem()
        name = "" if item is None else item.data(0, Qt.ItemDataRole.UserRole)
        return next((change for change in self._changes if change.id == name), None)

    def _show_current(self, _item: QTreeWidgetItem | None = None, _former: object = None) -> None:
        change = self._current()
        if change is not None:
            self.view.show_change(change)
            self.go.setEnabled(bool(change.cited))

    def _go(self) -> None:
        change = self._current()
        if change is not None and change.cited:
            path = change.cited[0]
            self._context.navigation.go(topic_of(path).value, path)

    def _judge(self, outcome: ReviewOutcome) -> None:
        chosen, reason = self.chosen, self.reason.toPlainText()
        reviews = self._context.application.reviews
        self._context.editor.apply(
            _STEP, lambda assessment: reviews.judge_changes(assessment, chosen, outcome, reason), ("review",)
        )
        self.reason.clear()
        self._context.notices.say(
            f"{count(len(chosen), 'Angabe', 'Angaben')} beurteilt: {label(outcome)}. Strg+Z nimmt das zurück."
        )

    def _enable(self) -> None:
        refusal = self._context.rights.refusal(_EVENTS)
        is_ready = bool(self.chosen) and bool(self.reason.toPlainText().strip())
        missing = "" if is_ready else "Bitte Angaben auswählen und die Begründung schreiben."
        for button in (self.no_change, self.revision):
            button.setEnabled(is_ready and not refusal)
            button.setToolTip(refusal or missing)

    def _arrange(self) -> None:
        layout = self.body
        layout.addWidget(self.said)
        inner = _column(self._work, (self.list, self.view))
        beside = QHBoxLayout()
        beside.addWidget(self.all)
        beside.addWidget(self.go)
        beside.addStretch(1)
        inner.insertLayout(1, beside)
        heading = QLabel("Begründung der Beurteilung", self._work)
        set_look(heading, "label")
        heading.setBuddy(self.reason)
        inner.addWidget(heading)
        inner.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.no_change)
        buttons.addWidget(self.revision)
        buttons.addStretch(1)
        inner.addLayout(buttons)
        layout.addWidget(self._work)


def _column(owner: QWidget, widgets: Sequence[QWidget]) -> QVBoxLayout:
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    return layout

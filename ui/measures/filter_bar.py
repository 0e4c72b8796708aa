"""Which measures the table shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from dsfa_app.domain.vocabulary import MeasureState, MeasureType
from dsfa_app.labels import labels
from ui.view_models.measures import MeasureFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dsfa_app.catalogue.model import Risk
    from dsfa_app.domain.presence import PlatformUse


class FilterBar(QWidget):
    """Four lists, and a search field its owner may place elsewhere; ``changed``: something else is wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("Maßnahmen suchen")
        self.words.setAccessibleName("Maßnahmen suchen")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self.changed)
        self.state = self._list(
            "Stand", "jeder Stand", [(text, code) for code, text in labels(MeasureState).items()]
        )
        self.type = self._list(
            "Art", "jede Art", [(text, code) for code, text in labels(MeasureType).items()]
        )
        self.risk = self._list("Risiko", "jedes Risiko", [])
        self.platform = self._list("Plattform", "jede Plattform", [])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for box in (self.state, self.type, self.risk, self.platform):
            layout.addWidget(box, 1)

    @property
    def chosen(self) -> MeasureFilter:
        """What the user wants to see."""
        return MeasureFilter(
            words=self.words.text(),
            state=self.state.currentData() or None,
            type=self.type.currentData() or None,
            risk_id=self.risk.currentData(),
            platform_id=self.platform.currentData(),
        )

    def show_platforms(self, uses: Sequence[PlatformUse]) -> None:
        """Offer these platforms; a choice that is no longer there is given up."""
        self._offer(self.platform, [("jede Plattform", ""), *((use.name or use.id, use.id) for use in uses)])

    def show_risks(self, risks: Iterable[Risk]) -> None:
        """Offer these risks; a choice that is no longer there is given up."""
        self._offer(
            self.risk, [("jedes Risiko", ""), *((f"{risk.id} {risk.title}", risk.id) for risk in risks)]
        )

    @staticmethod
    def _offer(box: QComboBox, offered: list[tuple[str, str]]) -> None:
        if offered == [(box.itemText(row), box.itemData(row)) for row in range(box.count())]:
            return
        with QSignalBlocker(box):
            chosen = box.currentData()
            box.clear()
            for name, code in offered:
                box.addItem(name, code)
            box.setCurrentIndex(max(0, box.findData(chosen)))
        view = box.view()
        view.setMinimumWidth(max(160, view.sizeHintForColumn(0) + 32))

    def _list(self, name: str, everything: str, choices: Sequence[tuple[str, object]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(9)
        box.addItem(everything, "")
        for text, code in choices:
            box.addItem(text, code)
        view = box.view()
        view.setMinimumWidth(max(160, view.sizeHintForColumn(0) + 32))
        box.activated.connect(self.changed)
        return box

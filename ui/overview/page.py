"""The overview: the list of all assessments, or what to do while there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from ui.overriding import override
from ui.places.place import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from dsfa_app.services.overview import AssessmentSummary
    from ui.overview.assessment_list import AssessmentList
    from ui.overview.empty_state import EmptyState
    from ui.overview.model import Levels


class OverviewPage(Place):
    """All assessments.

    The requests carry the id of the assessment they are about; ``new_requested`` and ``example_requested``
    carry nothing.
    """

    new_requested = Signal()
    example_requested = Signal()
    open_requested = Signal(str)
    duplicate_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = QStackedWidget()
        self._empty: EmptyState | None = None
        self._list: AssessmentList | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    @property
    def list(self) -> AssessmentList:
        """The list of assessments, made when it is first needed."""
        if self._list is None:
            from ui.overview.assessment_list import AssessmentList  # noqa: PLC0415 - a newcomer sees none

            self._list = AssessmentList()
            self._list.new_requested.connect(self.new_requested)
            self._list.example_requested.connect(self.example_requested)
            self._list.open_requested.connect(self.open_requested)
            self._list.duplicate_requested.connect(self.duplicate_requested)
            self._list.delete_requested.connect(self.delete_requested)
            self._stack.addWidget(self._list)
        return self._list

    @property
    def empty_state(self) -> EmptyState:
        """What a newcomer sees, made when it is first needed."""
        if self._empty is None:
            from ui.overview.empty_state import EmptyState  # noqa: PLC0415 - seen once

            self._empty = EmptyState()
            self._empty.new_requested.connect(self.new_requested)
            self._empty.example_requested.connect(self.example_requested)
            self._stack.addWidget(self._empty)
        return self._empty

    def show_summaries(self, summaries: Sequence[AssessmentSummary], levels: Levels) -> None:
        """Show these assessments; ``levels`` are those of each profile by its id, lowest first."""
        if summaries or self._list is not None:
            self.list.show_summaries(summaries, levels)
        self._stack.setCurrentWidget(self.list if summaries else self.empty_state)

    @override
    def focus_work(self) -> None:
        """Put the keyboard where work goes on: into the table, or onto „Neue DSFA“."""
        if self._list is not None and self._stack.currentWidget() is self._list:
            self._list.setFocus()
        else:
            self.empty_state.setFocus()

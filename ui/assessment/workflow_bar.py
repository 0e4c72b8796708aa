"""Where the assessment stands and the next step, in the bar above every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from dsfa_app.labels import label
from dsfa_app.method.workflow import TRANSITIONS
from dsfa_app.services.workflow import NOBODY_CHOSEN
from ui.dialogs.workflow_step import StepDialog
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from datetime import date

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.method.permissions import WorkflowStep
    from dsfa_app.method.workflow import Offer
    from ui.forms.context import PageContext

_LONGEST_OBSTACLE = 60


class WorkflowBar(QWidget):
    """The state as a badge, the step that leads on as a button, the others in a menu.

    ``person_requested`` says that somebody has to say first who they are.
    """

    person_requested = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._state = QLabel()
        set_look(self._state, "badge")
        self._next = QPushButton()
        self._next.clicked.connect(self._take_next)
        self._more = QPushButton("Weitere Schritte")
        set_look(self._more, "menu")
        self._menu = QMenu(self._more)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill)
        self._more.setMenu(self._menu)
        self._step: WorkflowStep | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._state, self._next, self._more):
            row.addWidget(widget)
        context.editor.judged.connect(self.show_steps)
        context.rights.changed.connect(self.show_steps)

    def show_state(self, assessment: Assessment) -> None:
        """Show version and state; steps follow with the next judgement."""
        self._state.setText(f"Fassung {assessment.version} · {label(assessment.state)}")

    def show_steps(self) -> None:
        """Show which steps are possible now."""
        view = self._context.editor.view
        self._step = self._context.application.workflow.next_step(view)
        offers = self._context.application.workflow.offers(view)
        self._next.setVisible(self._step is not None)
        self._more.setVisible(any(offer.step is not self._step for offer in offers))
        if self._step is None:
            return
        offer = next(offer for offer in offers if offer.step is self._step)
        title = offer.transition.title
        self._next.setText(f"{title} …")
        missing = " ".join(offer.obstacles)
        self._next.setToolTip(f"Nächster Schritt. {missing or offer.transition.explanation}")
        self._next.setAccessibleName(f"Nächster Schritt: {title}")
        self._next.setAccessibleDescription(missing or offer.transition.explanation)

    def open_step(self, step: WorkflowStep) -> None:
        """Show what a step needs, and take it once the user agrees."""
        application, editor = self._context.application, self._context.editor
        if not application.session.is_chosen:
            self._context.notices.say(NOBODY_CHOSEN)
            self.person_requested.emit()
            return
        offers = application.workflow.offers(editor.view)
        offer = next((offer for offer in offers if offer.step is step), None)
        if offer is None:
            return
        dialog = StepDialog(offer, application.session.person, editor.view.today, self.window())
        dialog.confirmed.connect(lambda reason, day: self._take(step, reason, day))
        dialog.open()

    def _take(self, step: WorkflowStep, reason: str, day: date | None) -> None:
        self._context.editor.take_step(step, reason, day)
        self._context.notices.say(f"„{TRANSITIONS[step].title}“ ist festgehalten.")

    def _take_next(self) -> None:
        if self._step is not None:
            self.open_step(self._step)

    def _fill(self) -> None:
        self._menu.clear()
        for offer in self._context.application.workflow.offers(self._context.editor.view):
            if offer.step is not self._step:
                self._add(offer)

    def _add(self, offer: Offer) -> None:
        text = f"{offer.transition.title} …"
        if offer.obstacles:
            first = offer.obstacles[0]
            short = first if len(first) <= _LONGEST_OBSTACLE else f"{first[: _LONGEST_OBSTACLE - 1]}…"
            text = f"{text}  –  {short}"
        action = self._menu.addAction(text.replace("&", "&&"))
        action.setEnabled(offer.is_open)
        action.setToolTip("\n".join(offer.obstacles) or offer.transition.explanation)
        action.triggered.connect(lambda _checked=False, step=offer.step: self.open_step(step))

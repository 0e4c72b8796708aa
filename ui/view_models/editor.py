"""The assessment being edited: one value, its history, its judgement and its way to the disk.

Every change of the window goes through here. Widgets listen to ``changed`` and show what the assessment
says; nothing they hold is a second truth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from dsfa_app.domain.commenting import CommentIndex
from dsfa_app.domain.editing import value_at, with_value
from dsfa_app.domain.vocabulary import AssessmentState
from dsfa_app.errors import NotAllowedError
from dsfa_app.method.workflow import TRANSITIONS
from ui.view_models.autosave import Autosave, SaveState
from ui.view_models.history import History, Step

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from dsfa_app.method.permissions import WorkflowStep
    from dsfa_app.services.assessments import StoredAssessment
    from dsfa_app.services.judgement import AssessmentView
    from ui.application import Application
    from ui.background import BackgroundRunner

JUDGE_AFTER_MS = 150
"""Rest after the last change before results and findings are computed again, off the typing path."""

_TYPED = (str, tuple)


def new_id() -> str:
    """Return an id for a new record."""
    return uuid4().hex[:12]


class AssessmentEditor(QObject):
    """One open assessment.

    ``changed`` carries the path that changed, an empty one when everything may have; ``judged`` says that
    ``view`` has new results; ``history_changed`` that undo or redo mean something else now; ``travelled`` the
    page and path of a change just undone or repeated.
    """

    changed = Signal(object)
    judged = Signal()
    history_changed = Signal()
    travelled = Signal(str, object)

    def __init__(
        self,
        stored: StoredAssessment,
        application: Application,
        runner: BackgroundRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._assessment = stored.assessment
        self._view: AssessmentView | None = None
        self._history = History()
        self._commented: tuple[object, ...] = ()
        self._comments = CommentIndex()
        self.place = ""
        """Id of the page in front; undo brings the user back to it."""
        self.autosave = Autosave(stored.revision, application, runner, self)
        self._judge_timer = QTimer(self, singleShot=True, interval=JUDGE_AFTER_MS)
        self._judge_timer.timeout.connect(self._judge)

    @property
    def assessment(self) -> Assessment:
        """The assessment as it is now, saved or not."""
        return self._assessment

    @property
    def view(self) -> AssessmentView:
        """The assessment judged; computed now when something changed since the last time."""
        if self._view is None:
            self._view = self._application.judgement.view(self._assessment)
        return self._view

    @property
    def comments(self) -> CommentIndex:
        """Where the comments stand; read again when one of them changed."""
        if self._commented is not self._assessment.comments:
            self._commented = self._assessment.comments
            self._comments = CommentIndex(self._assessment.comments)
        return self._comments

    @property
    def is_judged(self) -> bool:
        """Tell whether ``view`` is there without computing anything."""
        return self._view is not None

    @property
    def save_state(self) -> SaveState:
        """Whether everything is on the disk."""
        return self.autosave.state

    def value(self, path: Path) -> Any:  # noqa: ANN401 - the path decides the type
        """Return what stands at the path, the assessment itself for an empty one.

        Raises:
            NotFoundError: a record on the way no longer exists.
        """
        return value_at(self._assessment, path) if path else self._assessment

    def set_value(self, path: Path, value: object, text: str = "Eingabe") -> None:
        """Change one value; quick changes of one text become one step of undo.

        Raises:
            NotFoundError: a record on the way no longer exists.
            RuleError: the value does not fit.
        """
        if self.value(path) == value:
            return
        changed = with_value(self._assessment, path, value)
        self._accept(changed, path, text, is_typing=isinstance(value, _TYPED))

    def add_item(self, collection: Path, item: object, position: int | None = None) -> None:
        """Add a record to a collection, at the end unless a position is given."""
        known: tuple[Any, ...] = self.value(collection)
        place = len(known) if position is None else position
        items = (*known[:place], item, *known[place:])
        self._accept(with_value(self._assessment, collection, items), collection, "Hinzufügen")

    def remove_item(self, collection: Path, item_id: str) -> None:
        """Remove a record from a collection."""
        items = tuple(item for item in self.value(collection) if item.id != item_id)
        self._accept(with_value(self._assessment, collection, items), collection, "Entfernen")

    def move_item(self, collection: Path, item_id: str, position: int) -> None:
        """Move a record of a collection to another position, 0 is the first."""
        known: tuple[Any, ...] = self.value(collection)
        items = [item for item in known if item.id != item_id]
        items.insert(max(0, min(position, len(items))), self.value((*collection, item_id)))
        self._accept(with_value(self._assessment, collection, tuple(items)), collection, "Verschieben")

    def apply(
        self,
        text: str,
        change: Callable[[Assessment], Assessment],
        path: Path = (),
        *,
        is_typing: bool = False,
    ) -> None:
        """Change the assessment as a whole in one step of undo; ``text`` names it („Bewerten“).

        With ``is_typing`` quick changes at the same path become one step, as they do in ``set_value``.

        Raises:
            DsfaError: whatever the change refuses; nothing is changed then.
        """
        self._accept(change(self._assessment), path, text, is_typing=is_typing)

    @property
    def undo_text(self) -> str | None:
        """What undo would take back, None when there is nothing."""
        return self._history.undo_text

    @property
    def redo_text(self) -> str | None:
        """What redo would repeat, None when there is nothing."""
        return self._history.redo_text

    def undo(self) -> None:
        """Take the last step back."""
        self._travel(self._history.undo(self._assessment))

    def redo(self) -> None:
        """Repeat the step taken back last."""
        self._travel(self._history.redo(self._assessment))

    def take_step(self, step: WorkflowStep, reason: str = "", day: date | None = None) -> None:
        """Take a step of the workflow; it can be undone like any change, except for a release.

        Raises:
            DsfaError: something stands in its way; nothing is changed.
        """
        moved = self._application.workflow.take(self.view, step, reason, day)
        self._accept(moved, (), TRANSITIONS[step].title, alone=True)
        if moved.state is AssessmentState.RELEASED:
            self.forget_history()
        self.autosave.save_now()

    def forget_history(self) -> None:
        """Take away what could be undone: somebody else works from now on, or a version was released."""
        self._history = History()
        self.history_changed.emit()

    def close_step(self) -> None:
        """Let the next change start a new step of undo, for example after a page change."""
        self._history.close_step()

    def _travel(self, step: Step | None) -> None:
        if step is None:
            return
        self._application.rights.accept(step.assessment)  # it was allowed when it came about
        self._show(step.assessment, step.path)
        self.travelled.emit(step.place, step.path)

    def _accept(
        self, changed: Assessment, path: Path, text: str, *, is_typing: bool = False, alone: bool = False
    ) -> None:
        if changed == self._assessment:
            return
        try:
            self._application.rights.check(self._assessment, changed)
        except NotAllowedError:
            self.changed.emit(path)  # whoever showed the change already shows what is there again
            raise
        step = Step(text, path, self.place, self._assessment)
        self._history.record(step, is_typing=is_typing)
        self._show(changed, path, alone=alone)

    def _show(self, changed: Assessment, path: Path, *, alone: bool = False) -> None:
        self._assessment = changed
        self._view = None
        self.autosave.submit(changed, alone=alone)
        self._judge_timer.start()
        self.changed.emit(path)
        self.history_changed.emit()

    def _judge(self) -> None:
        self._view = self._application.judgement.view(self._assessment)
        self.judged.emit()

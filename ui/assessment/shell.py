"""The open assessment: assembles steps, page, help and findings, and moves between pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from dsfa_app.domain.commenting import COMMENTS
from ui import messages
from ui.assessment.finding_list import FindingList
from ui.assessment.page_frame import PageFooter, PageHeader, PageScroller, focus_first
from ui.assessment.rights_strip import RightsStrip
from ui.assessment.side_pane import SidePane
from ui.assessment.step_list import StepList
from ui.assessment.title_bar import TitleBar
from ui.forms.context import HelpChannel, HelpTopic, Navigation, Notices, PageContext, PlatformInView
from ui.pages import PAGES
from ui.view_models.autosave import SaveState
from ui.view_models.comments import CommentDesk
from ui.view_models.field_history import FieldHistory
from ui.view_models.revision_marks import RevisionMarks
from ui.view_models.rights import Rights

if TYPE_CHECKING:
    from dsfa_app.domain.structure import Path
    from ui.application import Application
    from ui.assessment.page import Page, PageSpec
    from ui.background import BackgroundRunner
    from ui.comments.list_window import CommentList
    from ui.view_models.editor import AssessmentEditor

STEPS_WIDTH = 264
HELP_WIDTH = 296
LEAST_SIDE_WIDTH = 192

KEPT_PAGES = 3
"""Pages kept in memory; a page takes some megabytes and less than 50 ms to build."""


class AssessmentShell(QWidget):
    """One assessment in the window.

    ``back_requested`` asks to leave it, ``person_requested`` to say who works,
    ``page_changed`` carries the id of the page that came to front.
    """

    back_requested = Signal()
    person_requested = Signal()
    page_changed = Signal(str)

    def __init__(
        self,
        editor: AssessmentEditor,
        application: Application,
        runner: BackgroundRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        editor.setParent(self)
        self.context = PageContext(
            editor=editor,
            application=application,
            runner=runner,
            help=HelpChannel(self),
            navigation=Navigation(self),
            platform=PlatformInView(self),
            notices=Notices(self),
            marks=RevisionMarks(editor, application, runner, self),
            rights=Rights(editor, application, self),
        )
        self._pages: dict[str, Page] = {}
        self._scrollers: dict[str, PageScroller] = {}
        self._stale: set[str] = set()
        self._page_id = ""
        self.desk = CommentDesk(editor, application, self)
        self._field_history = FieldHistory(editor, application, runner, self)
        self._comment_list: CommentList | None = None
        self._build()
        self._connect()

    @property
    def page_id(self) -> str:
        """Id of the page in front."""
        return self._page_id

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._pages[self._page_id]

    def widths(self) -> tuple[int, int]:
        """Return the widths of steps and help, to be remembered; 0 for a hidden help."""
        steps, _page, help_side = self._splitter.sizes()
        return steps, help_side

    def set_widths(self, steps: int, help_side: int) -> None:
        """Restore remembered widths; 0 stands for the usual one."""
        steps, help_side = steps or STEPS_WIDTH, help_side or HELP_WIDTH
        self._splitter.setSizes([steps, max(self.width() - steps - help_side, 1), help_side])

    @property
    def help_side(self) -> QWidget:
        """The right side with help and findings, which can be hidden."""
        return self._side

    def open_page(self, page_id: str, path: Path = ()) -> None:
        """Bring a page to the front, and the keyboard into the field with this path."""
        is_new = page_id != self._page_id
        if is_new:
            self.leave_page()
            self.editor.close_step()
            if self._page_id:
                self.editor.autosave.save_now()
            self._page_id = page_id
            self.editor.place = page_id
            self._bring_to_front(page_id)
            self.page_changed.emit(page_id)
        if path and self.page.focus_path(path):
            self._reveal_focus()
        elif is_new and not self._steps.hasFocus():
            focus_first(self.page)

    def name_way_back(self, title: str) -> None:
        """Say where the way back from this assessment leads."""
        self._title_bar.name_way_back(title)

    def show_finding(self, page_id: str, path: Path) -> None:
        """Go to where a finding can be set right: a field of its page, or a comment."""
        self.open_page(page_id, path)
        if path[:1] == (COMMENTS,):
            self.show_comment_list(path[1])

    def person_changed(self) -> None:
        """Somebody else works from now on: other fields are open, and what others did is not undone."""
        self.editor.forget_history()
        self.context.rights.changed.emit()

    def leave_page(self) -> None:
        """Let the page in front take over what is written there; before another one, the list or the end."""
        if self._page_id:
            self.page.leave()

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) page, if there is one."""
        target = self._position() + by
        if 0 <= target < len(PAGES):
            self.open_page(PAGES[target].id)

    def focus_help(self) -> None:
        """Put the keyboard into the help for the focused field."""
        self._side.show()
        self._beside.focus_help()

    def focus_comments(self) -> None:
        """Put the keyboard where a comment on the focused field is written."""
        self._side.show()
        self._beside.focus_comments()

    def show_history(self) -> None:
        """Show what became of the focused field."""
        self._side.show()
        self._beside.show_history()

    def show_comment_list(self, comment_id: str = "") -> None:
        """Show all comments of the assessment in a window beside this one, one of them chosen."""
        if self._comment_list is None:
            from ui.comments.list_window import CommentList  # noqa: PLC0415 - reached on demand only

            self._comment_list = CommentList(self.desk, self)
            self._comment_list.place_chosen.connect(self._go_to_commented)
            self.editor.changed.connect(self._comment_list.refresh)
        self._comment_list.show_again(comment_id)

    def _reveal_focus(self) -> None:
        self._scrollers[self._page_id].reveal(self.window().focusWidget())

    def _position(self) -> int:
        return [page.id for page in PAGES].index(self._page_id)

    def _bring_to_front(self, page_id: str) -> None:
        position = self._position()
        spec = PAGES[position]
        if page_id not in self._pages:
            self._add_page(spec)
        elif page_id in self._stale:
            self._pages[page_id].refresh()
        self._pages[page_id] = self._pages.pop(page_id)  # the page visited last comes last
        self._drop_old_pages()
        self._stale.discard(page_id)
        self._header.show_page(spec)
        self._beside.show_page(page_id)
        self.context.help.show(HelpTopic(title=spec.title, text=spec.purpose, norm=spec.norm))
        self._footer.show_neighbours(
            PAGES[position - 1] if position else None,
            PAGES[position + 1] if position + 1 < len(PAGES) else None,
        )
        self._steps.show_page(page_id)
        self._stack.setCurrentWidget(self._scrollers[page_id])
        self._show_judgement()

    def _add_page(self, spec: PageSpec) -> None:
        page = spec.build(self.context)
        self._pages[spec.id] = page
        scroller = PageScroller()
        self._scrollers[spec.id] = scroller
        self._stack.addWidget(scroller)
        scroller.take(page)

    def _drop_old_pages(self) -> None:
        """Keep the pages visited last; the others are built again when they are wanted."""
        too_many = max(len(self._pages) - KEPT_PAGES, 0)
        for page_id in [name for name, page in self._pages.items() if page.may_be_dropped][:too_many]:
            del self._pages[page_id]
            scroller = self._scrollers.pop(page_id)
            self._stack.removeWidget(scroller)
            scroller.deleteLater()
            self._stale.discard(page_id)

    def _changed(self, path: Path) -> None:
        self._stale.update(page_id for page_id in self._pages if page_id != self._page_id)
        if self._page_id:
            self.page.refresh(path)
        self._title_bar.show_assessment(self.editor.assessment)
        if path[:1] in ((), (COMMENTS,)):
            self._show_comments()

    def _show_revision(self) -> None:
        marks = self.context.marks
        numbers = {str(topic): number for topic, number in marks.pages.items()}
        self._steps.show_changes(numbers, marks.number)
        self._beside.refresh()

    def _show_all_comments(self) -> None:
        self.show_comment_list()

    def _show_comments(self) -> None:
        self._steps.show_comments(self.desk.open_by_page())
        self._beside.refresh()

    def _go_to_commented(self, page_id: str, path: Path) -> None:
        self.window().activateWindow()  # only a field of the active window tells that it has the keyboard
        self.open_page(page_id or self._page_id, path)
        self._show_field_comments()

    def _return_to_field(self) -> None:
        path = self._beside.path
        if not (path and self.page.focus_path(path)):
            focus_first(self.page)

    def _show_field_comments(self) -> None:
        self._side.show()
        self._beside.show_comments()

    def _show_judgement(self) -> None:
        view = self.editor.view
        self._title_bar.workflow.show_steps()
        self._steps.show_marks({str(topic): mark for topic, mark in view.completeness.items()})
        self._findings.show_findings([item for item in view.findings if item.topic == self._page_id])
        self._beside.help.show_changed(frozenset(change.fact_id for change in view.catalogue_changes))
        if self._page_id:
            self.page.judged()

    def _build(self) -> None:
        self._title_bar = TitleBar(self.context)
        self._rights_strip = RightsStrip(self.context)
        self._steps = StepList(PAGES)
        self._header = PageHeader()
        self._stack = QStackedWidget()
        self._footer = PageFooter()
        self._beside = SidePane(self.desk, self._field_history, self.context.marks)
        self._findings = FindingList()
        centre = _column(self._header, self._stack, self._footer)
        self._side = QSplitter(Qt.Orientation.Vertical)
        self._side.setHandleWidth(1)
        self._side.addWidget(self._beside)
        self._side.addWidget(self._findings)
        self._side.setSizes([420, 260])
        self._splitter = QSplitter()
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for index, (widget, stretch) in enumerate(((self._steps, 0), (centre, 1), (self._side, 0))):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(index, stretch)
        self._steps.setMinimumWidth(LEAST_SIDE_WIDTH)
        self._side.setMinimumWidth(LEAST_SIDE_WIDTH)
        self._splitter.setSizes([STEPS_WIDTH, 720, HELP_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title_bar)
        layout.addWidget(self._rights_strip)
        layout.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.context.marks.changed.connect(self._show_revision)
        self._steps.page_chosen.connect(self.open_page)
        self._footer.previous_requested.connect(lambda: self.step(-1))
        self._footer.next_requested.connect(lambda: self.step(1))
        self._findings.chosen.connect(lambda path: self.show_finding(self._page_id, path))
        self._title_bar.back_requested.connect(self.back_requested)
        self._title_bar.comments_requested.connect(self._show_all_comments)
        self.context.help.topic_changed.connect(self._beside.show_topic)
        self.context.help.comments_wanted.connect(self._show_field_comments)
        self._beside.place_chosen.connect(self.open_page)
        self._beside.left.connect(self._return_to_field)
        self._beside.list_requested.connect(self._show_all_comments)
        for desk in (self.desk, self._field_history):
            desk.failed.connect(lambda error: messages.show_error(self, error))
        self.editor.autosave.state_changed.connect(self._saved)
        self._title_bar.workflow.person_requested.connect(self.person_requested)
        self.context.navigation.page_requested.connect(self.open_page)
        self.editor.changed.connect(self._changed)
        self.editor.judged.connect(self._show_judgement)
        self.editor.travelled.connect(self._travelled)
        self._steps.show_comments(self.desk.open_by_page())
        self.context.rights.changed.connect(lambda: self._changed(()))

    def _saved(self, state: SaveState) -> None:
        if state is SaveState.SAVED:
            self._beside.refresh_history()

    def _travelled(self, place: str, path: Path) -> None:
        if place and place != self._page_id:
            self.open_page(place, path)


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, 1 if isinstance(widget, QStackedWidget) else 0)
    return column

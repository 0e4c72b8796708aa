"""The main window: assembles places and assessment, menus and status line; the work is done elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui import messages
from ui.backup import RestoreDesk
from ui.help_desk import HelpDesk
from ui.home import Home
from ui.icons import application_icon
from ui.incoming import dropped_documents
from ui.menus import Menus
from ui.open_data import OpenData
from ui.overriding import override
from ui.window_state import WindowState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent

    from dsfa_app.domain.structure import Path as FieldPath
    from dsfa_app.errors import DsfaError
    from dsfa_app.services.assessments import StoredAssessment
    from dsfa_app.settings import Settings
    from ui.application import Application
    from ui.assessment.shell import AssessmentShell
    from ui.background import BackgroundRunner
    from ui.overview.page import OverviewPage
    from ui.person_desk import PersonDesk
    from ui.theme import Scheme, Theme
    from ui.view_models.portfolio import Portfolio

TITLE = "DSFA-Werkbank"
NOTICE_MS = 8000


class MainWindow(QMainWindow):
    """The window of the program.

    ``list_ready`` and ``assessment_opened`` say that the data are on screen; ``restore_requested`` carries
    the backup that is to replace all data, once everything typed is saved.
    """

    list_ready = Signal()
    assessment_opened = Signal()
    restore_requested = Signal(object)

    def __init__(self, theme: Theme, settings: Settings, runner: BackgroundRunner) -> None:
        super().__init__()
        self._theme = theme
        self._help_desk = HelpDesk(self, theme)
        self._settings = settings
        self._runner = runner
        self._data: OpenData | None = None
        self._shell: AssessmentShell | None = None
        self._may_close = False
        self._may_lose_place_work = False
        self.person_desk: PersonDesk | None = None
        self.setWindowTitle(TITLE)
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.home = Home()
        self._stack.addWidget(self.home)
        self.menus = Menus(self, theme)
        self.menus.enable_data(is_ready=False)
        self.restore_desk = RestoreDesk(self)
        self._state = WindowState(self, settings)
        self._connect()

    @property
    def shell(self) -> AssessmentShell | None:
        """The open assessment, None while a place is in front."""
        return self._shell

    @property
    def overview(self) -> OverviewPage:
        """The place where all assessments stand.

        Raises:
            LookupError: no data are open.
        """
        from ui.overview.page import OverviewPage  # noqa: PLC0415 - there only once data are open

        return self.home.place("overview", OverviewPage)

    @property
    def portfolio(self) -> Portfolio | None:
        """What can be done with whole assessments, None until the data are open."""
        return None if self._data is None else self._data.portfolio

    def show_application(self, application: Application) -> None:
        """Take over the opened data and show the list."""
        data = OpenData(application, self._runner, self)
        self._data = data
        data.portfolio.loaded.connect(self._show_list)
        data.portfolio.opened.connect(self.open_assessment)
        data.portfolio.failed.connect(self.show_error)
        data.backup.said.connect(self.say)
        self.home.take_data(application, self._runner)
        self.menus.show_places(self.home.places)
        self._connect_overview(data.portfolio)
        self.menus.enable_data(is_ready=True)
        self.list_ready.connect(data.follow_up, Qt.ConnectionType.SingleShotConnection)
        self.list_ready.connect(self._show_person, Qt.ConnectionType.SingleShotConnection)
        data.portfolio.load()

    def release_application(self) -> None:
        """Let go of the data, so that they can be replaced; until data are shown nothing can be done."""
        if self._data is None:
            return
        self._data.deleteLater()
        self._data = None
        if self.person_desk is not None:
            self.person_desk.leave()
            self.person_desk = None
        self._show_no_assessment()
        self.home.drop_data()
        self.menus.enable_data(is_ready=False)

    def show_error(self, error: DsfaError) -> None:
        """Show an expected error."""
        messages.show_error(self, error)

    def open_assessment(self, stored: StoredAssessment, page_id: str = "", path: FieldPath = ()) -> None:
        """Bring an assessment to the front, at this field of this page if they are named."""
        # imported only now: domain and pages stay off the way to the first paint
        from ui.assessment.shell import AssessmentShell  # noqa: PLC0415 - see above
        from ui.view_models.editor import AssessmentEditor  # noqa: PLC0415 - see above

        if self._data is None:
            return
        self._drop_shell()
        editor = AssessmentEditor(stored, self._data.application, self._runner)
        shell = AssessmentShell(editor, self._data.application, self._runner)
        self._shell = shell
        self._stack.addWidget(shell)
        shell.back_requested.connect(self.show_home)
        shell.context.notices.said.connect(self.say)
        shell.person_requested.connect(self._ask_who_works)
        editor.autosave.failed.connect(self.show_error)
        editor.history_changed.connect(lambda: self.menus.show_history(editor.undo_text, editor.redo_text))
        if self.home.front is not None:
            shell.name_way_back(self.home.front.title)
        self._state.restore_shell(shell, stored.assessment.id, page_id)
        self._stack.setCurrentWidget(shell)
        if path:
            shell.open_page(page_id, path)
        self.menus.enable_assessment(is_open=True)
        self.menus.show_history(None, None)
        self.menus.help_side.setChecked(shell.help_side.isVisibleTo(shell))
        self._name_window()
        self.assessment_opened.emit()

    def show_home(self) -> None:
        """Save what is open and go back to the place it was opened from."""
        self._leave_shell(self._leave_assessment)

    def show_overview(self) -> None:
        """Save what is open and go to the list of all assessments."""
        self.show_place("overview")

    def show_place(self, place_id: str) -> None:
        """Save what is open and go to a place of the window."""

        def go() -> None:
            if self._data is not None:
                self._leave_assessment()
                self.home.go_to(place_id)
                self.home.focus_work()

        self._leave_shell(go)

    def say(self, sentence: str) -> None:
        """Show a short message in the status line."""
        self.statusBar().showMessage(sentence, NOTICE_MS)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        unsaved = "" if self._may_lose_place_work else self.home.unsaved_work()
        if unsaved:
            event.ignore()
            self._ask_to_lose(unsaved, self._close_without_place_work)
            return
        shell = self._shell
        if shell is not None:
            shell.leave_page()
            self._state.remember_shell(shell)
        if shell is None or self._may_close or shell.editor.autosave.is_saved:
            self._state.remember_window()
            self._help_desk.close_manual()
            event.accept()
            return
        event.ignore()
        if shell.editor.autosave.has_failed:
            self._ask_to_lose(
                "Die letzten Änderungen konnten nicht gespeichert werden und gehen sonst verloren.",
                self._close_for_good,
            )
        else:
            shell.editor.autosave.save_now(self._close_for_good)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._data is not None and dropped_documents(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self._data is not None:
            self._data.incoming.receive(dropped_documents(event))
            event.acceptProposedAction()

    def _connect(self) -> None:
        menus = self.menus
        home = self.home
        home.place_changed.connect(self._place_changed)
        home.said.connect(self.say)
        home.failed.connect(self.show_error)
        home.field_requested.connect(self._open_field)
        home.data_changed.connect(self._reload)
        menus.place_chosen.connect(self.show_place)
        menus.new.triggered.connect(self._ask_for_new)
        menus.example.triggered.connect(self._create_example)
        self._on_data(menus.verify, lambda data: data.incoming.choose_to_verify())
        self._on_data(menus.take_over, lambda data: data.incoming.choose_to_import())
        self._on_data(menus.back_up, lambda data: self._after_saving(data.backup.choose_target))
        menus.restore.triggered.connect(self.restore_desk.choose_source)
        self.restore_desk.requested.connect(self._request_restore)
        menus.overview.triggered.connect(self.show_overview)
        menus.save.triggered.connect(self._save)
        menus.quit.triggered.connect(self.close)
        self._on_shell(menus.undo, lambda shell: shell.editor.undo())
        self._on_shell(menus.redo, lambda shell: shell.editor.redo())
        self._on_shell(menus.previous, lambda shell: shell.step(-1))
        self._on_shell(menus.next, lambda shell: shell.step(1))
        self._on_shell(menus.field_help, lambda shell: shell.focus_help())
        self._on_shell(menus.comment, lambda shell: shell.focus_comments())
        self._on_shell(menus.field_history, lambda shell: shell.show_history())
        self._on_shell(menus.all_comments, lambda shell: shell.show_comment_list())
        self._on_shell(menus.help_side, lambda shell: shell.help_side.setVisible(menus.help_side.isChecked()))
        menus.manual.triggered.connect(self._show_manual)
        menus.about.triggered.connect(self._help_desk.show_about)
        menus.scheme_chosen.connect(self._choose_scheme)

    def _on_shell(self, action: QAction, work: Callable[[AssessmentShell], None]) -> None:
        """Let a menu command work on the open assessment."""

        def triggered(_checked: bool = False) -> None:
            if self._shell is not None:
                work(self._shell)

        action.triggered.connect(triggered)

    def _on_data(self, action: QAction, work: Callable[[OpenData], None]) -> None:
        """Let a menu command work on the data that are open at that moment."""

        def triggered(_checked: bool = False) -> None:
            if self._data is not None:
                work(self._data)

        action.triggered.connect(triggered)

    def _show_person(self) -> None:
        """Show who works; not before the list is painted."""
        from ui.person_desk import PersonDesk  # noqa: PLC0415 - see above

        if self._data is None or self.person_desk is not None:
            return
        session = self._data.application.session
        self.person_desk = PersonDesk(self, self.home, session, self._after_saving)
        self.person_desk.changed.connect(self._person_changed)

    def _person_changed(self) -> None:
        if self._shell is not None:
            self._shell.person_changed()

    def _ask_who_works(self) -> None:
        if self.person_desk is not None:
            self.person_desk.open()

    def _after_saving(self, work: Callable[[], None]) -> None:
        """Do this once everything typed is on the disk."""
        if self._shell is None:
            work()
        else:
            self._shell.editor.autosave.save_now(work)

    def _request_restore(self, source: Path) -> None:
        self._after_saving(lambda: self.restore_requested.emit(source))

    def _connect_overview(self, portfolio: Portfolio) -> None:
        overview = self.overview
        overview.new_requested.connect(self._ask_for_new)
        overview.example_requested.connect(self._create_example)
        overview.open_requested.connect(portfolio.open)
        overview.duplicate_requested.connect(portfolio.duplicate)
        overview.delete_requested.connect(portfolio.delete)

    def _show_list(self, summaries: object, levels: object) -> None:
        if self._data is None:
            return
        self.overview.show_summaries(summaries, levels)  # type: ignore[arg-type]  # a signal knows no types
        if self.home.front is None:
            self.home.go_to(self._state.last_place)
        if self._shell is None:
            self.home.focus_work()
        self.list_ready.emit()

    def _open_field(self, assessment_id: str, page_id: str, path: FieldPath) -> None:
        if self._data is not None:
            self._data.portfolio.open(assessment_id, page_id, path)

    def _place_changed(self, place_id: str) -> None:
        self._state.remember_place(place_id)
        self._name_window()

    def _reload(self) -> None:
        """Show what is stored now, in the list and in the place in front."""
        if self._data is not None:
            self._data.undo_offer.dismiss()
            self._data.portfolio.load()
            self.home.refresh()

    def _ask_for_new(self) -> None:
        # the dialog is reached only on demand, like the assessment
        from ui.overview.new_assessment import NewAssessmentDialog  # noqa: PLC0415 - see above

        if self._data is None:
            return
        dialog = NewAssessmentDialog(self._data.application.catalogue, self)
        dialog.requested.connect(self._data.portfolio.create)
        dialog.open()

    def _create_example(self) -> None:
        if self._data is not None:
            self._data.portfolio.create_example()

    def _save(self) -> None:
        if self._shell is not None:
            self._shell.editor.autosave.save_now(lambda: self.say("Gespeichert."))

    def _leave_shell(self, then: Callable[[], None]) -> None:
        """Save what is open in an assessment, then do this; at once while none is open."""
        if self._shell is None:
            then()
            return
        self._shell.leave_page()
        self._state.remember_shell(self._shell)
        self._shell.editor.autosave.save_now(then)

    def _leave_assessment(self) -> None:
        if self._shell is not None:
            self._show_no_assessment()
            self._reload()

    def _show_no_assessment(self) -> None:
        self._drop_shell()
        self._stack.setCurrentWidget(self.home)
        self.menus.enable_assessment(is_open=False)
        self._name_window()

    def _name_window(self) -> None:
        """Let the title of the window say what is in front."""
        place = self.home.front
        if self._shell is not None:
            self.setWindowTitle(f"{self._shell.editor.assessment.title} – {TITLE}")
        else:
            self.setWindowTitle(TITLE if place is None else f"{place.title} – {TITLE}")

    def _drop_shell(self) -> None:
        if self._shell is not None:
            self._stack.removeWidget(self._shell)
            self._shell.deleteLater()
            self._shell = None

    def _ask_to_lose(self, what: str, close: Callable[[], None]) -> None:
        """Ask whether to end although something would be lost."""
        messages.confirm(
            self, "Ohne Speichern beenden?", what, action="Ohne Speichern beenden", on_confirmed=close
        )

    def _close_without_place_work(self) -> None:
        self._may_lose_place_work = True
        self.close()

    def _close_for_good(self) -> None:
        self._may_close = True
        self.close()

    def _choose_scheme(self, scheme: Scheme) -> None:
        self._theme.choose(scheme)
        self._settings.update(colour_scheme=scheme.value)

    def _show_manual(self) -> None:
        from ui.manual.chapters import CHAPTERS  # noqa: PLC0415 - the manual is reached only on demand

        if self._shell is not None:
            self._help_desk.show_manual(CHAPTERS[self._shell.page_id])
        else:
            self._help_desk.show_manual(self.home.front.manual if self.home.front is not None else "")

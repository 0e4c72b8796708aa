"""The main window: assembles overview and assessment, menus and status line; the work is done elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui import messages
from ui.backup import RestoreDesk
from ui.icons import application_icon
from ui.incoming import dropped_documents
from ui.menus import Menus
from ui.open_data import OpenData
from ui.overriding import override
from ui.overview.page import OverviewPage
from ui.window_state import WindowState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent

    from dsfa_app.errors import DsfaError
    from dsfa_app.services.assessments import StoredAssessment
    from dsfa_app.settings import Settings
    from ui.application import Application
    from ui.assessment.shell import AssessmentShell
    from ui.background import BackgroundRunner
    from ui.manual.window import ManualWindow
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
        self._settings = settings
        self._runner = runner
        self._data: OpenData | None = None
        self._shell: AssessmentShell | None = None
        self._manual: ManualWindow | None = None
        self._may_close = False
        self.setWindowTitle(TITLE)
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.overview = OverviewPage()
        self._stack.addWidget(self.overview)
        self.menus = Menus(self, theme)
        self.menus.enable_data(is_ready=False)
        self.restore_desk = RestoreDesk(self)
        self._state = WindowState(self, settings)
        self._connect()

    @property
    def shell(self) -> AssessmentShell | None:
        """The open assessment, None while the overview is in front."""
        return self._shell

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
        self.menus.enable_data(is_ready=True)
        self.overview.setEnabled(True)
        self.list_ready.connect(data.follow_up, Qt.ConnectionType.SingleShotConnection)
        data.portfolio.load()

    def release_application(self) -> None:
        """Let go of the data, so that they can be replaced; until data are shown nothing can be done."""
        if self._data is None:
            return
        self._data.deleteLater()
        self._data = None
        self._show_no_assessment()
        self.menus.enable_data(is_ready=False)
        self.overview.setEnabled(False)

    def show_error(self, error: DsfaError) -> None:
        """Show an expected error."""
        messages.show_error(self, error)

    def open_assessment(self, stored: StoredAssessment) -> None:
        """Bring an assessment to the front."""
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
        shell.overview_requested.connect(self.show_overview)
        shell.context.notices.said.connect(self.say)
        editor.autosave.failed.connect(self.show_error)
        editor.history_changed.connect(lambda: self.menus.show_history(editor.undo_text, editor.redo_text))
        self._state.restore_shell(shell, stored.assessment.id)
        self._stack.setCurrentWidget(shell)
        self.menus.enable_assessment(is_open=True)
        self.menus.show_history(None, None)
        self.menus.help_side.setChecked(shell.help_side.isVisibleTo(shell))
        self.setWindowTitle(f"{stored.assessment.title} – {TITLE}")
        self.assessment_opened.emit()

    def show_overview(self) -> None:
        """Save what is open and go back to the list."""
        if self._shell is None:
            return
        self._shell.leave_page()
        self._state.remember_shell(self._shell)
        self._shell.editor.autosave.save_now(self._leave_assessment)

    def say(self, sentence: str) -> None:
        """Show a short message in the status line."""
        self.statusBar().showMessage(sentence, NOTICE_MS)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        shell = self._shell
        if shell is not None:
            shell.leave_page()
            self._state.remember_shell(shell)
        if shell is None or self._may_close or shell.editor.autosave.is_saved:
            self._state.remember_window()
            self._close_manual()
            event.accept()
            return
        event.ignore()
        if shell.editor.autosave.has_failed:
            messages.confirm(
                self,
                "Ohne Speichern beenden?",
                "Die letzten Änderungen konnten nicht gespeichert werden und gehen sonst verloren.",
                action="Ohne Speichern beenden",
                on_confirmed=self._close_for_good,
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
        self.overview.new_requested.connect(self._ask_for_new)
        self.overview.example_requested.connect(self._create_example)
        self._on_chosen(self.overview.open_requested, lambda portfolio, chosen: portfolio.open(chosen))
        self._on_chosen(
            self.overview.duplicate_requested, lambda portfolio, chosen: portfolio.duplicate(chosen)
        )
        self.overview.delete_requested.connect(self._ask_to_delete)
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
        self._on_shell(menus.help_side, lambda shell: shell.help_side.setVisible(menus.help_side.isChecked()))
        menus.manual.triggered.connect(self._show_manual)
        menus.about.triggered.connect(self._show_about)
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

    def _on_chosen(self, request: SignalInstance, work: Callable[[Portfolio, str], None]) -> None:
        """Let a request of the list work on the data that are open at that moment."""

        def requested(assessment_id: str) -> None:
            if self._data is not None:
                work(self._data.portfolio, assessment_id)

        request.connect(requested)

    def _after_saving(self, work: Callable[[], None]) -> None:
        """Do this once everything typed is on the disk."""
        if self._shell is None:
            work()
        else:
            self._shell.editor.autosave.save_now(work)

    def _request_restore(self, source: Path) -> None:
        self._after_saving(lambda: self.restore_requested.emit(source))

    def _show_list(self, summaries: object, levels: object) -> None:
        self.overview.show_summaries(summaries, levels)  # type: ignore[arg-type]  # a signal knows no types
        if self._shell is None:
            self.overview.focus_list()
        self.list_ready.emit()

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

    def _ask_to_delete(self, assessment_id: str) -> None:
        portfolio = self.portfolio
        summary = next((row for row in self.overview.list.model.rows if row.id == assessment_id), None)
        if portfolio is None or summary is None:
            return
        messages.confirm(
            self,
            f"„{summary.title}“ löschen?",
            "Die DSFA mit allen Bewertungen und Maßnahmen wird endgültig gelöscht. "
            "Bereits exportierte Dokumente bleiben erhalten.",
            action="Löschen",
            on_confirmed=lambda: portfolio.delete(assessment_id),
        )

    def _save(self) -> None:
        if self._shell is not None:
            self._shell.editor.autosave.save_now(lambda: self.say("Gespeichert."))

    def _leave_assessment(self) -> None:
        self._show_no_assessment()
        if self._data is not None:
            self._data.portfolio.load()

    def _show_no_assessment(self) -> None:
        self._drop_shell()
        self._stack.setCurrentWidget(self.overview)
        self.menus.enable_assessment(is_open=False)
        self.setWindowTitle(TITLE)

    def _drop_shell(self) -> None:
        if self._shell is not None:
            self._stack.removeWidget(self._shell)
            self._shell.deleteLater()
            self._shell = None

    def _close_for_good(self) -> None:
        self._may_close = True
        self.close()

    def _choose_scheme(self, scheme: Scheme) -> None:
        self._theme.choose(scheme)
        self._settings.update(colour_scheme=scheme.value)

    def _show_manual(self) -> None:
        # the manual is reached only on demand
        from ui.manual.book import Book  # noqa: PLC0415 - see above
        from ui.manual.chapters import PLACES  # noqa: PLC0415 - see above
        from ui.manual.window import ManualWindow  # noqa: PLC0415 - see above

        if self._manual is None:
            self._manual = ManualWindow(Book(), self._theme)
        self._manual.show_place(PLACES[self._shell.page_id] if self._shell is not None else "")

    def _close_manual(self) -> None:
        manual, self._manual = self._manual, None
        if manual is not None:
            manual.close()
            manual.deleteLater()

    def _show_about(self) -> None:
        from dsfa_app import __version__  # noqa: PLC0415 - shown on demand only

        messages.show_notice(
            self,
            f"DSFA-Werkbank {__version__}",
            "Datenschutz-Folgenabschätzung nach Art.\u00a035 DSGVO für Social-Media-Kanäle öffentlicher "
            "Stellen. Das Programm ersetzt keine Rechtsberatung.",
        )

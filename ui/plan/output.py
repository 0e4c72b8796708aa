"""Writing the plan to a file: a workbook, a document to sign off, or a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from ui import messages
from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.errors import DsfaError
    from dsfa_app.method.plan import ActionPlan
    from exporters.plan_formats import PlanFormat
    from ui.places.place import PlaceContext

_FAILED = "Maßnahmenplan nicht ausgegeben"
_CALENDAR = "ics"
_IN_THE_CALENDAR = (
    "Die Kalenderdatei enthält zu jeder gezeigten Frist mit Termin den Tag, den Titel der DSFA und den Titel "
    "der Maßnahme, dazu eine Erinnerung 30 Tage vorher. Personen, Fachämter, der Wortlaut von Auflagen und "
    "andere Texte der DSFA sind nicht enthalten. Wer den Kalender sieht, sieht diese Titel."
)


def suggested_name(plan_format: PlanFormat, today: QDate) -> str:
    """Return the name a file of this day is offered."""
    return f"Massnahmenplan_{today.toString(Qt.DateFormat.ISODate)}{plan_format.suffix}"


class PlanOutput(QObject):
    """The button with the formats; ``said`` carries one sentence for the status line."""

    said = Signal(str)

    def __init__(self, context: PlaceContext, shown: Callable[[], ActionPlan], window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._shown = shown
        self._window = window
        self.menu = QMenu(window)
        self.button = QPushButton(icon("document"), "Ausgeben", window)
        self.button.setMenu(self.menu)
        self.button.setToolTip("Schreibt, was die Liste gerade zeigt")
        self.button.setAccessibleDescription("Schreibt, was die Liste gerade zeigt, in eine Datei.")
        set_look(self.button, "menu")
        self.menu.aboutToShow.connect(self._fill)

    def choose(self, plan_format: PlanFormat) -> None:
        """Ask where to; for a calendar say first what others will see in it."""
        if plan_format.id != _CALENDAR:
            self._choose_target(plan_format)
            return
        messages.confirm(
            self._window,
            "Kalenderdatei schreiben?",
            _IN_THE_CALENDAR,
            action="Datei wählen …",
            on_confirmed=lambda: self._choose_target(plan_format),
            destructive=False,
        )

    def write(self, plan_format: PlanFormat, target: Path) -> None:
        """Write what is shown in the background and tell where it lies."""
        plan = self._shown()
        self.said.emit(f"{plan_format.label} wird geschrieben …")
        self._context.runner.run(
            lambda: self._context.application.plan.write(plan, plan_format.id, target),
            receiver=self,
            on_success=lambda file: self.said.emit(f"Gespeichert: {file}"),
            on_error=self._refuse,
        )

    def _fill(self) -> None:
        if self.menu.isEmpty():
            for plan_format in self._context.application.plan.formats():
                action = self.menu.addAction(f"{plan_format.label} …")
                action.triggered.connect(lambda _checked=False, chosen=plan_format: self.choose(chosen))

    def _choose_target(self, plan_format: PlanFormat) -> None:
        places = QStandardPaths.StandardLocation
        folder = QStandardPaths.writableLocation(places.DocumentsLocation) or str(Path.home())
        kinds = f"{plan_format.label} (*{plan_format.suffix})"
        dialog = QFileDialog(self._window, "Maßnahmenplan ausgeben", folder, kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(plan_format.suffix)
        dialog.selectFile(suggested_name(plan_format, QDate.currentDate()))
        dialog.fileSelected.connect(lambda name: self.write(plan_format, Path(name)))
        dialog.open()

    def _refuse(self, error: DsfaError) -> None:
        self.said.emit("")
        messages.show_error(self._window, error, _FAILED)

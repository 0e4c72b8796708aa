"""Pictures of every page and dialog: ``window_shots.py DIR --scheme light|dark --size 1280x800``.

The window works offscreen on a fresh data folder with the Stuttgart example; names are the same in every
scheme and size, so that pictures can be compared.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from window_drive import Drive, wait_until
from window_shots_signatures import take_export, take_verification
from window_shots_versions import take_versions

from dsfa_app.domain.acting import ActingPerson
from dsfa_app.domain.vocabulary import Role
from dsfa_app.errors import StorageError
from ui import messages
from ui.crash import CrashDialog, describe
from ui.theme import Scheme

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext

    from dsfa_app.domain.structure import Path as FieldPath

SCHEMES = {"light": Scheme.LIGHT, "dark": Scheme.DARK}

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_OFFSCREEN_CHATTER = "This plugin does not support propagateSizeHints"


def slug(title: str) -> str:
    """Return a title as part of a file name."""
    return _NOT_IN_A_NAME.sub("-", title.casefold().translate(_UMLAUTS)).strip("-")


class Camera:
    """Takes numbered pictures of the window and its dialogs into a folder."""

    def __init__(self, drive: Drive, directory: Path) -> None:
        self._drive = drive
        self._directory = directory
        self._number = 0

    def take(self, title: str, view: QWidget | None = None) -> None:
        """Picture another window, or the program's with the dialog in front of it if there is one."""
        wait_until(lambda: self._drive.start.runner.is_idle)
        QApplication.processEvents()
        QApplication.processEvents()
        picture = (view or self._drive.window).grab()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            picture = dialog.grab()
        self._number += 1
        picture.save(str(self._directory / f"{self._number:02}-{slug(title)}.png"))
        if isinstance(dialog, QDialog):
            dialog.reject()
            QApplication.processEvents()


class Complaints:
    """What Qt complains about while pictures are taken; a picture of a warning window is no good picture."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        qInstallMessageHandler(self._note)

    def _note(self, kind: QtMsgType, _context: QMessageLogContext, sentence: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not sentence.startswith(_OFFSCREEN_CHATTER):
            self.sentences.append(sentence)


def _take_review(drive: Drive, camera: Camera) -> None:
    """Picture an evaluation with the texts the data propose, and the dialog that gives up a channel."""
    from ui.channels.retirement import RetirementDialog  # noqa: PLC0415 - as for the pages
    from ui.pages.review import ReviewPage  # noqa: PLC0415 - as above

    page = drive.page("review", ReviewPage)
    page.evaluations.new.click()
    camera.take("Evaluation mit Vorschlägen")
    context = drive.shell.context
    RetirementDialog(context, context.editor.assessment.channels[0], drive.window).open()
    camera.take("Dialog Kanal stilllegen")
    drive.shell.editor.undo()


def _take_profiles(drive: Drive, camera: Camera) -> None:
    """Picture the preview of another risk profile, and its refusal."""
    from ui.dialogs.profile_change import ask_for_profile  # noqa: PLC0415 - as for the pages

    ask_for_profile(drive.shell.context, drive.shell, "bsi-200-3")
    camera.take("Dialog Risikoprofil Vorschau")
    ask_for_profile(drive.shell.context, drive.shell, "einfach-3x3")
    camera.take("Dialog Risikoprofil abgelehnt")


def _take_profile_place(drive: Drive, camera: Camera) -> None:
    """Picture an own risk profile, its parts, its faults and the preview of a change."""
    from ui.profiles.page import ProfilesPage  # noqa: PLC0415 - opened on demand only

    drive.window.show_place("profiles")
    page = drive.window.home.place("profiles", ProfilesPage)
    wait_until(lambda: page.panel is not None and drive.start.runner.is_idle)
    page.copy.click()
    wait_until(lambda: page.panel is not None and page.panel.editor.is_own)
    wait_until(lambda: drive.start.runner.is_idle)
    own = page.panel
    if own is None:
        raise LookupError("no profile is open")
    own.tabs.setCurrentIndex(2)
    camera.take("Eigenes Risikoprofil Stufen")
    own.editor.apply("Feld", lambda draft: draft.with_cell(3, 2, 0).with_cell(2, 4, None))
    own.matrix.show_cell((3, 2))
    own.tabs.setCurrentIndex(0)
    camera.take("Eigenes Risikoprofil mit Fehlern")
    own.editor.discard()
    _use_profile(drive, own.editor.profile.id)
    own.editor.apply("Feld", lambda draft: draft.with_cell(3, 2, 2).with_cell(2, 4, 2))
    own.preview.click()
    wait_until(lambda: QApplication.activeModalWidget() is not None)
    camera.take("Dialog Risikoprofil ändern Vorschau")
    own.editor.discard()
    drive.window.show_place("overview")


def _use_profile(drive: Drive, profile_id: str) -> None:
    """Let the stored example be judged by this profile."""
    assessments = drive.opened.assessments
    stored = assessments.open(drive.window.overview.list.model.summary_at(0).id)
    assessments.save(replace(stored.assessment, profile_id=profile_id), stored.revision)


def _take_comments(drive: Drive, camera: Camera) -> None:
    """Picture comments at a field, their list, and the history of the field."""
    from ui.comments.list_window import CommentList  # noqa: PLC0415 - opened on demand only

    shell, path = drive.shell, ("occasion", "reason")
    session = shell.context.application.session
    session.act_once_as(ActingPerson(name="Dora Datenschutz", role=Role.DPO))
    shell.desk.add(path, "Bitte den Beschluss mit Datum nennen.")
    shell.desk.add(("ratings", shell.editor.assessment.ratings[0].id, "reason"), "Warum nicht höher?")
    session.act_once_as(ActingPerson(name="Erika Muster"))
    shell.desk.reply(shell.editor.assessment.comments[0].id, "Trage ich nach.")
    drive.window.activateWindow()
    wait_until(drive.window.isActiveWindow)
    shell.open_page("occasion", path)
    shell.focus_comments()
    camera.take("Kommentare am Feld")
    shell.editor.set_value(path, f"{shell.editor.value(path)} Beschlossen am 24.07.2025.")
    shell.editor.autosave.save_now()
    wait_until(lambda: shell.editor.autosave.is_saved)
    shell.show_history()
    camera.take("Verlauf des Felds")
    shell.show_comment_list()
    (listed,) = shell.findChildren(CommentList)
    camera.take("Liste der Kommentare", listed)
    listed.close()


def _take_workflow(drive: Drive, camera: Camera) -> None:
    """Picture who works, a step with what it asks, and the page where approvals stand."""
    from dsfa_app.method.permissions import WorkflowStep  # noqa: PLC0415 - the window has imported it by now
    from ui.assessment.workflow_bar import WorkflowBar  # noqa: PLC0415 - see above

    if drive.window.person_desk is None:
        raise LookupError("nobody can say who works")
    drive.window.person_desk.open()
    camera.take("Dialog Name und Rolle")
    (bar,) = drive.shell.findChildren(WorkflowBar)
    bar.open_step(WorkflowStep.SUBMIT)
    camera.take("Dialog Zur Prüfung vorlegen")
    drive.shell.editor.take_step(WorkflowStep.SUBMIT, "Stand des Konzepts vom Juli 2025")
    wait_until(lambda: drive.shell.editor.autosave.is_saved)
    bar.open_step(WorkflowStep.RETURN)
    camera.take("Dialog Zurückgeben")
    drive.shell.open_page("decision", ("approvals",))
    camera.take("Erklärungen")
    drive.shell.editor.undo()


def _take_dialogs(drive: Drive, camera: Camera) -> None:
    window = drive.window
    window.menus.new.trigger()
    camera.take("Dialog neue DSFA")
    chosen = window.overview.list.model.summary_at(0).id
    window.overview.duplicate_requested.emit(chosen)
    wait_until(lambda: window.overview.list.model.total == 2)  # noqa: PLR2004 - it and its copy
    copy = next(row.id for row in window.overview.list.model.rows if row.id != chosen)
    window.overview.delete_requested.emit(copy)
    wait_until(lambda: window.overview.list.model.total == 1)
    camera.take("Gelöscht mit Rückgängig")
    window.show_place("trash")
    camera.take("Papierkorb gefüllt")
    window.show_overview()
    messages.show_error(window, StorageError("Auf dem Datenträger ist kein Platz mehr."))
    camera.take("Dialog Fehlermeldung")
    CrashDialog(describe(RuntimeError, None), window).open()
    camera.take("Dialog unerwarteter Fehler")
    window.menus.about.trigger()
    camera.take("Dialog über das Programm")


def _take_places(drive: Drive, camera: Camera) -> None:
    """Picture the places of the window beside the overview."""
    for place in drive.window.home.places[1:]:
        drive.window.show_place(place.id)
        camera.take(place.title)
    drive.window.show_overview()


def _take_manual(drive: Drive, camera: Camera) -> None:
    from ui.manual.window import ManualWindow  # noqa: PLC0415 - opened on demand only

    drive.window.menus.manual.trigger()
    opened = (view for view in QApplication.topLevelWidgets() if isinstance(view, ManualWindow))
    manual = next(view for view in opened if view.isVisible())
    camera.take("Handbuch", manual)
    manual.show_place("fehlermeldungen.md")
    manual.start_search.trigger()
    manual.find_bar.words.setText("Fehler")
    camera.take("Handbuch mit Suche", manual)


def _take_pages(drive: Drive, camera: Camera) -> None:
    from ui.pages import PAGES  # noqa: PLC0415 - the window has imported them by now, and not at its start

    for page in PAGES:
        drive.shell.open_page(page.id)
        camera.take(page.title)
    assessment = drive.shell.editor.assessment
    details: dict[str, tuple[str, FieldPath]] = {
        "Kanal ausgewählt": ("channels", ("channels", assessment.channels[0].id, "name")),
        "Hilfe mit Tatsachen": ("responsibilities", ("transfers", assessment.transfers[0].id, "mechanism")),
    }
    for title, (page_id, path) in details.items():
        drive.shell.open_page(page_id, path)
        camera.take(title)


def _take_work(drive: Drive, camera: Camera) -> None:
    """Picture what a page shows once something is opened in it."""
    # the window has imported the pages by now, and not at its start
    from ui.pages.measures import MeasuresPage  # noqa: PLC0415 - see above
    from ui.pages.risks import RisksPage  # noqa: PLC0415 - see above

    risks = drive.page("risks", RisksPage)
    risks.open_cell("facebook", "R01")
    risks.panel.enter()
    camera.take("Risiko offen")
    measures = drive.page("measures", MeasuresPage)
    measures.open_measure(drive.shell.editor.assessment.measures[0].id)
    camera.take("Maßnahme offen")
    measures.choose_from_catalogue()
    camera.take("Dialog Maßnahmenkatalog")
    measures.table.selectAll()
    measures.ask_for_change()
    camera.take("Dialog Maßnahmen ändern")
    measures.check_evidence()
    camera.take("Dialog Nachweise prüfen")


def _take_history(drive: Drive, camera: Camera) -> None:
    """Picture the history after what was done for the pictures before."""
    from ui.pages.versions import VersionsPage  # noqa: PLC0415 - as for the pages

    editor = drive.shell.editor
    editor.set_value(("occasion", "reason"), "Der Gemeinderat hat die Kanäle neu geordnet.")
    editor.autosave.save_now()
    wait_until(lambda: editor.autosave.is_saved)
    page = drive.page("versions", VersionsPage)
    wait_until(lambda: bool(page.history.finding.text()))
    page.history.restore.setFocus()
    camera.take("Verlauf")


def _take_risks(drive: Drive, camera: Camera) -> None:
    """Picture own risks, a channel that differs, a level of an older document, and the bulk rating."""
    from dsfa_app.domain.own_risk import OwnRisk  # noqa: PLC0415 - as for the pages
    from dsfa_app.domain.rating import Score  # noqa: PLC0415
    from dsfa_app.domain.vocabulary import RiskNature  # noqa: PLC0415
    from dsfa_app.services.bulk_rating import Origin  # noqa: PLC0415
    from ui.dialogs.bulk_rating import BulkRatingDialog  # noqa: PLC0415
    from ui.pages.risks import RisksPage  # noqa: PLC0415

    editor = drive.shell.editor
    own = OwnRisk(
        id="E01",
        title="Standort in Livevideos",
        description="Ein Livevideo von einer Veranstaltung verrät, wo sich Menschen gerade aufhalten.",
        event="Wer zusieht, erkennt eine Person und trifft sie dort an.",
        risk_sources=("other_users",),
        nature=RiskNature.BOTH,
        goals=("VT", "IV"),
        damages=("loss_of_control",),
        platform_ids=("facebook", "instagram", "tiktok"),
    )
    editor.add_item(("own_risks",), own)
    editor.set_value(("ratings", "facebook.R10", "verbal_level"), "mittel")
    risks = drive.page("risks", RisksPage)
    risks.open_own_risks().table.select("E01")
    camera.take("Eigene Risiken")
    risks.open_cell("facebook", "R13")
    risks.rating.add_deviation()
    deviation = editor.assessment.rating("facebook", "R13").deviations[0]
    risks.rating.change_deviation(deviation.id, "gross", Score(severity=4, likelihood=3), "Abweichung")
    risks.rating.change_deviation(deviation.id, "reason", "Hier melden sich Familien in Notlagen.", "Grund")
    risks.panel.focus_field("deviations")
    camera.take("Risiko mit abweichendem Kanal")
    risks.close_rating()
    camera.take("Risiken mit eigenen und abweichenden")
    for origin in Origin:
        risks.open_cell("facebook", "R13")
        risks.rate_many(origin)
        dialog = drive.window.findChildren(BulkRatingDialog)[-1]
        dialog.overwrite.click()
        camera.take(f"Dialog Sammelbewertung {origin.name.lower()}")


def take_pictures(directory: Path, scheme: Scheme, size: tuple[int, int]) -> list[str]:
    """Picture the whole window in one scheme and size; returns what Qt complained about meanwhile.

    Args:
        directory: where the pictures go; made if needed.
        scheme: the colours.
        size: width and height of the window in pixels.
    """
    directory.mkdir(parents=True, exist_ok=True)
    complaints = Complaints()
    with tempfile.TemporaryDirectory() as name, Drive(Path(name)) as drive:
        drive.start.theme.choose(scheme)
        drive.window.resize(*size)
        camera = Camera(drive, directory)
        drive.show_list()
        camera.take("Leere Übersicht")
        drive.window.menus.example.trigger()
        wait_until(lambda: drive.window.shell is not None)
        _take_pages(drive, camera)
        _take_work(drive, camera)
        _take_risks(drive, camera)
        _take_history(drive, camera)
        _take_review(drive, camera)
        _take_comments(drive, camera)
        _take_workflow(drive, camera)
        _take_profiles(drive, camera)
        take_export(drive, camera, Path(name))
        drive.leave_assessment()
        camera.take("Übersicht")
        _take_places(drive, camera)
        take_verification(drive, camera, Path(name))
        _take_profile_place(drive, camera)
        _take_dialogs(drive, camera)
        drive.open_first()
        take_versions(drive, camera)
        drive.leave_assessment()
        _take_manual(drive, camera)
    return complaints.sentences


def main() -> int:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description="Bilder aller Seiten und Dialoge")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--scheme", choices=SCHEMES, default="light")
    parser.add_argument("--size", default="1280x800", help="Breite und Höhe, zum Beispiel 1280x800")
    arguments = parser.parse_args()
    width, height = (int(edge) for edge in arguments.size.split("x"))
    complaints = take_pictures(arguments.directory, SCHEMES[arguments.scheme], (width, height))
    for sentence in complaints:
        sys.stderr.write(f"{sentence}\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

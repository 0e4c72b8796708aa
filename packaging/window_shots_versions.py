"""Pictures of versions: a revision of a released assessment, its marks, its comparison and the dialogs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QApplication
from window_drive import Drive, wait_until

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from ui.application import Application

    class Camera(Protocol):
        """Takes pictures of the window."""

        def take(self, title: str) -> None:
            """Picture the window, or the dialog in front of it."""


_ID = "freigegeben"


def _released(application: Application, example: Assessment) -> None:
    """Store the example as released, by the head of the body."""
    from dsfa_app.domain.acting import ActingPerson  # noqa: PLC0415 - not before the window is painted
    from dsfa_app.domain.approval import Approval  # noqa: PLC0415
    from dsfa_app.domain.vocabulary import ApprovalKind, AssessmentState, Role  # noqa: PLC0415

    head = ActingPerson(name="Erika Muster", role=Role.CONTROLLER)
    application.session.act_once_as(head)
    decided = replace(
        example, id=_ID, title="Freigegebene Kanäle", state=AssessmentState.DECIDED, version="1.0"
    )
    stored = application.assessments.add(decided)
    approval = Approval(id="f", kind=ApprovalKind.RELEASE, person=head.name, role=head.role)
    released = replace(stored.assessment, state=AssessmentState.RELEASED, approvals=(approval,))
    application.assessments.save(released, stored.revision)
    application.session.act_once_as(ActingPerson(name="Team Kommunikation", role=Role.AUTHOR))


def _open(drive: Drive) -> None:
    drive.leave_assessment()
    drive.window.overview.open_requested.emit(_ID)
    wait_until(lambda: drive.window.shell is not None)


def _change(assessment: Assessment) -> Assessment:
    measures, channels = assessment.measures, assessment.channels
    extent = f"{assessment.processing.extent} Seit Juli 2026 kommen zwei Kanäle des Jugendamts hinzu."
    return replace(
        assessment,
        measures=(replace(measures[0], owner="Online-Team"), measures[2], measures[1], *measures[4:]),
        channels=(replace(channels[0], url="https://example.org/neu"), *channels[1:]),
        processing=replace(assessment.processing, extent=extent),
    )


def take_versions(drive: Drive, camera: Camera) -> None:
    """Picture the page of a released assessment, then its revision."""
    from ui.pages.versions import VersionsPage  # noqa: PLC0415 - the window has imported the pages by now

    application = drive.shell.context.application
    _released(application, drive.shell.editor.assessment)
    _open(drive)
    shell = drive.shell
    shell.open_page("versions")
    page = shell.page
    if not isinstance(page, VersionsPage):
        raise TypeError(shell.page_id)
    wait_until(lambda: page.model.may_revise and shell.context.runner.is_idle)
    camera.take("Fassung freigegeben")
    page.versions.revise.click()
    camera.take("Dialog Fortschreiben")
    page.model.revise("1.1", "Erste Freigabe nach dem Konzept vom Juli 2025")
    wait_until(lambda: shell.editor.assessment.version == "1.1")
    shell.editor.apply("Fortschreiben", _change)
    wait_until(lambda: bool(shell.context.marks.number) and shell.context.runner.is_idle)
    camera.take("Fassungen verglichen")
    page.versions.open.click()
    wait_until(lambda: QApplication.activeModalWidget() is not None)
    camera.take("Dialog Fassung")
    shell.open_page("purposes", ("processing", "extent"))
    camera.take("Geändert seit der vorigen Fassung")

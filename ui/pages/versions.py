"""Frozen versions, what changed between them, and the way to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.labels import label
from dsfa_app.method.findings import Topic
from dsfa_app.services.documents import CHANGES, REPORT
from ui import messages
from ui.assessment.page import PageSpec, Phase
from ui.dialogs.revision import RevisionDialog
from ui.dialogs.version import VersionDialog
from ui.forms.form_page import FormPage
from ui.history.card import HistoryCard
from ui.overriding import override
from ui.versions.comparison_card import ComparisonCard
from ui.versions.target import choose_target
from ui.versions.version_list import VersionList
from ui.view_models.autosave import SaveState
from ui.view_models.versions import VersionsModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from dsfa_app.domain.structure import Path as FieldPath
    from dsfa_app.errors import DsfaError
    from dsfa_app.services.documents import ExportResult
    from ui.forms.context import PageContext
    from ui.view_models.versions import VersionOverview


class VersionsPage(FormPage):
    """The versions of an assessment, the changes between them and the history of every field."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, (), parent)
        self.model = VersionsModel(context.editor, context.application, context.runner, self)
        self.versions = VersionList(self)
        self.comparison = ComparisonCard(self)
        self.comparison.hide()
        self.add_card(self.versions)
        self.add_card(self.comparison)
        self.history = HistoryCard(context, self)
        self.add_card(self.history)
        self._connect()
        self._show_state()
        self._show_rows()
        self.model.load()
        self.history.load()

    @override
    def refresh(self, changed: FieldPath = ()) -> None:
        super().refresh(changed)
        self._show_state()
        self.model.load()
        if not changed:
            self.history.load()

    @override
    def focus_path(self, path: FieldPath) -> bool:
        if path[:1] not in (("former_versions",), ("state",)):
            return False
        self.versions.list.setFocus()
        return True

    def _connect(self) -> None:
        self.versions.open_requested.connect(self.model.read)
        self.versions.compare_requested.connect(self.comparison.compare)
        self.versions.restore_requested.connect(self._ask_to_restore)
        self.versions.revise_requested.connect(self._ask_to_revise)
        self.versions.release_requested.connect(lambda: self.context.navigation.go(Topic.DECISION.value))
        self.comparison.compare_requested.connect(self.model.compare)
        self.comparison.document_requested.connect(self._choose_change_report)
        self.comparison.changes.chosen.connect(self.context.navigation.go)
        self.context.editor.autosave.state_changed.connect(self._saved)
        self.model.listed.connect(self._listed)
        self.model.compared.connect(self.comparison.show_changes)
        self.model.read_out.connect(self._show_version)
        self.model.written.connect(self._written)
        self.model.refused.connect(self._refused)
        self.history.failed.connect(lambda error: messages.show_error(self.window(), error))

    def _show_state(self) -> None:
        assessment = self.context.editor.assessment
        words = f"Sie sehen Fassung {assessment.version} ({label(assessment.state)})."
        if assessment.former_versions:
            words += f" Sie geht auf Fassung {assessment.former_versions[-1].version} zurück."
        self.versions.show_state(words)

    def _saved(self, state: SaveState) -> None:
        """Look for a version that was frozen by what has just been saved."""
        if state is SaveState.SAVED and self.isVisible():
            self.model.load()

    def _show_rows(self) -> None:
        self.versions.show_rows(
            self.model.rows, may_revise=self.model.may_revise, may_restore=self.model.may_restore
        )

    def _listed(self) -> None:
        self._show_rows()
        frozen = self.model.frozen
        self.comparison.setVisible(bool(frozen))
        if frozen:
            former = {version.id for version in self.context.editor.assessment.former_versions[-1:]}
            basis = next((row.id for row in frozen if row.id in former), frozen[0].id)
            self.comparison.show_versions(frozen, basis)
            self.comparison.request()

    def _refused(self, error: DsfaError) -> None:
        self.comparison.show_refusal(str(error))
        messages.show_error(self.window(), error)

    def _ask_to_revise(self) -> None:
        released = self.model.released
        if released is None:
            return
        dialog = RevisionDialog(released.number, self.model.proposals, self.window())
        dialog.confirmed.connect(self.model.revise)
        dialog.open()

    def _ask_to_restore(self, version_id: str) -> None:
        row = next(row for row in self.model.frozen if row.id == version_id)
        messages.confirm(
            self.window(),
            f"Inhalt der Fassung {row.number} übernehmen?",
            f"Der Arbeitsstand sagt danach dasselbe wie Fassung {row.number} vom {row.date}. Nummer, "
            "Kommentare und Änderungshistorie bleiben. „Rückgängig“ nimmt es zurück.",
            action="Übernehmen",
            on_confirmed=lambda: self.model.restore(version_id),
            destructive=False,
        )

    def _show_version(self, overview: VersionOverview) -> None:
        dialog = VersionDialog(overview, self.window())
        dialog.document_requested.connect(lambda: self._choose_report(overview))
        dialog.open()

    def _choose_report(self, overview: VersionOverview) -> None:
        choose_target(
            self,
            self.context,
            f"DSFA-Fassung-{overview.number}",
            lambda format_id, target: self.model.write(overview.id, REPORT, format_id, target),
        )

    def _choose_change_report(self, former_id: str, present_id: str) -> None:
        choose_target(
            self,
            self.context,
            "Änderungsbericht",
            lambda format_id, target: self.model.write(present_id, CHANGES, format_id, target, former_id),
        )

    def _written(self, result: ExportResult) -> None:
        self.context.notices.say(f"Gespeichert: {result.path}")


PAGE = PageSpec(
    id="versions",
    title="Fassungen und Verlauf",
    phase=Phase.REVIEW,
    purpose="Was ist freigegeben, was hat sich seitdem geändert, und wie geht es weiter?",
    norm="Art.\u00a05 Abs.\u00a02, Art.\u00a035 Abs.\u00a011 DSGVO",
    build=VersionsPage,
)

"""The settings of one account: proposals of the catalogue, what was found, and what proves it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsfa_app.catalogue.proposed_settings import proposed_settings
from dsfa_app.domain.editing import value_at, with_value
from dsfa_app.domain.vocabulary import SettingState
from dsfa_app.errors import NotFoundError
from dsfa_app.services.account_settings import found_as_wanted, with_proposed_settings
from ui.formatting import count
from ui.forms.file_proof import FileProof
from ui.forms.record_table import RecordTable
from ui.forms.spec import Field, RecordPart, Records
from ui.icons import icon
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from pathlib import Path

    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.presence import AccountSetting, Channel
    from dsfa_app.domain.structure import Path as FieldPath
    from ui.forms.context import PageContext


def _is_checked(setting: AccountSetting) -> bool:
    return setting.state is not SettingState.OPEN


_SETTINGS = Records(
    name="settings",
    columns=("name", "state", "checked_on"),
    fields=(
        Field(name="name"),
        Field(name="wanted", lines=2),
        Field(name="state"),
        Field(name="checked_on", only_if=_is_checked),
        Field(name="checked_by", only_if=_is_checked),
        Field(name="note", lines=2),
        Field(name="evidence_location", only_if=_is_checked),
        Field(name="evidence_sha256", only_if=_is_checked),
    ),
)


class SettingsSection(RecordPart):
    """The list of one channel, and what helps to fill it."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._channel: FieldPath = ()
        self.table: RecordTable | None = None
        title = QLabel("Einstellungen dieses Kontos", self)
        set_look(title, "heading")
        self.progress = QLabel(self)
        self.progress.setWordWrap(True)
        set_look(self.progress, "muted")
        self.take_over = QPushButton(icon("add"), "", self)
        self.take_over.clicked.connect(self.take_over_proposals)
        self.confirm = QPushButton(icon("complete"), "Heute geprüft: wie vorgesehen", self)
        self.confirm.setToolTip("Trägt für die gewählte Einstellung Ergebnis, Tag und Ihren Namen ein.")
        self.confirm.clicked.connect(self.confirm_selected)
        self.proof = FileProof(context, self)
        self.proof.taken.connect(self._prove)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.take_over)
        row.addWidget(self.confirm)
        row.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 16, 0, 0)
        self._layout.setSpacing(8)
        for widget in (title, self.progress):
            self._layout.addWidget(widget)
        self._layout.addLayout(row)
        self._layout.addWidget(self.proof)

    @override
    def show_record(self, path: FieldPath) -> None:
        """Show the settings of the channel with this path."""
        self._channel = path
        if self.table is not None:
            self._layout.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.table = RecordTable(self._context, _SETTINGS, path, parent=self)
        self.table.selection_changed.connect(self._enable)
        self._layout.insertWidget(self._layout.indexOf(self.proof), self.table)
        self.refresh()

    @override
    def refresh(self, changed: FieldPath = ()) -> None:
        """Show what the assessment says now."""
        if self.table is None:
            return
        try:
            channel: Channel = self._context.editor.value(self._channel)
        except NotFoundError:
            return  # removed meanwhile; whoever holds the section takes it away
        self.table.refresh(changed)
        offered = len(proposed_settings(self._context.catalogue, channel))
        self.take_over.setText(f"{count(offered, 'Vorschlag', 'Vorschläge')} des Katalogs übernehmen")
        self.take_over.setVisible(bool(offered))
        self.progress.setText(_progress(channel))
        self.progress.setVisible(bool(channel.settings))
        self._enable()

    @override
    def focus_path(self, path: FieldPath) -> bool:
        """Put the keyboard into the setting with this path; tell whether it belongs here."""
        if self.table is None or path[: len(self._channel)] != self._channel:
            return False
        return self.table.focus_path(path)

    def take_over_proposals(self) -> None:
        """Put everything the catalogue proposes for the platform on the list, unchecked."""
        catalogue, channel_id = self._context.catalogue, self._channel[1]
        self._context.editor.apply(
            "Vorschläge übernehmen",
            lambda assessment: with_proposed_settings(assessment, catalogue, channel_id),
            (*self._channel, "settings"),
        )

    def confirm_selected(self) -> None:
        """Note that the chosen setting was found as wanted today, by the person who works now."""
        person = self._context.application.session.person.name
        today = date.today()  # noqa: DTZ011 - the local day
        path = self._selected

        def confirmed(assessment: Assessment) -> Assessment:
            found = tuple(
                found_as_wanted(item, person, today) if item.id == path[-1] else item
                for item in value_at(assessment, path[:-1])
            )
            return with_value(assessment, path[:-1], found)

        if path:
            self._context.editor.apply("Einstellung geprüft", confirmed, path)

    @property
    def _selected(self) -> FieldPath:
        """Path of the chosen setting, empty when none is chosen."""
        chosen = self.table.selected_id if self.table is not None else ""
        return (*self._channel, "settings", chosen) if chosen else ()

    def _prove(self, subject: FieldPath, file: Path, digest: str) -> None:
        def proven(assessment: Assessment) -> Assessment:
            changed = with_value(assessment, (*subject, "evidence_location"), str(file))
            return with_value(changed, (*subject, "evidence_sha256"), digest)

        try:
            self._context.editor.apply("Nachweis", proven, subject)
        except NotFoundError:
            return  # the setting was removed while its file was read

    def _enable(self) -> None:
        self.proof.subject = self._selected
        for widget in (self.confirm, self.proof):
            widget.setVisible(bool(self._selected) or (widget is self.proof and self.proof.is_busy))
        may_edit = self._context.rights.may_edit((*self._channel, "settings"))
        for widget in (self.take_over, self.confirm, self.proof):
            widget.setEnabled(may_edit)


def _progress(channel: Channel) -> str:
    """Return in one sentence how far the list is checked."""
    checked = [item for item in channel.settings if _is_checked(item)]
    deviating = sum(item.state is SettingState.DEVIATES for item in checked)
    if not checked:
        return "Noch nicht geprüft: Sehen Sie im Konto nach und tragen Sie ein, was Sie vorfinden."
    deviates = f", {deviating} {'weicht' if deviating == 1 else 'weichen'} ab" if deviating else ""
    return f"{len(checked)} von {len(channel.settings)} geprüft{deviates}."

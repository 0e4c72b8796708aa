"""The place „Risikoprofile“: the list of all profiles and the one that is open beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from dsfa_app.catalogue.profiles import is_own
from dsfa_app.domain.assessment import DEFAULT_PROFILE_ID
from ui import messages
from ui.formatting import count
from ui.icons import icon
from ui.overriding import override
from ui.places.place import Place
from ui.profiles.panel import ProfilePanel
from ui.profiles.preview_dialog import ProfilePreviewDialog
from ui.style_sheet import set_look
from ui.view_models.profile_editor import ProfileEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from dsfa_app.method.profile import RiskProfile
    from dsfa_app.services.profiles import AffectedAssessment, ListedProfile, SettledProfile
    from ui.background import Task
    from ui.places.place import PlaceContext

_ID = Qt.ItemDataRole.UserRole
_KINDS = "Risikoprofil (*.json)"
_LIST_WIDTH = 264
_ROOM_BESIDE = 72
"""Pixels of the list's width that are margin, padding or scroll bar."""
_CHANGED = "nicht gespeichert"


def dropped_profiles(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files among what is dropped that can be profiles."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return tuple(path for path in paths if path.suffix.casefold() == ".json")


class ProfilesPage(Place):
    """All risk profiles; the body's own can be changed, every profile can be copied and exported."""

    def __init__(self, context: PlaceContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._listed: dict[str, ListedProfile] = {}
        self._panels: dict[str, ProfilePanel] = {}
        self._wanted = ""
        self._task: Task | None = None
        self.setAcceptDrops(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Risikoprofile")
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(lambda _current, _previous: self._show_chosen())
        self.copy = QPushButton(icon("duplicate"), "Als eigenes Profil kopieren")
        self.export = QPushButton(icon("document"), "Als Datei ausgeben …")
        self.take = QPushButton(icon("add"), "Aus Datei aufnehmen …")
        self.delete = QPushButton(icon("remove"), "Löschen …")
        self.copy.clicked.connect(self._copy)
        self.export.clicked.connect(self._choose_target)
        self.take.clicked.connect(self._choose_source)
        self.delete.clicked.connect(self._ask_to_delete)
        self._stack = QStackedWidget()
        sides = QSplitter()
        sides.setChildrenCollapsible(False)
        sides.addWidget(self._build_side())
        sides.addWidget(self._stack)
        sides.setStretchFactor(1, 1)
        sides.setSizes([_LIST_WIDTH, 3 * _LIST_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(sides)

    @property
    def panel(self) -> ProfilePanel | None:
        """The profile in front, None before the list is read."""
        panel = self._stack.currentWidget()
        return panel if isinstance(panel, ProfilePanel) else None

    @override
    def refresh(self) -> None:
        """Read the profiles again."""
        self._context.runner.run(
            self._read,
            receiver=self,
            on_success=self._show_list,
            on_error=self.failed.emit,
        )

    @override
    def focus_work(self) -> None:
        """Put the keyboard into the list."""
        self.list.setFocus()

    @override
    def unsaved_work(self) -> str:
        changed = [panel.editor for panel in self._panels.values() if panel.editor.is_changed]
        if not changed:
            return ""
        more = f" und {len(changed) - 1} weiteren" if len(changed) > 1 else ""
        return f"Änderungen am Risikoprofil „{changed[0].profile.title}“{more} sind nicht gespeichert."

    def choose(self, profile_id: str) -> None:
        """Bring a profile to the front, at once or as soon as the list is read."""
        self._wanted = profile_id
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_ID) == profile_id:
                self.list.setCurrentItem(item)

    def import_file(self, file: Path) -> None:
        """Take over a profile from a file."""
        self._run(
            lambda: self._context.application.profiles.import_file(file),
            self._say_imported,
        )

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_profiles(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        for file in dropped_profiles(event):
            self.import_file(file)
        event.acceptProposedAction()

    def _build_side(self) -> QFrame:
        side = QFrame()
        set_look(side, "side")
        side.setMaximumWidth(2 * _LIST_WIDTH)
        box = QVBoxLayout(side)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        words = QLabel(
            "Nach welchem Profil eine DSFA urteilt, wählen Sie dort unter „Anlass und Beteiligte“."
        )
        words.setWordWrap(True)
        set_look(words, "hint")
        box.addWidget(words)
        box.addWidget(self.list, 1)
        for button in (self.copy, self.export, self.take, self.delete):
            box.addWidget(button)
        return side

    def _read(self) -> Sequence[ListedProfile]:
        return self._context.application.profiles.all()

    @property
    def _chosen(self) -> str:
        row = self.list.currentRow()
        return "" if row < 0 else str(self.list.item(row).data(_ID))

    def _show_list(self, listed: Sequence[ListedProfile]) -> None:
        wanted = self._wanted or self._chosen
        self._wanted = ""
        self._listed = {item.profile.id: item for item in listed}
        for profile_id in [name for name in self._panels if name not in self._listed]:
            panel = self._panels.pop(profile_id)
            self._stack.removeWidget(panel)
            panel.deleteLater()
        self.list.clear()
        for item in sorted(listed, key=lambda item: item.profile.id != DEFAULT_PROFILE_ID):
            entry = QListWidgetItem()
            entry.setData(_ID, item.profile.id)
            self.list.addItem(entry)
            self._name(entry)
        for row in range(self.list.count()):
            entry = self.list.item(row)
            if entry.data(_ID) == wanted:
                self.list.setCurrentItem(entry)
        if not self._chosen:
            self.list.setCurrentRow(0)
        self._show_chosen()

    def _name(self, entry: QListWidgetItem) -> None:
        item = self._listed[entry.data(_ID)]
        kind = "eigenes" if item.is_own else "mitgeliefert"
        used = f", {count(item.used_by, 'DSFA', 'DSFA')}" if item.used_by else ""
        panel = self._panels.get(item.profile.id)
        changed = f", {_CHANGED}" if panel is not None and panel.editor.is_changed else ""
        entry.setText(f"{item.profile.title}\n{kind}, Fassung {item.profile.version}{used}{changed}")
        room = QRect(0, 0, max(self.list.width(), _LIST_WIDTH - 32) + 32 - _ROOM_BESIDE, 1000)
        written = self.list.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), entry.text())
        entry.setSizeHint(QSize(0, written.height() + 14))

    def _name_chosen(self) -> None:
        if self._chosen:
            self._name(self.list.currentItem())

    def _show_chosen(self) -> None:
        listed = self._listed.get(self._chosen)
        if listed is None:
            return
        panel = self._panels.get(listed.profile.id) or self._make_panel(listed)
        if panel.editor.profile != listed.profile and not panel.editor.is_changed:
            panel.editor.take_saved(listed.profile)
        self._stack.setCurrentWidget(panel)
        reason = "" if listed.is_own else "Mitgelieferte Profile bleiben erhalten."
        if listed.is_own and listed.used_by:
            reason = f"Das Profil wird von {count(listed.used_by, 'DSFA', 'DSFA')} verwendet."
        self.delete.setEnabled(not reason)
        self.delete.setToolTip(reason)

    def _make_panel(self, listed: ListedProfile) -> ProfilePanel:
        source = self._context.application.catalogue.sources.get(listed.profile.source)
        title = source.title if source is not None and not listed.is_own else ""
        panel = ProfilePanel(ProfileEditor(listed.profile, is_own=listed.is_own, source_title=title))
        panel.editor.setParent(panel)
        panel.editor.changed.connect(self._name_chosen)
        panel.preview_requested.connect(lambda: self._preview(panel, is_saving=False))
        panel.save_requested.connect(lambda: self._preview(panel, is_saving=True))
        panel.cancel_requested.connect(self._cancel)
        self._panels[listed.profile.id] = panel
        self._stack.addWidget(panel)
        return panel

    def _preview(self, panel: ProfilePanel, *, is_saving: bool) -> None:
        """Find out what saving would do; save at once where nothing would change."""
        draft = panel.editor.draft
        panel.begin_work()

        def found(affected: Sequence[AffectedAssessment]) -> None:
            if is_saving and not any(item.is_affected for item in affected):
                self._save(panel)
                return
            titles = {name: risk.title for name, risk in self._context.application.catalogue.risks.items()}
            dialog = ProfilePreviewDialog(affected, titles, self.window())
            dialog.confirmed.connect(lambda: self._save(panel))
            dialog.open()

        self._task = self._context.runner.run_reporting(
            lambda report: self._context.application.profiles.preview(draft, report),
            receiver=panel,
            on_success=found,
            on_error=self.failed.emit,
            on_progress=panel.show_progress,
            on_finished=panel.end_progress,
        )

    def _save(self, panel: ProfilePanel) -> None:
        draft = panel.editor.draft
        panel.begin_work()

        def saved(profile: RiskProfile) -> None:
            panel.editor.take_saved(profile)
            self._changed(f"„{profile.title}“ ist als Fassung {profile.version} gespeichert.")

        self._task = self._context.runner.run_reporting(
            lambda report: self._context.application.profiles.save(draft, report),
            receiver=panel,
            on_success=saved,
            on_error=self.failed.emit,
            on_progress=panel.show_progress,
            on_finished=panel.end_progress,
        )

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _changed(self, sentence: str) -> None:
        """Say what was done and let every place read again, this one included."""
        self.said.emit(sentence)
        self.data_changed.emit()
        self.refresh()

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._context.runner.run(work, receiver=self, on_success=done, on_error=self.failed.emit)

    def _copy(self) -> None:
        chosen = self._chosen
        if chosen:
            self._run(lambda: self._context.application.profiles.copy(chosen), self._copied)

    def _copied(self, profile: RiskProfile) -> None:
        self._wanted = profile.id
        self._changed(f"„{profile.title}“ ist angelegt und kann geändert werden.")

    def _choose_target(self) -> None:
        chosen = self._chosen
        if not chosen:
            return
        dialog = QFileDialog(self, "Risikoprofil als Datei ausgeben")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_KINDS)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"risikoprofil-{chosen}.json")
        dialog.fileSelected.connect(lambda name: self.export_file(chosen, Path(name)))
        dialog.open()

    def export_file(self, profile_id: str, target: Path) -> None:
        """Write a profile as a file."""
        self._run(
            lambda: self._context.application.profiles.export(profile_id, target),
            lambda profile: self.said.emit(f"„{profile.title}“ steht in {target.name}."),
        )

    def _choose_source(self) -> None:
        dialog = QFileDialog(self, "Risikoprofil aus Datei aufnehmen")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_KINDS)
        dialog.fileSelected.connect(lambda name: self.import_file(Path(name)))
        dialog.open()

    def _say_imported(self, settled: SettledProfile) -> None:
        self._wanted = settled.profile.id
        done = "ist aufgenommen" if settled.is_new else "ist schon vorhanden"
        self._changed(f"„{settled.profile.title}“ {done}.")

    def _ask_to_delete(self) -> None:
        listed = self._listed.get(self._chosen)
        if listed is None or not is_own(listed.profile.id):
            return
        profile = listed.profile
        messages.confirm(
            self,
            f"„{profile.title}“ löschen?",
            "Das Risikoprofil wird mit allen Fassungen gelöscht. Keine DSFA verwendet es.",
            action="Löschen",
            on_confirmed=lambda: self._run(
                lambda: self._context.application.profiles.delete(profile.id),
                lambda _nothing: self._changed(f"„{profile.title}“ ist gelöscht."),
            ),
        )

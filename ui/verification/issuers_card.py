"""Whom this workplace trusts: root certificates and revocation lists, with their fingerprints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QWidget,
)

from dsfa_app.services.trust import TrustedFile, TrustKind
from ui import messages
from ui.formatting import format_date
from ui.forms.form_page import Card
from ui.icons import icon
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.errors import DsfaError
    from dsfa_app.services.trust import TrustStore
    from ui.background import BackgroundRunner

_NOTE = (
    "Vertraut wird nur, was Sie hier aufnehmen. Vergleichen Sie den Fingerabdruck mit dem, den der "
    "Aussteller auf anderem Weg nennt, zum Beispiel am Telefon."
)
_EMPTY = "Noch kein Aussteller. Ohne ihn lautet das beste Ergebnis „gültig, Aussteller nicht vertraut“."
_FILES = "Zertifikate und Sperrlisten (*.pem *.cer *.crt *.der *.crl)"
_GROUP = 4
_LIST_HEIGHT = 120
_R = TypeVar("_R")


def grouped(fingerprint: str) -> str:
    """Return a fingerprint in groups, as people read it out to each other."""
    return " ".join(fingerprint[start : start + _GROUP] for start in range(0, len(fingerprint), _GROUP))


def _words(entry: TrustedFile) -> str:
    what = "Zertifikat" if entry.kind is TrustKind.ROOT else "Sperrliste"
    until = f", bis {format_date(entry.until)}" if entry.until else ""
    return f"{entry.name}\n{what}{until}"


class IssuersCard(Card):
    """``changed`` says that something else is trusted now."""

    changed = Signal()

    def __init__(self, store: TrustStore, runner: BackgroundRunner, parent: QWidget | None = None) -> None:
        super().__init__("Vertraute Aussteller", _NOTE, parent)
        self._store = store
        self._runner = runner
        self._entries: tuple[TrustedFile, ...] = ()
        self.list = QListWidget(self)
        self.list.setAccessibleName("Vertraute Aussteller und Sperrlisten")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMaximumHeight(_LIST_HEIGHT)
        self.list.currentItemChanged.connect(self._show_chosen)
        self._empty = QLabel(_EMPTY, self)
        self._empty.setWordWrap(True)
        set_look(self._empty, "muted")
        self.fingerprint = QLabel(self)
        self.fingerprint.setWordWrap(True)
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_look(self.fingerprint, "hint")
        self.add = QPushButton(icon("add"), "Aufnehmen …", self)
        self.add.setAccessibleName("Zertifikat oder Sperrliste aufnehmen")
        self.add.clicked.connect(self._ask_for_file)
        self.remove = QPushButton("Entfernen", self)
        self.remove.setAccessibleName("Gewählten Aussteller entfernen")
        self.remove.clicked.connect(self._ask_to_remove)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        for widget in (self._empty, self.list, self.fingerprint):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self._show(())

    @property
    def chosen(self) -> TrustedFile | None:
        """The chosen entry, None while there is none."""
        row = self.list.currentRow()
        return None if row < 0 else self._entries[row]

    def load(self) -> None:
        """Read what is trusted."""
        self._work(self._store.known, self._show)

    def take(self, file: Path) -> None:
        """Trust the certificates of a file from now on, or use its revocation list."""
        self._work(lambda: self._store.add(file), lambda _added: self._changed())

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, "Zertifikat oder Sperrliste aufnehmen")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_FILES, "Alle Dateien (*)"])
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def _ask_to_remove(self) -> None:
        entry = self.chosen
        if entry is None:
            return
        messages.confirm(
            self.window(),
            f"„{entry.name}“ nicht mehr vertrauen?",
            "Dokumente, die darüber als gültig galten, heißen bei der nächsten Prüfung „Aussteller nicht "
            "vertraut“. Die Datei, aus der Sie es aufgenommen haben, bleibt unberührt.",
            action="Entfernen",
            on_confirmed=lambda: self._work(
                lambda: self._store.remove(entry.fingerprint), lambda _gone: self._changed()
            ),
        )

    def _work(self, work: Callable[[], _R], then: Callable[[_R], None]) -> None:
        self._runner.run(work, receiver=self, on_success=then, on_error=self._refuse)

    def _changed(self) -> None:
        self.load()
        self.changed.emit()

    def _refuse(self, error: DsfaError) -> None:
        messages.show_error(self.window(), error, "Nicht aufgenommen")

    def _show(self, known: tuple[TrustedFile, ...]) -> None:
        entries = self._entries = known
        self.list.clear()
        self.list.addItems([_words(entry) for entry in entries])
        self._empty.setVisible(not entries)
        self.list.setVisible(bool(entries))
        if entries:
            self.list.setCurrentRow(0)
        self._show_chosen()

    def _show_chosen(self) -> None:
        entry = self.chosen
        self.remove.setEnabled(entry is not None)
        self.fingerprint.setVisible(entry is not None)
        if entry is not None:
            self.fingerprint.setText(f"SHA-256: {grouped(entry.fingerprint)}")

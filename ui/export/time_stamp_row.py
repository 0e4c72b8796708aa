"""Whether a time stamping authority is asked when signing, and which: the one network call of an export."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.style_sheet import set_look

_HINT = (
    "Ein Zeitstempel belegt, wann signiert wurde, auch wenn das Zertifikat später abläuft. Nur dafür fragt "
    "das Programm diese Adresse; übertragen wird eine Prüfsumme, kein Inhalt."
)


class TimeStampRow(QWidget):
    """A tick and an address; without the tick nothing is asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = QCheckBox("Zeitstempel anfordern (Netzzugriff)", self)
        self.address = QLineEdit(self)
        self.address.setAccessibleName("Adresse des Zeitstempeldienstes")
        self.address.setPlaceholderText("https:// … – Adresse des Zeitstempeldienstes nach RFC\u00a03161")
        self._hint = QLabel(_HINT, self)
        self._hint.setWordWrap(True)
        set_look(self._hint, "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.wanted, self.address, self._hint):
            layout.addWidget(widget)
        self.wanted.toggled.connect(self._show_state)
        self._show_state()

    @property
    def chosen_address(self) -> str:
        """The address to ask, empty where no time stamp is wanted."""
        return self.address.text().strip() if self.wanted.isChecked() else ""

    def show_address(self, address: str) -> None:
        """Offer the address used last; the tick stays as it is."""
        self.address.setText(address)

    def _show_state(self) -> None:
        for widget in (self.address, self._hint):
            widget.setVisible(self.wanted.isChecked())
        if self.wanted.isChecked() and not self.address.text():
            self.address.setFocus()

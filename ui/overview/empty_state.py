"""What a newcomer sees before there is any assessment."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import application_icon, icon
from ui.style_sheet import set_look


class EmptyState(QWidget):
    """Says what the program is for and offers the two ways to begin."""

    new_requested = Signal()
    example_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = QFrame()
        set_look(card, "card")
        card.setFixedWidth(560)
        box = QVBoxLayout(card)
        box.setContentsMargins(40, 32, 40, 32)
        box.setSpacing(16)
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(QSize(56, 56)))
        title = QLabel("Noch keine DSFA")
        set_look(title, "title")
        words = QLabel(
            "Mit der DSFA-Werkbank führen Sie die Datenschutz-Folgenabschätzung für Ihre Social-Media-Kanäle "
            "durch: von der Schwellwertanalyse bis zum signierten Bericht für Word und Excel."
        )
        words.setWordWrap(True)
        self._new = QPushButton("Neue DSFA")
        set_look(self._new, "primary")
        self._new.clicked.connect(self.new_requested)
        example = QPushButton(icon("example"), "Beispiel öffnen")
        example.clicked.connect(self.example_requested)
        hint = QLabel("Das Beispiel zeigt die acht Plattformen der Landeshauptstadt Stuttgart.")
        hint.setWordWrap(True)
        set_look(hint, "muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._new)
        buttons.addWidget(example)
        buttons.addStretch(1)
        for widget in (picture, title, words):
            box.addWidget(widget)
        box.addLayout(buttons)
        box.addWidget(hint)
        layout = QVBoxLayout(self)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(self._new)

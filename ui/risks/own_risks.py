"""The body's own risks: described in a table and a form, in place of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsfa_app.domain.own_risk import next_own_id
from ui.assessment.page_frame import PageScroller
from ui.formatting import count
from ui.forms import options
from ui.forms.record_table import RecordTable
from ui.forms.spec import Field, Records
from ui.messages import confirm
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext

_COLLECTION = "own_risks"
_NOTE = (
    "Was der Katalog nicht kennt, beschreiben Sie hier. Ein eigenes Risiko steht danach im Raster, wird je "
    "Plattform bewertet, von Maßnahmen behandelt und gedruckt wie die Risiken des Katalogs."
)


def _free_id(assessment: Assessment) -> str:
    """Return an id nothing uses, ratings and measures that may come back by undo included."""
    named = (risk_id for measure in assessment.measures for risk_id in measure.risk_ids)
    rated = (rating.risk_id for rating in assessment.ratings)
    return next_own_id((*(own.id for own in assessment.own_risks), *named, *rated))


def ask_and_remove(context: PageContext, parent: QWidget, risk_id: str) -> None:
    """Remove an own risk; ask first where ratings would go with it."""
    rated = sum(rating.risk_id == risk_id for rating in context.editor.assessment.ratings)

    def remove() -> None:
        context.editor.apply(
            "Eigenes Risiko entfernen", lambda known: known.without_own_risk(risk_id), (_COLLECTION,)
        )
        context.notices.say(f"Eigenes Risiko {risk_id} entfernt. Strg+Z nimmt das zurück.")

    if not rated:
        remove()
        return
    confirm(
        parent.window(),
        f"Eigenes Risiko {risk_id} entfernen?",
        f"{count(rated, 'Bewertung dazu geht', 'Bewertungen dazu gehen')} mit, und Maßnahmen nennen es nicht "
        "mehr. „Rückgängig“ bringt alles zurück.",
        action="Entfernen",
        on_confirmed=remove,
    )


_RECORDS = Records(
    name=_COLLECTION,
    columns=("id", "title", "platform_ids"),
    fields=(
        Field(name="title"),
        Field(name="description", lines=3),
        Field(name="event", lines=2),
        Field(name="risk_sources", options=options.picker("risk_sources")),
        Field(name="nature"),
        Field(name="damages", options=options.picker("damages")),
        Field(name="goals", options=options.picker("goals")),
        Field(name="platform_side"),
        Field(name="platform_ids", options=options.platforms),
    ),
    new_id=_free_id,
    remove=ask_and_remove,
)


class OwnRisksPanel(QFrame):
    """Adds, changes and removes own risks. ``closed`` asks to go back to the grid."""

    closed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "side")
        scroller = PageScroller(self)
        body = QWidget(scroller)
        set_look(body, "page")
        note = QLabel(_NOTE, body)
        note.setWordWrap(True)
        self.table = RecordTable(context, _RECORDS, parent=body)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(12)
        column.addWidget(note)
        column.addWidget(self.table)
        column.addStretch(1)
        scroller.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(scroller, 1)

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now."""
        self.table.refresh(changed)

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the field with this path; tell whether it is asked here."""
        return self.table.focus_path(path)

    def _bar(self) -> QFrame:
        bar = QFrame(self)
        set_look(bar, "bar")
        title = QLabel("Eigene Risiken", bar)
        set_look(title, "heading")
        close = QPushButton("Zurück zum Raster", bar)
        close.setToolTip("Zurück zum Raster (Esc)")
        set_look(close, "flat")
        close.clicked.connect(self.closed)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(title, 1)
        row.addWidget(close)
        return bar

"""The help for the focused field: plain words, the norm, facts of the catalogue with source and date."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from dsfa_app.catalogue.facts import UNDATED, Evidence, FactMark, fact_marks
from ui.formatting import format_as_of
from ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsfa_app.catalogue.facts import Fact
    from ui.forms.context import HelpTopic

_MARKS = {
    FactMark.INFERRED: "abgeleitet, bitte prüfen",
    FactMark.UNSOURCED: "nicht belegt",
    FactMark.UNDATED: "ohne Stand",
    FactMark.STALE: "älter als 12\u00a0Monate",
}

_EVIDENCE = {
    Evidence.PRIMARY: "Primärquelle",
    Evidence.SECONDARY: "Sekundärquelle",
    Evidence.SEED: "Konzept der Stadt",
}

_START = (
    "Wählen Sie ein Feld. Hier steht dann, was gemeint ist, welche Norm dahintersteht und was belegt ist."
)


class HelpPane(QWidget):
    """Shows one help topic at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[HelpTopic, str, str] | None = None
        self._changed: frozenset[str] = frozenset()
        self._view = QTextBrowser()
        self._view.setOpenLinks(False)
        self._view.setAccessibleName("Hilfe zum Feld")
        self._view.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._view.document().setDocumentMargin(0)
        self._view.setHtml(f"<p>{escape(_START)}</p>")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self.setFocusProxy(self._view)

    def show_topic(self, topic: HelpTopic, number: str = "", former: str = "") -> None:
        """Show this topic, and what the field said in the version with this number, if something else."""
        shown = (topic, number, former)
        if shown == self._shown:
            return
        self._shown = shown
        self._view.setHtml("".join(self._parts(topic, number, former)))

    def show_changed(self, fact_ids: frozenset[str]) -> None:
        """Mark these facts as changed wherever they are shown."""
        if fact_ids != self._changed:
            self._changed = fact_ids
            self._show_again()

    def _show_again(self) -> None:
        shown, self._shown = self._shown, None
        if shown is not None:
            self.show_topic(*shown)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_again()  # the colours stand in the text

    def text(self) -> str:
        """Return what is shown, as plain text."""
        return self._view.toPlainText()

    def _parts(self, topic: HelpTopic, number: str, former: str) -> Iterator[str]:
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        yield f"<h3 style='margin:0 0 4px 0'>{escape(topic.title)}</h3>"
        if topic.norm:
            yield f"<p style='margin:0 0 8px 0; color:{muted}'>{escape(topic.norm)}</p>"
        for paragraph in filter(None, topic.text.split("\n\n")):
            yield f"<p style='margin:0 0 8px 0'>{escape(paragraph)}</p>"
        if former:
            yield f"<h4 style='margin:16px 0 4px 0'>In Fassung {escape(number)} stand hier</h4>"
            words = escape(former).replace("\n", "<br>")
            yield f"<p style='margin:0 0 8px 0'>{words}</p>"
        for group in topic.facts:
            yield f"<h4 style='margin:16px 0 4px 0'>{escape(group.title)}</h4>"
            for fact in group.facts:
                yield from self._fact(fact, muted)

    def _fact(self, fact: Fact, muted: str) -> Iterator[str]:
        warning = self.palette().color(QPalette.ColorRole.BrightText).name()
        yield f"<p style='margin:0'>{escape(fact.text)}</p>"
        origin = [f"Quelle: {fact.source}"] if fact.source else []
        if fact.as_of != UNDATED:
            origin.append(f"Stand {format_as_of(fact.as_of)}")
        if fact.evidence in _EVIDENCE:  # what is inferred or not sourced says so in its mark
            origin.append(_EVIDENCE[fact.evidence])
        found = [_MARKS[mark] for mark in fact_marks(fact, date.today())]  # noqa: DTZ011 - local day
        if fact.id in self._changed:
            found.insert(0, "geändert, noch nicht beurteilt")
        marks = " · ".join(found)
        marked = f"<br><b style='color:{warning}'>⚠ {escape(marks)}</b>" if marks else ""
        small = f"font-size:small; color:{muted}"
        yield f"<p style='margin:0 0 8px 0; {small}'>{escape(' · '.join(origin))}{marked}</p>"

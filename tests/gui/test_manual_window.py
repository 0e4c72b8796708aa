"""The manual in the window: complete, followed by link and key, searched, readable in both schemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from factories import full_assessment
from gui_steps import press, type_here
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from resources import resource
from ui.manual.book import Book, anchor
from ui.manual.chapters import CHAPTERS
from ui.manual.reader import LINE_LENGTH, ManualReader
from ui.manual.window import ManualWindow
from ui.pages import PAGES
from ui.theme import DARK, LIGHT, Scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QTextBlock
    from pytestqt.qtbot import QtBot

    from dsfa_app.bootstrap import Application
    from ui.main_window import MainWindow
    from ui.theme import Theme


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[Callable[[Book], ManualWindow]]:
    """Open the manual with the keyboard on its page."""
    opened: list[ManualWindow] = []

    def shown(book: Book) -> ManualWindow:
        manual = ManualWindow(book, theme)
        opened.append(manual)
        manual.show_place()
        qtbot.waitUntil(manual.isActiveWindow)
        return manual

    yield shown
    for manual in opened:
        manual.close()
        manual.deleteLater()


@pytest.fixture
def manual(show: Callable[[Book], ManualWindow], book: Book) -> ManualWindow:
    return show(book)


def rendered(book: Book, page: str) -> QTextDocument:
    document = QTextDocument()
    document.setMarkdown(book.text(page))
    return document


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def headings(document: QTextDocument) -> set[str]:
    return {anchor(block.text()) for block in blocks(document) if block.blockFormat().headingLevel()}


def links(document: QTextDocument) -> set[str]:
    formats = (place.format for block in blocks(document) for place in block.textFormats())
    return {each.anchorHref() for each in formats if each.isAnchor()}


def heading_in_view(reader: ManualReader) -> str:
    """Return the heading at the top of what is seen."""
    return reader.cursorForPosition(reader.viewport().rect().topLeft()).block().text()


def own_book(folder: Path, text: str, **pages: str) -> Book:
    (folder / "bilder").mkdir()
    (folder / "index.md").write_text(text, "utf-8")
    for name, content in pages.items():
        (folder / f"{name}.md").write_text(content, "utf-8")
    return Book(folder)


def test_the_contents_name_every_page_once(book: Book) -> None:
    shipped = sorted(file.name for file in resource("handbuch").iterdir() if file.name.endswith(".md"))
    assert sorted(chapter.page for chapter in book.chapters) == shipped
    assert [section.title for section in book.sections] == [
        "",
        "Für den Anfang",
        "Die DSFA Schritt für Schritt",
        "Zum Nachschlagen",
    ]


@pytest.mark.usefixtures("german_qt")
def test_every_link_leads_to_a_page_and_heading_or_asks_before_it_leaves(book: Book) -> None:
    places = {chapter.page: headings(rendered(book, chapter.page)) for chapter in book.chapters}
    lost = []
    for page in places:
        for link in links(rendered(book, page)):
            target, _hash, heading = link.partition("#")
            known = places.get(target or page, set())
            if not link.startswith("https://") and (not known or (heading and heading not in known)):
                lost.append((page, link))
    assert lost == []


def test_every_page_of_an_assessment_has_its_place_in_the_manual(book: Book, manual: ManualWindow) -> None:
    assert set(CHAPTERS) == {page.id for page in PAGES}
    for place in CHAPTERS.values():
        page, _hash, heading = place.partition("#")
        manual.show_place(place)
        assert manual.reader.page == page
        assert not heading or heading in headings(rendered(book, page))
        if heading:
            assert anchor(manual.reader.textCursor().block().text()) == heading


def test_a_page_opens_its_chapter_beside_the_work(qtbot: QtBot, window: MainWindow, app: Application) -> None:
    window.menus.manual.trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), ManualWindow))
    manual = QApplication.activeWindow()
    assert manual.windowTitle() == "Überblick – Handbuch"
    window.open_assessment(app.assessments.add(full_assessment()))
    window.shell.open_page("consultation")
    window.menus.manual.trigger()
    qtbot.waitUntil(manual.isActiveWindow)
    assert manual.windowTitle() == "Restrisiko und Entscheidung – Handbuch"
    assert heading_in_view(manual.reader) == "DSB und Betroffene"
    assert not manual.isModal()
    window.menus.next.trigger()
    assert window.shell.page_id == "decision"
    window.close()
    qtbot.waitUntil(lambda: not manual.isVisible())


def test_links_are_followed_and_left_by_keyboard(manual: ManualWindow) -> None:
    reader = manual.reader
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert reader.page == "erste-schritte.md"
    assert manual.contents.currentItem().text() == "Erste Schritte"
    press(Qt.Key.Key_Left, modifiers=Qt.KeyboardModifier.AltModifier)
    assert reader.page == "index.md"
    assert manual.contents.currentItem().text() == "Überblick"
    press(Qt.Key.Key_Right, modifiers=Qt.KeyboardModifier.AltModifier)
    assert reader.page == "erste-schritte.md"
    assert not manual.forward.isEnabled()


def test_the_contents_turn_to_a_chapter(manual: ManualWindow) -> None:
    manual.contents.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert manual.reader.page == "barrierefreiheit-und-tastatur.md"


def test_words_are_found_on_the_page_and_on_the_pages_after_it(manual: ManualWindow) -> None:
    manual.show_place("daten-und-sicherung.md#passphrasen-und-schlüsselbund")
    press(Qt.Key.Key_F, modifiers=Qt.KeyboardModifier.ControlModifier)
    type_here("schlüsselbund")
    found = manual.find_bar.found
    assert manual.reader.textCursor().selectedText() == "Schlüsselbund"
    first, total = found.text().split(" auf dieser Seite")[0].split(" von ")
    assert total == str(len(manual.reader.extraSelections()))
    press(Qt.Key.Key_Return, int(total) - int(first) + 1)
    assert manual.reader.page != "daten-und-sicherung.md"
    assert found.text().startswith("1 von ")
    press(Qt.Key.Key_F3, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert manual.reader.page == "daten-und-sicherung.md"
    assert found.text().startswith(f"{total} von {total} auf dieser Seite, auch auf ")
    press(Qt.Key.Key_Escape)
    assert manual.find_bar.isHidden()
    assert manual.reader.extraSelections() == []


def test_words_that_stand_elsewhere_or_nowhere_are_told(manual: ManualWindow) -> None:
    manual.start_search.trigger()
    type_here("LOCALAPPDATA")
    assert manual.find_bar.found.text() == ("Nicht auf dieser Seite. Eingabe führt zu „Daten und Sicherung“.")
    press(Qt.Key.Key_Return)
    assert manual.reader.page == "daten-und-sicherung.md"
    manual.find_bar.words.clear()
    type_here("Quittenmarmelade")
    assert manual.find_bar.found.text() == "Das steht nicht im Handbuch."
    press(Qt.Key.Key_Return)
    assert manual.reader.page == "daten-und-sicherung.md"


def test_a_link_to_the_net_is_opened_only_after_a_question(
    qtbot: QtBot,
    show: Callable[[Book], ManualWindow],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda address: asked.append(address.toString()))
    manual = show(own_book(tmp_path, "[Gesetz](https://example.org/dsgvo) [Datei](file:///etc/passwd)"))
    for answer, opened in (("Abbrechen", []), ("Öffnen", ["https://example.org/dsgvo"])):
        manual.reader.anchorClicked.emit(QUrl("https://example.org/dsgvo"))
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
        box = QApplication.activeModalWidget()
        assert "https://example.org/dsgvo" in box.informativeText()
        buttons = box.findChildren(QPushButton)
        next(button for button in buttons if button.text().replace("&", "") == answer).click()
        assert asked == opened
    manual.reader.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert QApplication.activeModalWidget() is None
    assert manual.reader.page == "index.md"


def test_pictures_of_the_manual_fit_and_nothing_else_is_read(
    show: Callable[[Book], ManualWindow], tmp_path: Path
) -> None:
    book = own_book(tmp_path, "![Matrix](bilder/matrix.png)")
    picture = QImage(3000, 1000, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    picture.save(str(tmp_path / "bilder" / "matrix.png"))
    reader = show(book).reader
    shown = reader.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("bilder/matrix.png"))
    assert shown.width() == LINE_LENGTH * reader.fontMetrics().averageCharWidth()
    for path in ("index.md", "bilder/../index.md", "/etc/passwd"):
        with pytest.raises(FileNotFoundError):
            book.picture(path)
    outside = QUrl("https://example.org/bild.png")
    assert reader.loadResource(QTextDocument.ResourceType.ImageResource.value, outside) is None


def test_lines_stay_readable_in_a_wide_window(manual: ManualWindow) -> None:
    manual.resize(1920, 1000)
    QApplication.processEvents()
    reader = manual.reader
    width = reader.viewport().width() - 2 * reader.document().documentMargin()
    assert width <= LINE_LENGTH * reader.fontMetrics().averageCharWidth()
    manual.resize(640, 480)
    QApplication.processEvents()
    assert reader.viewport().width() > 300


def test_another_scheme_recolours_the_page_where_it_was_left(manual: ManualWindow, theme: Theme) -> None:
    manual.show_place("fehlermeldungen.md#befunde-der-signaturprüfung")
    left_at = manual.reader.verticalScrollBar().value()
    assert left_at > 0
    try:
        for scheme, tokens in ((Scheme.DARK, DARK), (Scheme.LIGHT, LIGHT)):
            theme.choose(scheme)
            assert manual.reader.verticalScrollBar().value() == left_at
            manual.reader.open_place("index.md")
            first = next(block for block in blocks(manual.reader.document()) if block.textList() is not None)
            place = first.textFormats()[0]  # keeps its format alive
            assert place.format.foreground().color() == QColor(tokens.accent)
            assert place.format.fontUnderline()
            manual.reader.backward()
    finally:
        theme.choose(Scheme.LIGHT)

"""How a page of the manual looks: Qt reads Markdown, but leaves headings, lists and tables crowded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette, QTextBlock, QTextDocument


_KEEP_ANCHOR = QTextCursor.MoveMode.KeepAnchor
_LINE_HEIGHT = 125
"""Percent."""
_ABOVE_HEADING = {1: 8, 2: 24, 3: 16}
_BELOW_HEADING = 8
_BELOW_PARAGRAPH = 8
_BELOW_LIST_ITEM = 4
_CELL_PADDING = 6


def set_type(document: QTextDocument, palette: QPalette) -> None:
    """Give a document that was read from Markdown distances, line height and tables that can be read."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        _set_block(QTextCursor(block), block)
        _set_links(block, palette)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame, palette)
    cursor.endEditBlock()


def _set_block(cursor: QTextCursor, block: QTextBlock) -> None:
    layout = QTextBlockFormat()
    layout.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    level = block.blockFormat().headingLevel()
    if cursor.currentTable() is not None:
        layout.setTopMargin(0)
        layout.setBottomMargin(0)
    elif level:
        layout.setTopMargin(_ABOVE_HEADING.get(level, _ABOVE_HEADING[3]))
        layout.setBottomMargin(_BELOW_HEADING)
    else:
        layout.setTopMargin(0)
        layout.setBottomMargin(_BELOW_LIST_ITEM if _is_inside_list(block) else _BELOW_PARAGRAPH)
    cursor.mergeBlockFormat(layout)


def _is_inside_list(block: QTextBlock) -> bool:
    """Tell whether another item of a list follows."""
    return block.textList() is not None and block.next().textList() is not None


def _set_links(block: QTextBlock, palette: QPalette) -> None:
    """Underline links: colour alone does not show them to everybody (EN 301 549, 9.1.4.1)."""
    look = QTextCharFormat()
    look.setFontUnderline(True)
    look.setForeground(palette.link())
    for place in block.textFormats():
        if place.format.isAnchor():
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + place.start)
            cursor.setPosition(block.position() + place.start + place.length, _KEEP_ANCHOR)
            cursor.mergeCharFormat(look)


def _set_table(table: QTextTable, palette: QPalette) -> None:
    layout = table.format().toTableFormat()
    layout.setBorderCollapse(True)
    layout.setBorder(1)
    layout.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    layout.setBorderBrush(palette.mid())
    layout.setCellPadding(_CELL_PADDING)
    layout.setTopMargin(_BELOW_PARAGRAPH)
    layout.setBottomMargin(2 * _BELOW_PARAGRAPH)
    layout.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(layout)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(palette.alternateBase())
        cell.setFormat(head)

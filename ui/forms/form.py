"""A form: the rows of declared fields, tied by their paths to the assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dsfa_app.errors import NotFoundError
from ui.forms.context import HelpTopic
from ui.forms.editors import OfferingEditor
from ui.forms.field_row import FieldRow
from ui.forms.selection import editor_for
from ui.forms.spec import owner_and_shape, text_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dsfa_app.domain.structure import Path
    from dsfa_app.texts import FieldText
    from ui.forms.context import PageContext
    from ui.forms.spec import Field


class Form(QWidget):
    """The rows of some fields below one record, which may be exchanged for another of its kind.

    Args:
        context: the page's context.
        fields: what is asked.
        base: path of the record the field names start from; empty for the assessment itself.
        extra_help: adds facts from the catalogue to the help of a field.
    """

    def __init__(
        self,
        context: PageContext,
        fields: Sequence[Field],
        base: Path = (),
        extra_help: Callable[[HelpTopic], HelpTopic] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._fields = tuple(fields)
        self._base = base
        self._extra_help = extra_help
        self._rows: dict[Field, FieldRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        for field in self._fields:
            self._add_row(field)
        context.marks.changed.connect(self._show_marks)
        self.refresh()

    @property
    def paths(self) -> tuple[Path, ...]:
        """Paths of the fields asked, in order."""
        return tuple((*self._base, *field.path) for field in self._fields)

    @property
    def base(self) -> Path:
        """Path of the record shown."""
        return self._base

    def show_record(self, base: Path) -> None:
        """Show another record of the same kind."""
        self._base = base
        self.refresh()

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now; only fields that a change at this path concerns are touched."""
        try:
            for field, row in self._rows.items():
                self._refresh_row(field, row, changed)
        except NotFoundError:
            return  # the record was removed meanwhile; whoever holds the form takes it away

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the field with this path; tell whether it is one of this form."""
        for field, row in self._rows.items():
            if (*self._base, *field.path) == path:
                row.setVisible(True)
                row.editor.setFocus()
                return True
        return False

    def _refresh_row(self, field: Field, row: FieldRow, changed: Path) -> None:
        self._offer(field)
        path = (*self._base, *field.path)
        value = self._context.editor.value(path)
        row.set_locked(self._context.rights.refusal(path))
        if _concerns(changed, path):
            row.show_value(value)
        row.show_comments(self._context.editor.comments.open_below(path))
        row.show_change(self._context.marks.words(path))
        if field.only_if is not None:
            row.setVisible(bool(value) or field.only_if(self._context.editor.value(path[:-1])))

    def _show_marks(self) -> None:
        for field, row in self._rows.items():
            row.show_change(self._context.marks.words((*self._base, *field.path)))

    def _add_row(self, field: Field) -> None:
        path = (*self._base, *field.path)
        _, shape = owner_and_shape(path)
        text = self._context.texts.field(text_key(path))
        row = FieldRow(text, editor_for(field, shape, text), self)
        row.edited.connect(lambda value: self._edited(field, value))
        row.focused.connect(lambda: self._focused(field, text))
        row.comments_wanted.connect(self._context.help.show_comments)
        self._rows[field] = row
        self._layout.addWidget(row)

    def _offer(self, field: Field) -> None:
        editor = self._rows[field].editor
        if field.options is not None and isinstance(editor, OfferingEditor):
            editor.offer(field.options(self._context.editor.assessment, self._context.catalogue))

    def _edited(self, field: Field, value: object) -> None:
        path = (*self._base, *field.path)
        if field.ask_first is not None:
            self._rows[field].show_value(self._context.editor.value(path))
            field.ask_first(self._context, self, value)
            return
        self._context.editor.set_value(path, value, self._context.texts.field(text_key(path)).label)

    def _focused(self, field: Field, text: FieldText) -> None:
        path = (*self._base, *field.path)
        words = (text.help or text.hint, self._context.rights.refusal(path))
        topic = HelpTopic(title=text.label, text="\n\n".join(filter(None, words)), norm=text.norm, path=path)
        self._context.help.show(topic if self._extra_help is None else self._extra_help(topic))


def _concerns(changed: Path, path: Path) -> bool:
    """Tell whether a change at one path can change what stands at the other."""
    shared = min(len(changed), len(path))
    return changed[:shared] == path[:shared]

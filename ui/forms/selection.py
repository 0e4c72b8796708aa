"""Which editor a field gets: by its kind, whether it offers options, and what its declaration adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.domain.structure import Kind
from dsfa_app.domain.vocabulary import Answer
from ui.forms.choice_editors import (
    AnswerEditor,
    CheckListEditor,
    EnumerationEditor,
    FlagEditor,
    NumberEditor,
    OptionEditor,
)
from ui.forms.date_editor import DateEditor
from ui.forms.text_editors import LineEditor, LinesEditor, SuggestionEditor, TextEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dsfa_app.domain.structure import FieldShape
    from dsfa_app.texts import FieldText
    from ui.forms.editors import ValueEditor
    from ui.forms.spec import Field


def _text(field: Field, _shape: FieldShape, _text: FieldText) -> ValueEditor:
    if field.options is not None:
        return SuggestionEditor() if field.is_free else OptionEditor()
    return LineEditor() if field.lines == 1 else TextEditor(field.lines)


def _texts(field: Field, _shape: FieldShape, _text: FieldText) -> ValueEditor:
    return LinesEditor(max(field.lines, 2)) if field.options is None else CheckListEditor()


def _choice(_field: Field, shape: FieldShape, _text: FieldText) -> ValueEditor:
    return AnswerEditor() if shape.record is Answer else EnumerationEditor(shape.record)


_EDITORS: Mapping[Kind, Callable[[Field, FieldShape, FieldText], ValueEditor]] = {
    Kind.TEXT: _text,
    Kind.TEXTS: _texts,
    Kind.CHOICE: _choice,
    Kind.DATE: lambda _field, _shape, _text: DateEditor(),
    Kind.FLAG: lambda _field, _shape, text: FlagEditor(text.label),
    Kind.INTEGER: lambda field, _shape, _text: NumberEditor(*field.bounds),
}


def editor_for(field: Field, shape: FieldShape, text: FieldText) -> ValueEditor:
    """Return a new editor for a field.

    Raises:
        KeyError: fields of this kind are not edited in a row (a bug in a declaration).
    """
    return _EDITORS[shape.kind](field, shape, text)

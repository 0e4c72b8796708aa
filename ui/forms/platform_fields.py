"""Fields asked platform by platform: the tiles to choose from and the form of the chosen platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.forms.form import Form
from ui.forms.platform_chooser import PlatformChooser
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.domain.presence import PlatformUse
    from dsfa_app.domain.structure import Path
    from ui.forms.context import HelpTopic, PageContext
    from ui.forms.spec import PerPlatform

COLLECTION = "platforms"


class PlatformFields(QWidget):
    """The form of one platform at a time."""

    def __init__(
        self,
        context: PageContext,
        spec: PerPlatform,
        extra_help: Callable[[HelpTopic], HelpTopic] | None = None,
        subtitle: Callable[[PlatformUse], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._spec = spec
        self._extra_help = extra_help
        self._form: Form | None = None
        self._empty = QLabel(
            "Die DSFA umfasst noch keine Plattform. "
            "Fügen Sie auf der Seite „Plattformen und Kanäle“ eine hinzu."
        )
        self._empty.setWordWrap(True)
        set_look(self._empty, "muted")
        self._frame = QFrame(self)
        set_look(self._frame, "inset")
        self._box = QVBoxLayout(self._frame)
        self._box.setContentsMargins(16, 16, 16, 16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._chooser = PlatformChooser(context, subtitle, self)
        layout.addWidget(self._empty)
        layout.addWidget(self._chooser)
        layout.addWidget(self._frame)
        self._chooser.chosen.connect(self._show)
        self.refresh()

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now."""
        self._chooser.refresh()
        has_platforms = bool(self._context.editor.assessment.platforms)
        self._empty.setVisible(not has_platforms)
        self._frame.setVisible(has_platforms)
        if has_platforms and self._form is not None:
            self._form.refresh(changed)

    def refresh_tiles(self) -> None:
        """Show the subtitles of the platforms again; the form stays as it is."""
        self._chooser.refresh()

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the field with this path; tell whether it is asked here."""
        names = {field.path for field in self._spec.fields}
        if path[:1] != (COLLECTION,) or path[2:] not in names:
            return False
        self._context.platform.choose(path[1])
        return self._form is not None and self._form.focus_path(path)

    def _show(self, platform_id: str) -> None:
        base = (COLLECTION, platform_id)
        if self._form is None:
            self._form = Form(self._context, self._spec.fields, base, self._extra_help, self._frame)
            self._box.addWidget(self._form)
        elif self._form.base != base:
            self._form.show_record(base)

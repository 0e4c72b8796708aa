"""The user's preferences: how the window looks and where it was left; nothing of an assessment."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from dsfa_app.atomic import write_whole
from dsfa_app.errors import ExportError

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "einstellungen.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Everything that is remembered between two starts."""

    colour_scheme: str = "system"
    """``system``, ``hell`` or ``dunkel``."""
    window_geometry: str = ""
    """Qt's geometry, base64."""
    step_list_width: int = 0
    help_width: int = 0
    help_visible: bool = True
    last_assessment_id: str = ""
    last_page: str = ""
    last_place: str = ""
    export_folder: str = ""
    identity_id: str = ""
    time_stamp_address: str = ""
    """The time stamping authority used last; asked only when a signature is to carry a time stamp."""
    person_name: str = ""
    """Who worked last; empty until somebody said so."""
    person_role: str = ""
    retention_years: int = 5
    """Years a released assessment is kept after its last release ended (``method.retention``)."""


class Settings:
    """Preferences in one JSON file of the data folder; a broken file means defaults, never a failed start."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / FILE_NAME
        self.preferences = self._read()

    def _read(self) -> Preferences:
        try:
            raw: Any = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return Preferences()
        if not isinstance(raw, dict):
            return Preferences()
        defaults = asdict(Preferences())
        known = {
            item.name: raw[item.name]
            for item in fields(Preferences)
            if type(raw.get(item.name)) is type(defaults[item.name])
        }
        return Preferences(**known)

    def update(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of Preferences
        """Change and keep some preferences; where the file cannot be written they last until the end."""
        changed = replace(self.preferences, **changes)
        if changed == self.preferences:
            return
        self.preferences = changed
        text = json.dumps(asdict(changed), ensure_ascii=False, indent=1, sort_keys=True)
        try:
            write_whole(self._file, text.encode("utf-8"))
        except ExportError:
            # a lost window size is not worth a message; the data themselves report their own failures
            return

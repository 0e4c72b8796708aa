"""Who may change what, told with the names of the fields; imports, examples and restores are not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.errors import NotAllowedError
from dsfa_app.method.editing_rights import refusal
from dsfa_app.method.permissions import edit_refusal

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.structure import Path
    from dsfa_app.place_names import PlaceNames
    from dsfa_app.services.session import Session


class EditingRights:
    """Asks the table of permissions for the person who works right now."""

    def __init__(self, session: Session, names: PlaceNames) -> None:
        self._session = session
        self._names = names
        self._offered: dict[str, Assessment] = {}
        self._accepted: dict[str, Assessment] = {}

    def may_edit(self, path: Path, assessment: Assessment) -> bool:
        """Tell whether the person may edit what stands at this path."""
        return not edit_refusal(path, assessment.state, self._session.person.role)

    def field_refusal(self, path: Path, assessment: Assessment) -> str:
        """Return why the person may not edit this field, as a German sentence; empty when they may."""
        refused = edit_refusal(path, assessment.state, self._session.person.role)
        return f"{self._called(path, assessment)} {refused}" if refused else ""

    def _called(self, path: Path, assessment: Assessment) -> str:
        name = self._names.of(path, assessment).parts[-1]
        return name if "„" in name else f"„{name}“"

    def offer(self, assessment: Assessment) -> None:
        """Let this very state come about whatever it changes: a revision, or a version restored."""
        self._offered[assessment.id] = assessment

    def accept(self, assessment: Assessment) -> None:
        """Take it that this state came about rightly; until it is stored only later changes count."""
        self._offered.pop(assessment.id, None)
        self._accepted[assessment.id] = assessment

    def check(self, old: Assessment, new: Assessment) -> None:
        """Refuse changes the person may not make.

        Raises:
            NotAllowedError: one of the changes is not theirs; the sentence names the field and who may.
        """
        if self._offered.get(new.id) is new:
            self.accept(new)
        old = self._accepted.get(new.id, old)
        refused = refusal(old, new, self._session.person, lambda path: self._called(path, new))
        if refused:
            raise NotAllowedError(refused)

    def accepted(self, assessment_id: str) -> Assessment | None:
        """Return the state accepted last that is not stored yet."""
        return self._accepted.get(assessment_id)

    def stored(self, assessment_id: str, accepted: Assessment | None) -> None:
        """Look at every change again: what was accepted is stored, unless another state was meanwhile."""
        if self._accepted.get(assessment_id) is accepted:
            self._accepted.pop(assessment_id, None)

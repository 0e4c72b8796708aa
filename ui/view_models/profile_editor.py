"""A risk profile being edited: one draft, its history and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from dsfa_app.method.profile_draft import ProfileDraft, draft_of
from dsfa_app.method.profile_findings import ProfileFinding, errors, profile_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsfa_app.method.profile import RiskProfile


class _Step(NamedTuple):
    text: str
    key: str
    draft: ProfileDraft


class ProfileEditor(QObject):
    """One profile; ``changed`` says that the draft, its findings or its history are others now."""

    changed = Signal()

    def __init__(
        self, profile: RiskProfile, *, is_own: bool, source_title: str = "", parent: QObject | None = None
    ) -> None:
        """Edit a profile; ``source_title`` is what people call the source of a shipped one."""
        super().__init__(parent)
        self.is_own = is_own
        self.source_title = source_title
        self._profile = profile
        self._draft = draft_of(profile)
        self._findings: tuple[ProfileFinding, ...] | None = None
        self._undone: list[_Step] = []
        self._done: list[_Step] = []

    @property
    def profile(self) -> RiskProfile:
        """The profile as it is stored."""
        return self._profile

    @property
    def draft(self) -> ProfileDraft:
        """The profile as it is on screen."""
        return self._draft

    @property
    def findings(self) -> tuple[ProfileFinding, ...]:
        """What is wrong with the draft, errors first."""
        if self._findings is None:
            self._findings = profile_findings(self._draft)
        return self._findings

    @property
    def is_changed(self) -> bool:
        """Whether the draft differs from what is stored."""
        return self._draft != draft_of(self._profile)

    @property
    def can_save(self) -> bool:
        """Whether there is something to save and nothing that forbids it."""
        return self.is_own and self.is_changed and not errors(self.findings)

    @property
    def undo_text(self) -> str:
        """What undo would take back, empty when there is nothing."""
        return self._done[-1].text if self._done else ""

    @property
    def redo_text(self) -> str:
        """What redo would repeat, empty when there is nothing."""
        return self._undone[-1].text if self._undone else ""

    def apply(self, text: str, change: Callable[[ProfileDraft], ProfileDraft], key: str = "") -> None:
        """Change the draft in one step of undo; changes with the same ``key`` in a row are one step.

        Raises:
            RuleError: whatever the change refuses; nothing is changed then.
        """
        changed = change(self._draft)
        if changed == self._draft:
            return
        if not (key and self._done and self._done[-1].key == key):
            self._done.append(_Step(text, key, self._draft))
        self._undone.clear()
        self._show(changed)

    def undo(self) -> None:
        """Take the last step back."""
        self._travel(self._done, self._undone)

    def redo(self) -> None:
        """Repeat the step taken back last."""
        self._travel(self._undone, self._done)

    def discard(self) -> None:
        """Go back to what is stored, as one step that can be undone."""
        self.apply("Änderungen verwerfen", lambda _draft: draft_of(self._profile))

    def take_saved(self, profile: RiskProfile) -> None:
        """Go on from what is stored now; the history stays, so that a saved change can be taken back."""
        self._profile = profile
        self._show(draft_of(profile))

    def _travel(self, source: list[_Step], target: list[_Step]) -> None:
        if source:
            step = source.pop()
            target.append(_Step(step.text, "", self._draft))
            self._show(replace(step.draft, version=self._profile.version))

    def _show(self, draft: ProfileDraft) -> None:
        self._draft = draft
        self._findings = None
        self.changed.emit()

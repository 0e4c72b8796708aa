"""Platforms and channels: which services are used how, and which accounts there are on them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from dsfa_app.domain.vocabulary import Answer, ChannelState, StatisticsKind
from dsfa_app.method.catalogue_changes import count_by
from ui.assessment.page import PageSpec, Phase
from ui.channels.retirement import ChannelParts
from ui.formatting import count
from ui.forms import options
from ui.forms.form_page import Card, FormPage
from ui.forms.platform_facts import with_platform_facts
from ui.forms.platform_fields import PlatformFields
from ui.forms.spec import Field, Group, PerPlatform, Records
from ui.icons import icon
from ui.overriding import override
from ui.style_sheet import set_look

if TYPE_CHECKING:
    from dsfa_app.domain.assessment import Assessment
    from dsfa_app.domain.presence import Channel, PlatformUse
    from dsfa_app.domain.structure import Path
    from ui.forms.context import PageContext


def _may_address_minors(use: PlatformUse) -> bool:
    return use.minors_addressed is not Answer.UNKNOWN


def _gets_statistics(use: PlatformUse) -> bool:
    return use.statistics is not StatisticsKind.NONE


def _is_retired(channel: Channel) -> bool:
    return channel.state is ChannelState.RETIRED


_PLATFORM = PerPlatform(
    fields=(
        Field(name="name"),
        Field(name="purpose", lines=3),
        Field(name="target_group", lines=2),
        Field(name="functions_used", lines=3),
        Field(name="functions_unknown", lines=2),
        Field(name="special_categories", lines=2),
        Field(name="minors_addressed"),
        Field(name="minors_reason", lines=2, only_if=_may_address_minors),
        Field(name="statistics"),
        Field(name="statistics_note", lines=2, only_if=_gets_statistics),
        Field(name="retention", lines=2),
        Field(name="legal_position", lines=3),
        Field(name="legal_position_on"),
        Field(name="sources", lines=2),
    )
)


def _first_platform(assessment: Assessment) -> dict[str, Any]:
    return {"platform_id": assessment.platforms[0].id} if assessment.platforms else {}


_CHANNELS = Group(
    title="Kanäle",
    note="Ein Kanal ist ein Konto auf einer Plattform. Auch stillgelegte Konten gehören in die Liste.",
    items=(
        Records(
            name="channels",
            columns=("platform_id", "name", "department", "state"),
            fields=(
                Field(name="platform_id", options=options.all_platforms),
                Field(name="name"),
                Field(name="url"),
                Field(name="department", options=options.departments, is_free=True),
                Field(name="state"),
                Field(name="retired_on", only_if=_is_retired),
                Field(name="retirement_reason", lines=2, only_if=_is_retired),
                Field(name="former_name"),
                Field(name="privacy_notice_url"),
                Field(name="imprint_url"),
                Field(name="notice_checked_on"),
                Field(name="note", lines=2),
                Field(name="sources", lines=2),
            ),
            starts_with=_first_platform,
            below=ChannelParts,
        ),
    ),
)


class PlatformCard(Card):
    """The platforms of the assessment: add, remove, and the fields of the chosen one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Plattformen")
        self._context = context
        self._changed: dict[str, int] = {}
        self._menu = QMenu(self)
        self._add = QPushButton(icon("add"), "Plattform hinzufügen")
        self._add.setMenu(self._menu)
        set_look(self._add, "menu")
        self._menu.aboutToShow.connect(self._fill_menu)
        self._remove = QPushButton(icon("remove"), "Plattform entfernen")
        self._remove.clicked.connect(self._remove_platform)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.fields = PlatformFields(
            context, _PLATFORM, partial(with_platform_facts, context), self._subtitle
        )
        self.body.addWidget(self.fields)
        self.refresh()

    def refresh(self, changed: Path = ()) -> None:
        """Show what the assessment says now."""
        self.fields.refresh(changed)
        self._remove.setVisible(bool(self._context.editor.assessment.platforms))

    def judged(self) -> None:
        """Mark the platforms of which the catalogue says something else than when somebody took note."""
        changed = count_by(self._context.editor.view.catalogue_changes, lambda change: change.platform_ids)
        if changed != self._changed:
            self._changed = changed
            self.fields.refresh_tiles()

    def focus_path(self, path: Path) -> bool:
        """Put the keyboard into the field with this path; tell whether it is asked here."""
        if path == ("platforms",):
            self._add.setFocus()
            return True
        return self.fields.focus_path(path)

    def add_platform(self, platform_id: str) -> None:
        """Take a platform of the catalogue into the assessment."""
        assessments = self._context.application.assessments

        def with_platform(assessment: Assessment) -> Assessment:
            return assessments.with_platform(assessment, platform_id)

        self._context.editor.apply("Plattform hinzufügen", with_platform)
        self._context.platform.choose(platform_id)

    def _remove_platform(self) -> None:
        platform_id = self._context.platform.id
        name = self._context.editor.assessment.platform(platform_id).name or platform_id
        self._context.editor.apply(
            "Plattform entfernen", lambda assessment: assessment.without_platform(platform_id)
        )
        self._context.notices.say(f"{name} und alles dazu Gesagte entfernt. Strg+Z nimmt das zurück.")

    def _fill_menu(self) -> None:
        covered = {use.id for use in self._context.editor.assessment.platforms}
        self._menu.clear()
        for platform in self._context.catalogue.platforms.values():
            if platform.id not in covered:
                action = self._menu.addAction(platform.name)
                action.triggered.connect(lambda _checked=False, chosen=platform.id: self.add_platform(chosen))

    def _subtitle(self, use: PlatformUse) -> str:
        """Say what is to be looked at again, else who runs the platform, and how many channels are in use."""
        number = self._changed.get(use.id, 0)
        if number:
            return f"neu prüfen: {count(number, 'Angabe', 'Angaben')}"
        platform = self._context.catalogue.platforms.get(use.id)
        own = [item for item in self._context.editor.assessment.channels if item.platform_id == use.id]
        used = sum(item.is_in_use for item in own)
        said = count(used, "Kanal", "Kanäle") if used or not own else "kein Kanal mehr"
        return f"{platform.operator_short} · {said}" if platform else said


class ChannelsPage(FormPage):
    """The platforms, then the channels on them."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, (), parent)
        self.platforms = PlatformCard(context)
        self.sections.append(self.platforms)
        self.add_card(self.platforms)
        self.add_group(_CHANNELS)
        self.judged()

    @override
    def judged(self) -> None:
        self.platforms.judged()


PAGE = PageSpec(
    id="channels",
    title="Plattformen und Kanäle",
    phase=Phase.PREPARATION,
    purpose="Welche Plattformen werden wie genutzt, und welche Kanäle gibt es dort?",
    norm="Art.\u00a035 Abs.\u00a07 Buchst.\u00a0a DSGVO",
    build=ChannelsPage,
)

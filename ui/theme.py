"""Colours of the window: light and dark after the system or by choice, the system's own in high contrast.

Everything drawn takes its colours from the palette, so a change of scheme needs no second announcement.
All pairs of text and ground used here have a contrast of at least 4.5 : 1 (EN 301 549, 9.1.4.3).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette

from ui.style_sheet import style_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

GRID = 8
"""All distances are multiples of this many pixels, or half of it."""


class Scheme(StrEnum):
    """Which colours the user wants; the value stands in the settings."""

    SYSTEM = "system"
    LIGHT = "hell"
    DARK = "dunkel"


class Tokens(NamedTuple):
    """The colours of one scheme by what they are for, as ``#RRGGBB``."""

    window: str
    surface: str
    inset: str
    border: str
    field_border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    on_selection: str
    error: str
    warning: str
    success: str
    notice: str
    arrow: str
    """Name of the arrow picture that can be seen on this scheme's surface."""
    tick: str
    """Name of the tick picture that can be seen on this scheme's accent."""


LIGHT = Tokens(
    window="#F3F5F8",
    surface="#FFFFFF",
    inset="#F7F9FB",
    border="#D8DEE6",
    field_border="#737D8A",
    text="#1A2129",
    muted="#556070",
    accent="#17588F",
    accent_hover="#0F4573",
    on_accent="#FFFFFF",
    selection="#DCE9F5",
    on_selection="#10263A",
    error="#B3261E",
    warning="#8A5300",
    success="#2E6B34",
    notice="#FFF6E0",
    arrow="arrow-down-light.svg",
    tick="tick-light.svg",
)

DARK = Tokens(
    window="#14181D",
    surface="#1D232A",
    inset="#232A33",
    border="#343D48",
    field_border="#76818F",
    text="#E7EBF0",
    muted="#A9B4C2",
    accent="#7CB8EE",
    accent_hover="#A3CFF6",
    on_accent="#0B1C2B",
    selection="#27435C",
    on_selection="#F0F6FC",
    error="#FF9A91",
    warning="#F3BC62",
    success="#8FCB94",
    notice="#3A3220",
    arrow="arrow-down-dark.svg",
    tick="tick-dark.svg",
)


def palette_of(tokens: Tokens) -> QPalette:
    """Return Qt's palette for a scheme."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.inset,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.error,
        role.Light: tokens.surface,
        role.Midlight: tokens.inset,
        role.Mid: tokens.border,
        role.Dark: tokens.field_border,
        role.Shadow: tokens.field_border,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.on_selection,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
    }
    for colour_role, value in colours.items():
        palette.setColor(colour_role, QColor(value))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(tokens.muted))
    return palette


def tokens_of(palette: QPalette) -> Tokens:
    """Return tokens made of a palette that is not ours: the system's colours in high contrast."""
    role = QPalette.ColorRole

    def name(colour_role: QPalette.ColorRole) -> str:
        return palette.color(colour_role).name()

    is_dark = palette.color(role.Window).lightness() < palette.color(role.WindowText).lightness()
    is_tick_dark = palette.color(role.HighlightedText).lightness() < palette.color(role.Highlight).lightness()
    return Tokens(
        window=name(role.Window),
        surface=name(role.Base),
        inset=name(role.Base),
        border=name(role.WindowText),
        field_border=name(role.WindowText),
        text=name(role.WindowText),
        muted=name(role.WindowText),
        accent=name(role.Highlight),
        accent_hover=name(role.Highlight),
        on_accent=name(role.HighlightedText),
        selection=name(role.Highlight),
        on_selection=name(role.HighlightedText),
        error=name(role.WindowText),
        warning=name(role.WindowText),
        success=name(role.WindowText),
        notice=name(role.Base),
        arrow=(DARK if is_dark else LIGHT).arrow,
        tick=(DARK if is_tick_dark else LIGHT).tick,
    )


def current_tokens(palette: QPalette) -> Tokens:
    """Return the tokens a palette was made of, for colours that have no role in Qt's palette."""
    window = palette.color(QPalette.ColorRole.Window).name().upper()
    for tokens in (LIGHT, DARK):
        if window == tokens.window:
            return tokens
    return tokens_of(palette)


class Theme(QObject):
    """Apply the chosen scheme to the application and follow the system while none is chosen."""

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = scheme
        self.tokens = LIGHT
        self._system_palette = application.palette()
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        """The user's choice."""
        return self._scheme

    def choose(self, scheme: Scheme) -> None:
        """Switch the colours now."""
        self._scheme = scheme
        self._apply()

    def _follow_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        hints = self._application.styleHints()
        wanted = {
            Scheme.SYSTEM: Qt.ColorScheme.Unknown,
            Scheme.LIGHT: Qt.ColorScheme.Light,
            Scheme.DARK: Qt.ColorScheme.Dark,
        }[self._scheme]
        hints.setColorScheme(wanted)  # the title bar and the system's dialogs follow
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            palette = self._system_palette
            self.tokens = tokens_of(palette)
        else:
            effective = hints.colorScheme() if self._scheme is Scheme.SYSTEM else wanted
            self.tokens = DARK if effective is Qt.ColorScheme.Dark else LIGHT
            palette = palette_of(self.tokens)
        self._application.setPalette(palette)
        self._application.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()

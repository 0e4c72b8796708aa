"""Colours: readable in light and dark, the system's own in high contrast, and never alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from resources import resource
from ui.icons import icon
from ui.style_sheet import style_sheet
from ui.theme import DARK, LIGHT, Scheme, Tokens, current_tokens, palette_of, tokens_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.theme import Theme

PAIRS = [
    ("text", "window"),
    ("text", "surface"),
    ("text", "inset"),
    ("text", "notice"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "inset"),
    ("accent", "surface"),
    ("accent", "window"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_selection", "selection"),
    ("error", "surface"),
    ("warning", "surface"),
    ("success", "surface"),
]


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in QColor(colour).getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["hell", "dunkel"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert _contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["hell", "dunkel"])
def test_the_border_of_a_field_can_be_seen(tokens: Tokens) -> None:
    assert _contrast(tokens.field_border, tokens.surface) >= 3


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_the_frame_of_an_unticked_box_can_be_seen(
    theme: Theme, qtbot: QtBot, scheme: Scheme, kind: type[QAbstractButton]
) -> None:
    theme.choose(scheme)
    ground = QWidget()
    qtbot.addWidget(ground)
    box = kind(ground)
    box.resize(box.sizeHint())
    image = ground.grab(box.geometry()).toImage()
    colours = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    theme.choose(Scheme.LIGHT)
    tokens = DARK if scheme is Scheme.DARK else LIGHT
    assert max(_contrast(colour, tokens.window) for colour in colours) >= 3
    assert tokens.surface.lower() in colours


def test_light_and_dark_are_chosen_at_once_and_the_palette_tells_them_apart(theme: Theme) -> None:
    for scheme, tokens in ((Scheme.DARK, DARK), (Scheme.LIGHT, LIGHT)):
        theme.choose(scheme)
        assert theme.tokens is tokens
        assert current_tokens(palette_of(tokens)) is tokens


def test_high_contrast_takes_every_colour_from_the_system() -> None:
    palette = QPalette(QColor("black"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("yellow"))
    tokens = tokens_of(palette)
    known = {palette.color(role).name() for role in QPalette.ColorRole if role.value < 21}
    colours = {name: colour for name, colour in tokens._asdict().items() if name not in ("arrow", "tick")}
    assert set(colours.values()) <= known
    assert style_sheet(tokens)


def test_icons_are_drawn_in_the_colours_of_the_scheme(theme: Theme) -> None:
    def darkest(picture: QPixmap) -> int:
        image = picture.toImage()
        pixels = (
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 200
        )
        return min(pixel.lightness() for pixel in pixels)

    theme.choose(Scheme.LIGHT)
    in_light = darkest(icon("add").pixmap(24, 24))
    theme.choose(Scheme.DARK)
    in_dark = darkest(icon("add").pixmap(24, 24))
    theme.choose(Scheme.LIGHT)
    assert in_light < 80
    assert in_dark > 180


def test_every_icon_is_a_picture_of_our_own_in_one_colour() -> None:
    for file in resource("icons").iterdir():
        if file.name.endswith(".svg"):
            text = file.read_text("utf-8")
            assert text.startswith("<svg ")
            assert "http" not in text.replace("http://www.w3.org/2000/svg", "")

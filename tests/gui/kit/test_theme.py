"""Colours that can be read, in both themes."""

import pytest
from PyQt6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette
from PyQt6.QtWidgets import QApplication

from mnistviz.gui.kit import theme as themes
from mnistviz.gui.kit.pixel_image import color_table
from mnistviz.gui.kit.stylesheet import apply
from mnistviz.gui.kit.theme import DARK, LIGHT, Theme

both = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def _luminance(name: str) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    color = QColor(name)
    red, green, blue = color.redF(), color.greenF(), color.blueF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(a: str, b: str) -> float:
    """From 1 to 21, as WCAG 2 defines it."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@both
def test_text_can_be_read(theme: Theme) -> None:
    for ink in (theme.text, theme.muted):
        for paper in (theme.surface, theme.window):
            assert contrast(ink, paper) >= 4.5, (ink, paper)
    assert contrast(theme.on_strong, theme.strong) >= 4.5
    assert contrast(theme.text, theme.hover) >= 4.5
    assert contrast(theme.muted, theme.hover) >= 4.5


@both
def test_what_is_drawn_can_be_seen(theme: Theme) -> None:
    for ink in (theme.train, theme.test, theme.outline, theme.error, theme.strong):
        assert contrast(ink, theme.surface) >= 3.0, ink
    for end in (theme.negative, theme.positive):
        assert contrast(end, theme.neutral) >= 3.0, end


@both
def test_the_faint_line_stays_behind_the_strong_one(theme: Theme) -> None:
    assert contrast(theme.train_faint, theme.surface) < contrast(theme.train, theme.surface) / 1.5
    assert contrast(theme.train_faint, theme.surface) > 1.15


@both
def test_the_interface_itself_is_grey(theme: Theme) -> None:
    greys = (
        *(theme.window, theme.surface, theme.hover, theme.border, theme.outline),
        *(theme.text, theme.muted, theme.strong, theme.on_strong, theme.neutral),
    )
    for name in greys:
        color = QColor(name)
        channels = (color.red(), color.green(), color.blue())
        assert max(channels) - min(channels) <= 16, name


@both
def test_weights_run_from_one_colour_over_neutral_to_another(theme: Theme) -> None:
    table = [QColor.fromRgb(value).name() for value in color_table(theme).tolist()]
    assert len(table) == 255
    assert table[0] == theme.negative
    assert table[127] == theme.neutral
    assert table[254] == theme.positive
    assert len(set(table)) > 120


def test_choosing(app: QApplication) -> None:
    assert themes.choose("light") == LIGHT
    assert themes.choose("dark") == DARK
    assert themes.choose("system") in (LIGHT, DARK)
    assert themes.choose("dark", 2.0).px(10) == 20


def test_the_font_that_ships_is_used(app: QApplication) -> None:
    assert "Inter" in QFontDatabase.families()
    for bold in (False, True):
        assert QFontInfo(themes.font(LIGHT, bold=bold)).family() == "Inter"


@both
def test_applied_to_the_application(app: QApplication, theme: Theme) -> None:
    apply(app, theme)
    palette = app.palette()
    assert palette.color(QPalette.ColorRole.Window).name() == theme.window
    assert palette.color(QPalette.ColorRole.Text).name() == theme.text
    assert theme.outline in app.styleSheet()

"""The style sheet: what the palette cannot say. Colours and sizes come from the theme."""

from PyQt6.QtCore import QEvent
from PyQt6.QtWidgets import QApplication

from mnistviz.files import resource
from mnistviz.gui.kit.theme import Theme, prepare


def apply(app: QApplication, theme: Theme) -> None:
    """Dress every widget of the application."""
    prepare(app, theme)
    # Qt tells widgets of another font later. Under a style sheet they would not hear of it.
    app.sendPostedEvents(None, QEvent.Type.ApplicationFontChange.value)
    app.setStyleSheet(_stylesheet(theme, resource("icons").as_posix()))


def _stylesheet(theme: Theme, icons: str) -> str:
    """Qt style sheet rules for ``theme``; ``icons`` is the folder with the arrow pictures."""
    t, px = theme, theme.px
    return f"""
QToolTip {{
    background: {t.strong}; color: {t.on_strong}; border: 0; padding: {px(6)}px {px(8)}px;
}}
QFrame#card {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: 8px; }}
QLabel[role="title"] {{ font-size: {px(14)}px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {px(12)}px; font-weight: 600; color: {t.muted}; }}
QLabel[role="caption"] {{ font-size: {px(12)}px; color: {t.muted}; }}
QLabel[role="verdict"] {{
    font-size: {px(12)}px; color: {t.muted}; padding: {px(1)}px {px(5)}px; border-radius: {px(8)}px;
    border: 1px solid {t.border};
}}
QLabel[role="verdict"][on="true"] {{
    background: {t.strong}; color: {t.on_strong}; border-color: {t.strong};
}}
QLabel[role="value"] {{ font-weight: 600; }}

QPushButton {{
    background: {t.surface}; border: 1px solid {t.outline}; border-radius: 6px;
    padding: 0 {px(12)}px; min-height: {px(30)}px;
}}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.border}; }}
QPushButton:focus {{ border: 2px solid {t.strong}; padding: 0 {px(11)}px; }}
QPushButton:disabled {{ color: {t.outline}; border-color: {t.border}; }}
QPushButton#primary {{
    background: {t.strong}; color: {t.on_strong}; border-color: {t.strong}; font-weight: 600;
    min-height: {px(36)}px;
}}
QPushButton#primary:focus {{ border: 3px solid {t.outline}; }}
QPushButton#primary:disabled {{
    background: {t.hover}; color: {t.outline}; border-color: {t.hover};
}}
QPushButton#flat, QToolButton {{
    background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 0 {px(6)}px; min-height: {px(26)}px;
}}
QToolButton {{ padding: 0 {px(4)}px; }}
QPushButton#flat:hover, QToolButton:hover {{ background: {t.hover}; }}
QPushButton#flat:focus, QToolButton:focus {{ border-color: {t.strong}; }}
QToolButton:checked {{ background: {t.hover}; border-color: {t.outline}; }}
QToolButton:disabled, QPushButton#flat:disabled {{ color: {t.outline}; }}

QTabBar {{ qproperty-drawBase: 0; font-size: {px(13)}px; font-weight: 600; }}
QTabBar::tab {{
    background: transparent; color: {t.muted}; padding: {px(3)}px {px(2)}px; min-height: {px(22)}px;
    border: 2px solid transparent; border-left-width: 0; border-right-width: 0;
}}
QTabBar::tab:selected {{ color: {t.text}; border-bottom-color: {t.strong}; }}
QTabBar::tab:hover:!selected {{ color: {t.text}; }}
QTabBar::tab:selected:focus {{ border-top-color: {t.strong}; background: {t.hover}; }}
QTabBar::tear {{ width: 0; }}
QTabBar::scroller {{ width: {px(36)}px; }}
QTabBar QToolButton {{ background: {t.surface}; padding: 0; }}

QFrame#segments {{ background: {t.hover}; border-radius: 7px; }}
QFrame#segments QPushButton {{
    background: transparent; border: 1px solid transparent; border-radius: 5px;
    min-height: {px(26)}px; padding: 0 {px(6)}px; color: {t.muted};
}}
QFrame#segments QPushButton:hover {{ color: {t.text}; }}
QFrame#segments QPushButton:checked {{
    background: {t.surface}; color: {t.text}; border-color: {t.outline}; font-weight: 600;
}}
QFrame#segments QPushButton:focus {{ border-color: {t.strong}; }}

QAbstractSpinBox {{
    background: {t.surface}; border: 1px solid {t.outline}; border-radius: 6px;
    padding: 0 {px(4)}px 0 {px(8)}px; min-height: {px(23)}px;
    selection-background-color: {t.strong}; selection-color: {t.on_strong};
}}
QAbstractSpinBox:focus {{ border: 2px solid {t.strong}; padding-left: {px(7)}px; }}
QAbstractSpinBox:disabled {{ color: {t.outline}; border-color: {t.border}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
    width: {px(18)}px; border: 0; background: transparent;
}}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {t.hover}; }}
QAbstractSpinBox::up-arrow {{
    image: url({icons}/up-{t.name}.svg); width: {px(11)}px; height: {px(11)}px;
}}
QAbstractSpinBox::down-arrow {{
    image: url({icons}/down-{t.name}.svg); width: {px(11)}px; height: {px(11)}px;
}}

QPlainTextEdit {{
    background: {t.surface}; border: 1px solid {t.outline}; border-radius: 6px;
    padding: {px(4)}px; selection-background-color: {t.strong}; selection-color: {t.on_strong};
}}
QPlainTextEdit:focus {{ border-color: {t.strong}; }}

QSlider {{ min-height: {px(20)}px; }}
QSlider::groove:horizontal {{ height: {px(4)}px; background: {t.border}; border-radius: {px(2)}px; }}
QSlider::sub-page:horizontal {{ background: {t.outline}; border-radius: {px(2)}px; }}
QSlider::handle:horizontal {{
    background: {t.strong}; width: {px(14)}px; height: {px(14)}px; margin: -{px(5)}px 0;
    border-radius: {px(7)}px;
}}
QSlider::handle:horizontal:focus {{
    background: {t.surface}; border: {px(4)}px solid {t.strong}; width: {px(6)}px; height: {px(6)}px;
}}

QCheckBox {{ spacing: {px(6)}px; }}
QCheckBox::indicator {{
    width: {px(14)}px; height: {px(14)}px; border: 1px solid {t.outline}; border-radius: 4px;
    background: {t.surface};
}}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {t.strong}; }}
QCheckBox::indicator:checked {{
    background: {t.strong}; border-color: {t.strong}; image: url({icons}/check-{t.name}.svg);
}}
QMenuBar {{ background: {t.window}; padding: 2px {px(6)}px; }}
QMenuBar::item {{ padding: {px(4)}px {px(8)}px; border-radius: 4px; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {t.hover}; color: {t.text}; }}
QMenu {{ background: {t.surface}; border: 1px solid {t.border}; padding: 4px; }}
QMenu::item {{ padding: {px(5)}px {px(24)}px; border-radius: 4px; }}
QMenu::separator {{ height: 1px; background: {t.border}; margin: 4px 0; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {t.border}; }}
QScrollArea {{ border: 0; background: transparent; }}
QWidget#plain {{ background: {t.surface}; }}
QScrollBar:vertical {{ width: {px(8)}px; background: transparent; margin: 0; }}
QScrollBar::handle:vertical {{ background: {t.outline}; border-radius: {px(4)}px; min-height: 24px; }}
QScrollBar:horizontal {{ height: {px(8)}px; background: transparent; margin: 0; }}
QScrollBar::handle:horizontal {{
    background: {t.outline}; border-radius: {px(4)}px; min-width: 24px;
}}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QFrame#message {{ background: {t.surface}; border: 1px solid {t.error}; border-radius: 8px; }}
"""

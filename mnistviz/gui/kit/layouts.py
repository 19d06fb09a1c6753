"""Rows and columns of widgets, without margins."""

from typing import TypeVar

from PyQt6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Part = QWidget | QLayout | tuple[QWidget | QLayout, int] | int | None
"""What is put there, alone or with its stretch; so many pixels; None takes what room is left."""

_Box = TypeVar("_Box", bound=QBoxLayout)


def row(*parts: Part, spacing: int, on: QWidget | None = None) -> QHBoxLayout:
    """From left to right, ``spacing`` pixels between them; the layout of ``on``."""
    return _filled(QHBoxLayout(on), parts, spacing)


def column(*parts: Part, spacing: int, on: QWidget | None = None) -> QVBoxLayout:
    """From above, ``spacing`` pixels between them; the layout of ``on``."""
    return _filled(QVBoxLayout(on), parts, spacing)


def _filled(box: _Box, parts: tuple[Part, ...], spacing: int) -> _Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        else:
            item, stretch = part if isinstance(part, tuple) else (part, 0)
            if isinstance(item, QLayout):
                box.addLayout(item, stretch)
            else:
                box.addWidget(item, stretch)
    return box

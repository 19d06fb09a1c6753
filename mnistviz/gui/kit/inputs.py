"""Numbers to be typed, stepped through, and slid over orders of magnitude; switches.

They leave the wheel to the panel they stand on.
"""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from PyQt6.QtCore import QPoint, QSignalBlocker, Qt, pyqtSignal
from PyQt6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QValidator, QWheelEvent
from PyQt6.QtWidgets import QButtonGroup, QDoubleSpinBox, QFrame, QHBoxLayout, QPushButton, QSlider

from mnistviz.gui.kit.figures import localized
from mnistviz.gui.kit.language import changed, speak, tr
from mnistviz.numerals import read_number, read_whole_number

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget as _Input
else:
    _Input = object  # PyQt lets no class have two of Qt's


class WheelWithFocus(_Input):
    """Stands before an input's class of Qt's: the wheel changes it only if a person turned to it.

    It has to have the keyboard, and to be where it was when it got that or was pressed. If it has
    moved since, the panel was scrolled, and the pointer is over it by chance.
    """

    _taken_at: QPoint | None = None

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """From here on the wheel is its own."""
        super().focusInEvent(event)
        self._taken_at = self._place()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Again, though the panel was scrolled meanwhile."""
        super().mousePressEvent(event)
        self._taken_at = self._place()

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Left to what is behind, unless it is meant."""
        if self.hasFocus() and self._taken_at == self._place():
            super().wheelEvent(event)
        elif event is not None:
            event.ignore()

    def _place(self) -> QPoint:
        return self.mapTo(self.window(), QPoint())


_LONGEST = 24
"""Characters of what was typed that are said again."""


class NumberBox(WheelWithFocus, QDoubleSpinBox):
    """A box for one number; whatever ``numerals`` reads can be typed into it.

    Nothing that is typed is dropped: that would make another number of it. It is read when Enter
    is pressed or the box is left. What is no number in range leaves the old one, and ``said``
    carries a line about that, which is empty again once somebody types on. Escape brings the old
    number back.
    """

    said = pyqtSignal(str)

    def __init__(
        self,
        low: float,
        high: float,
        *,
        decimals: int = 8,
        step: float | Literal["adaptive", "doubling"] = "adaptive",
    ) -> None:
        """Values from ``low`` to ``high``; without decimals they are whole numbers.

        ``step`` is what an arrow adds: so much, or an amount that goes with the size of the value,
        or what leads to the next power of two.
        """
        super().__init__()
        self._doubles = step == "doubling"
        self._has_said = False
        self.setDecimals(decimals)
        self.setRange(low, high)
        if step == "adaptive":
            self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        elif not isinstance(step, str):
            self.setSingleStep(step)
        self.setKeyboardTracking(False)  # "123" is one number, not three
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # and not by the wheel
        if (line := self.lineEdit()) is not None:
            line.textEdited.connect(lambda _text: self._say(""))
        changed.connect(self._write_anew)

    def show_value(self, value: float) -> None:
        """Show a number without telling anyone."""
        with QSignalBlocker(self):
            self.setValue(value)

    def _write_anew(self) -> None:
        """In another language a number has another decimal mark; what is half typed stays."""
        line = self.lineEdit()
        if line is not None and not line.isModified():
            self.show_value(self.value())

    def textFromValue(self, value: float) -> str:
        """All the digits that the box keeps, without trailing zeros."""
        return localized(value, ".15g")

    def valueFromText(self, text: str | None) -> float:
        """What was typed; the old value if that is none."""
        value = self._read(text or "")
        return self.value() if value is None else value

    def validate(self, text: str | None, position: int) -> tuple[QValidator.State, str, int]:
        """Anything may be typed; a number in range is acceptable."""
        state, value = QValidator.State.Intermediate, self._read(text or "")
        if value is not None and self.minimum() <= value <= self.maximum():
            state = QValidator.State.Acceptable
        return state, text or "", position

    def fixup(self, text: str | None) -> str:
        """Say what is wrong with what was typed, before Qt brings the old value back."""
        typed = self._typed(text or "")
        if self._read(typed) is not None:
            words = tr("{name}: “{text}” is not from {low} to {high}; it stays {value}.")
        elif self.decimals():
            words = tr("{name}: “{text}” is no number; it stays {value}.")
        else:
            words = tr("{name}: “{text}” is no whole number; it stays {value}.")
        is_special = self.specialValueText() and self.value() == self.minimum()
        number = self.textFromValue(self.value()) + self.suffix()
        self._say(
            words.format(
                name=self.accessibleName(),
                text=typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}…",
                low=self.textFromValue(self.minimum()),
                high=self.textFromValue(self.maximum()),
                value=self.specialValueText() if is_special else number,
            )
        )
        return text or ""

    def stepBy(self, steps: int) -> None:
        """As the step that was chosen says."""
        if not self._doubles:
            super().stepBy(steps)
            return
        self.interpretText()
        value = self.value()
        for _ in range(abs(steps)):
            power = math.log2(value)
            value = 2.0 ** max(math.floor(power) + 1 if steps > 0 else math.ceil(power) - 1, 0)
        self.setValue(value)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Escape takes back what is half typed, and nothing else; it leaves the box."""
        line = self.lineEdit()
        is_escape = event is not None and event.key() == Qt.Key.Key_Escape
        if is_escape and line is not None and line.isModified():
            self.setValue(self.value())
            line.setModified(False)
        else:
            super().keyPressEvent(event)
        if is_escape:
            self.editingFinished.emit()

    def _read(self, text: str) -> float | None:
        typed, special = self._typed(text), self.specialValueText()
        if special and typed.casefold() == special.casefold():
            return self.minimum()
        try:
            read = read_number if self.decimals() else read_whole_number
            return read(typed) + 0.0  # which is never -0
        except ValueError:
            return None

    def _typed(self, text: str) -> str:
        """Without the suffix, which Qt puts behind whatever is typed, even behind itself."""
        typed, unit = text.strip(), self.suffix().strip()
        while unit and typed.endswith(unit):
            typed = typed.removesuffix(unit).strip()
        return typed

    def _say(self, line: str) -> None:
        if line or self._has_said:
            self._has_said = bool(line)
            self.said.emit(line)


class Slider(WheelWithFocus, QSlider):
    """A horizontal slider for keys and pointer."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class LogSlider(Slider):
    """A slider whose positions are evenly spaced in orders of magnitude.

    Attributes:
        moved_to: a person has moved it; carries the value, to two significant digits.
    """

    moved_to = pyqtSignal(float)
    _STEPS_PER_DECADE = 50

    def __init__(self, low: float, high: float) -> None:
        super().__init__()
        self._low = low
        decades = math.log10(high / low)
        self.setRange(0, round(decades * self._STEPS_PER_DECADE))
        self.setPageStep(self._STEPS_PER_DECADE // 5)
        self.valueChanged.connect(self._report)

    def show_value(self, value: float) -> None:
        """Move the handle without telling anyone."""
        decades = math.log10(max(value, self._low) / self._low)
        with QSignalBlocker(self):
            self.setValue(round(decades * self._STEPS_PER_DECADE))

    def _report(self, position: int) -> None:
        value = self._low * 10.0 ** (position / self._STEPS_PER_DECADE)
        self.moved_to.emit(float(f"{value:.2g}"))


class Segmented(QFrame):
    """Buttons side by side, exactly one of them chosen.

    Left and right move the choice, as in any group of radio buttons. ``chosen`` carries the index
    and is emitted only when a person changes it.

    Attributes:
        index: which one is chosen.
    """

    chosen = pyqtSignal(int)

    def __init__(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        """``options`` are (text, tooltip) pairs; ``name`` is for screen readers. In English.

        A tool tip may be empty, for an option that the glossary explains.
        """
        super().__init__()
        self.setObjectName("segments")
        speak(self, name=name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(2)
        self._name, self._group = name, QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer others; the first is chosen, without ``chosen``."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        for index, (text, tip) in enumerate(options):
            button = speak(QPushButton(), text=text, tip=tip, name=_joined(self._name, text))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, index)
            self._row.addWidget(button, 1)
        self.select(0)

    def select(self, index: int) -> None:
        """Choose without emitting ``chosen``."""
        self.index = index
        if (button := self._group.button(index)) is not None:
            button.setChecked(True)

    def words(self) -> str:
        """Of the button that is chosen."""
        return self.button(self.index).text()

    def _choose(self, index: int) -> None:
        if index != self.index:
            self.index = index
            self.chosen.emit(index)

    def button(self, index: int) -> QPushButton:
        """One of the buttons."""
        button = self._group.button(index)
        assert isinstance(button, QPushButton)  # noqa: S101 - only such were added
        return button


def _joined(name: str, text: str) -> Callable[[], str]:
    return lambda: f"{tr(name)}: {tr(text)}"

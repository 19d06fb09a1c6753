"""Numbers that can be typed, stepped through, and slid over orders of magnitude."""

import math

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QValidator
from PyQt6.QtWidgets import QDoubleSpinBox, QSlider, QSpinBox


class NumberBox(QDoubleSpinBox):
    """A number box for values over orders of magnitude: 0.001, 1e-5 and 12 can all be typed.

    ``special`` is shown, and may be typed, in place of the smallest value.
    """

    def __init__(self, low: float, high: float, special: str = "") -> None:
        super().__init__()
        self.setDecimals(8)
        self.setRange(low, high)
        self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if special:
            self.setSpecialValueText(special)

    def textFromValue(self, value: float) -> str:
        """Without trailing zeros."""
        return f"{value:.6g}"

    def valueFromText(self, text: str | None) -> float:
        """Also scientific notation, and the special text."""
        text = (text or "").removesuffix(self.suffix()).strip()
        if text and text == self.specialValueText():
            return self.minimum()
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return self.value()

    def validate(self, text: str | None, position: int) -> tuple[QValidator.State, str, int]:
        """Anything that may yet become a number is let through while it is typed."""
        text = text or ""
        plain = text.removesuffix(self.suffix()).strip()
        state = QValidator.State.Intermediate
        if plain and plain == self.specialValueText():
            state = QValidator.State.Acceptable
        elif plain.strip("0123456789.,eE+-"):
            is_start = bool(self.specialValueText()) and self.specialValueText().startswith(plain)
            state = QValidator.State.Intermediate if is_start else QValidator.State.Invalid
        else:
            try:
                value = float(plain.replace(",", "."))
            except ValueError:
                pass
            else:
                if self.minimum() <= value <= self.maximum():
                    state = QValidator.State.Acceptable
        return state, text, position


class DoublingBox(QSpinBox):
    """A whole number whose arrows double and halve it."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def stepBy(self, steps: int) -> None:
        """Up to the next power of two, or down to it."""
        value = self.value()
        for _ in range(abs(steps)):
            power = (
                math.floor(math.log2(value)) + 1 if steps > 0 else math.ceil(math.log2(value)) - 1
            )
            value = 2 ** max(power, 0)
        self.setValue(value)


class LogSlider(QSlider):
    """A slider whose positions are evenly spaced in orders of magnitude.

    Attributes:
        moved_to: a person has moved it; carries the value, to two significant digits.
    """

    moved_to = pyqtSignal(float)
    _STEPS_PER_DECADE = 50

    def __init__(self, low: float, high: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._low = low
        decades = math.log10(high / low)
        self.setRange(0, round(decades * self._STEPS_PER_DECADE))
        self.setPageStep(self._STEPS_PER_DECADE // 5)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.valueChanged.connect(self._report)

    def show_value(self, value: float) -> None:
        """Move the handle without telling anyone."""
        blocked = self.blockSignals(True)
        self.setValue(round(math.log10(max(value, self._low) / self._low) * self._STEPS_PER_DECADE))
        self.blockSignals(blocked)

    def _report(self, position: int) -> None:
        value = self._low * 10.0 ** (position / self._STEPS_PER_DECADE)
        self.moved_to.emit(float(f"{value:.2g}"))

"""What a gradient check is made on, and when; and the switch that mends the wrong derivative."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.segmented import Segmented
from mnistviz.gui.views.gradients.terms import TERMS

COUNTS = (1, 8, 32, 128)
"""Images to choose from; one choice more is the digit on the canvas."""

_USUAL = 1
_GAP = 8


class GradientControls(QWidget):
    """Two rows of controls; it knows nothing of networks.

    ``check_wanted`` and ``stop_wanted`` come from the same button; ``batch_changed`` when a person
    chooses other images.

    Attributes:
        images: how many, or the canvas.
        others: takes the images that follow.
        check: begins or stops; ``live`` has it done again and again.
        mend: the switch; ``filters`` leads to where its effect is to be seen.
    """

    check_wanted = pyqtSignal()
    stop_wanted = pyqtSignal()
    batch_changed = pyqtSignal()
    others_wanted = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._can_stop = self.is_corrected = False
        self.images = Segmented(
            "Images of the check",
            [
                ("1", "One training image."),
                ("8", "Eight training images."),
                ("32", "32 training images."),
                ("128", "128 training images; this takes some seconds."),
                ("Canvas", "The digit on the canvas, if it is one whose label is known."),
            ],
        )
        self.images.select(_USUAL)
        self.others = speak(QPushButton(), text="Others", name="Other images")
        self.check = speak(QPushButton(), text="Check")
        self.live = speak(QCheckBox(), text="Live")
        self.mend = speak(QPushButton(), text="Mend it")
        self.filters = speak(QPushButton(), text="See the filters move")
        self.live.setChecked(True)
        self.mend.setCheckable(True)
        self._lay_out()
        self._explain()
        self.images.chosen.connect(lambda _index: self.batch_changed.emit())
        self.others.clicked.connect(self.others_wanted)
        self.check.clicked.connect(self._press)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._all: tuple[QWidget, ...] = (
            self.images,
            self.others,
            self.check,
            self.live,
            self.mend,
            self.filters,
        )
        self._lines = [QHBoxLayout() for _ in self._all]
        self._placed: list[int] = []
        self._width = 0
        for line in self._lines:
            line.setSpacing(_GAP)
            line.addStretch(1)
            column.addLayout(line)
        for widget in self._all[1:]:
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fit(0)

    def fit(self, width: int) -> None:
        """Stand in as few lines as so many pixels are enough for."""
        self._width = width
        placed, used = [0], self.images.sizeHint().width()
        for widget in self._all[1:]:
            needed = 0 if widget.isHidden() else _GAP + widget.sizeHint().width()
            used = used + needed if used + needed <= width or not needed else needed - _GAP
            is_new = needed > 0 and used == needed - _GAP
            placed.append(placed[-1] + is_new)
        if placed == self._placed:
            return
        self._placed = placed
        for widget in self._all:
            for line in self._lines:
                line.removeWidget(widget)
        for widget, number in zip(self._all, placed, strict=True):
            line = self._lines[number]
            line.insertWidget(line.count() - 1, widget)

    def _explain(self) -> None:
        explain(self.images, TERMS["images of the check"])
        explain(self.others, TERMS["other images"])
        explain(self.check, TERMS["check"])
        explain(self.live, TERMS["live check"])
        explain(self.mend, TERMS["mend it"])
        explain(self.filters, TERMS["see the filters move"])

    @property
    def count(self) -> int | None:
        """How many training images; None for the digit on the canvas."""
        return COUNTS[self.images.index] if self.images.index < len(COUNTS) else None

    def allow_canvas(self, allowed: bool) -> bool:
        """Offer the canvas or not; whether that has changed what is chosen."""
        self.images.button(len(COUNTS)).setEnabled(allowed)
        if allowed or self.count is not None:
            return False
        self.images.select(_USUAL)
        return True

    def show_work(self, can_stop: bool) -> None:
        """Have the button stop a check that is under way, or begin one."""
        if can_stop != self._can_stop:
            self._can_stop = can_stop
            speak(self.check, text="Stop" if can_stop else "Check")

    def show_rule(self, *, can_correct: bool, mended: bool) -> None:
        """Show the switch where there is something to mend, and how it stands."""
        was = self.mend.isHidden(), self.filters.isHidden()
        self.mend.setVisible(can_correct)
        if mended != self.mend.isChecked() or mended != self.is_corrected:
            self.is_corrected = mended
            self.mend.setChecked(mended)
            speak(self.mend, text="Undo the mending" if mended else "Mend it")
        self.filters.setVisible(can_correct and mended)
        if was != (self.mend.isHidden(), self.filters.isHidden()):
            self.fit(self._width)

    def _press(self) -> None:
        (self.stop_wanted if self._can_stop else self.check_wanted).emit()

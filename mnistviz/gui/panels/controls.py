"""Running, pausing, and the numbers that may be changed."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QWidget,
)

from mnistviz.gui.icons import icon
from mnistviz.gui.seldom import Seldom
from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.card import Card, label
from mnistviz.gui.widgets.numbers import DoublingBox, LogSlider, NumberBox
from mnistviz.gui.widgets.still_label import StillLabel
from mnistviz.training.settings import (
    MAX_AUGMENTATION,
    MAX_BATCH_SIZE,
    MAX_LEARNING_RATE,
    MAX_MOMENTUM,
    RunSettings,
)
from mnistviz.training.snapshot import Snapshot, Status

FULL_SPEED = "Full speed"
_SLOWEST, _FASTEST = 1.0, 10_000.0


class ControlsPanel(Card):
    """Emits what a person wants; what is shown and enabled comes from snapshots alone."""

    train_clicked = pyqtSignal()
    step_clicked = pyqtSignal()
    reset_clicked = pyqtSignal()
    speed_changed = pyqtSignal(object)
    learning_rate_changed = pyqtSignal(float)
    batch_size_changed = pyqtSignal(int)
    momentum_changed = pyqtSignal(float)
    augmentation_changed = pyqtSignal(float)
    seed_changed = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Training", parent)
        self._run_id = -1
        self._status: Status | None = None
        self._rate_is_due = Seldom()
        self._icons: dict[str, QIcon] = {}
        self._make_buttons()
        self._make_numbers()
        self._wire()

    def _make_buttons(self) -> None:
        self.train = _button("Train", "Start or pause training: one update after another. (Space)")
        self.train.setObjectName("primary")
        self.step = _button(
            "Step",
            "Make a single update of all weights from the next batch: one iteration of gradient "
            "descent. (Right arrow)",
        )
        self.reset = _button(
            "Reset", "Start again from fresh initial weights, with the numbers below. (R)"
        )
        for button in (self.train, self.step, self.reset):
            button.setEnabled(False)
        self.body.addWidget(self.train)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.step, 1)
        row.addWidget(self.reset, 1)
        self.body.addLayout(row)

    def _make_numbers(self) -> None:
        self.speed = NumberBox(0.0, _FASTEST, FULL_SPEED)
        self.speed.setSuffix(" updates/s")
        self.speed_slider = LogSlider(_SLOWEST, _FASTEST)
        self.learning_rate = NumberBox(1e-6, MAX_LEARNING_RATE)
        self.learning_rate_slider = LogSlider(1e-4, 10.0)
        self.rate_now = StillLabel("caption")
        self.rate_now.setToolTip(
            "The step of the next update: what the schedule makes of the rate."
        )
        self.batch_size = DoublingBox(1, MAX_BATCH_SIZE)
        self.momentum = QDoubleSpinBox()
        self.momentum.setRange(0.0, MAX_MOMENTUM)
        self.momentum.setSingleStep(0.05)
        self.momentum.setDecimals(3)
        self.augmentation = QSpinBox()
        self.augmentation.setRange(0, round(100 * MAX_AUGMENTATION))
        self.augmentation.setSingleStep(10)
        self.augmentation.setSuffix(" %")
        self.augmentation.setSpecialValueText("Off")
        self.seed = QSpinBox()
        self.seed.setRange(0, 2**31 - 1)
        for typed in (self.momentum, self.augmentation, self.seed):
            typed.setKeyboardTracking(False)  # "123" is one seed, not three
        self.speed_slider.setValue(self.speed_slider.maximum())
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        rows: list[tuple[str, QAbstractSpinBox, LogSlider | None, str]] = [
            ("Speed", self.speed, self.speed_slider, _SPEED_TIP),
            ("Learning rate", self.learning_rate, self.learning_rate_slider, _RATE_TIP),
            ("Batch size", self.batch_size, None, _BATCH_TIP),
            ("Momentum", self.momentum, None, _MOMENTUM_TIP),
            ("Augmentation", self.augmentation, None, _AUGMENTATION_TIP),
            ("Seed", self.seed, None, _SEED_TIP),
        ]
        for name, box, slider, tip in rows:
            _add_row(grid, name, box, slider, tip)
            if slider is self.learning_rate_slider:
                grid.addWidget(self.rate_now, grid.rowCount(), 0, 1, 2)
        self.body.addLayout(grid)

    def _wire(self) -> None:
        self.train.clicked.connect(self.train_clicked)
        self.step.clicked.connect(self.step_clicked)
        self.reset.clicked.connect(self.reset_clicked)
        self.speed.valueChanged.connect(self._change_speed)
        self.speed_slider.moved_to.connect(
            lambda value: self.speed.setValue(0.0 if value >= _FASTEST else value)
        )
        self.learning_rate.valueChanged.connect(self.learning_rate_slider.show_value)
        self.learning_rate.valueChanged.connect(self.learning_rate_changed)
        self.learning_rate_slider.moved_to.connect(self.learning_rate.setValue)
        self.batch_size.valueChanged.connect(self.batch_size_changed)
        self.momentum.valueChanged.connect(self.momentum_changed)
        self.augmentation.valueChanged.connect(
            lambda percent: self.augmentation_changed.emit(percent / 100.0)
        )
        self.seed.valueChanged.connect(self.seed_changed)
        for box in self._boxes():
            box.editingFinished.connect(self._give_keys_back)

    def _boxes(self) -> tuple[QAbstractSpinBox, ...]:
        return (
            self.speed,
            self.learning_rate,
            self.batch_size,
            self.momentum,
            self.augmentation,
            self.seed,
        )

    def show_settings(self, settings: RunSettings) -> None:
        """Show the numbers of a new run, without emitting them as wishes."""
        for box, value in (
            (self.learning_rate, settings.learning_rate),
            (self.momentum, settings.momentum),
        ):
            blocked = box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(blocked)
        for whole, number in (
            (self.batch_size, settings.batch_size),
            (self.augmentation, round(100 * settings.augmentation)),
            (self.seed, settings.seed),
        ):
            blocked = whole.blockSignals(True)
            whole.setValue(number)
            whole.blockSignals(blocked)
        self.augmentation.setEnabled(not settings.preset.as_written)
        self.learning_rate_slider.show_value(settings.learning_rate)

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Enable what can be done now."""
        if snapshot.run_id != self._run_id:
            self._run_id = snapshot.run_id
            self.show_settings(snapshot.settings)
        if snapshot.status is not self._status:
            self._status = snapshot.status
            self._show_status()
        schedule = snapshot.settings.preset.schedule
        if not self._rate_is_due.is_due(at_once=snapshot.status is not Status.RUNNING):
            return
        if schedule != "constant":
            self.rate_now.setText(f"now {snapshot.learning_rate_now:.3g} · {schedule}")
        self.rate_now.setVisible(schedule != "constant")

    def disable(self) -> None:
        """Nothing can be trained."""
        for button in (self.train, self.step, self.reset):
            button.setEnabled(False)

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self._icons = {
            "Train": icon("play", theme.on_strong),
            "Pause": icon("pause", theme.on_strong),
        }
        for box in self._boxes():
            box.setFixedWidth(theme.px(128))
        self.step.setIcon(icon("step-forward", theme.text))
        self.reset.setIcon(icon("rotate-ccw", theme.text))
        self._show_status()

    def _show_status(self) -> None:
        text = "Pause" if self._status is Status.RUNNING else "Train"
        self.train.setText(text)
        if text in self._icons:
            self.train.setIcon(self._icons[text])
        alive = self._status is not None and self._status is not Status.FAILED
        self.train.setEnabled(alive)
        self.step.setEnabled(alive)
        self.reset.setEnabled(self._status is not None)

    def _change_speed(self, value: float) -> None:
        self.speed.setSuffix(" updates/s" if value else "")
        self.speed_slider.show_value(value or _FASTEST)
        self.speed_changed.emit(value or None)

    def _give_keys_back(self) -> None:
        # After Enter the space bar means "train" again, not a space in a number.
        if (window := self.window()) is not None:
            window.setFocus(Qt.FocusReason.OtherFocusReason)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _add_row(
    grid: QGridLayout, name: str, box: QAbstractSpinBox, slider: LogSlider | None, tip: str
) -> None:
    row = grid.rowCount()
    caption = label(name)
    caption.setBuddy(box)
    caption.setToolTip(tip)
    box.setAccessibleName(name)
    box.setToolTip(tip)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    grid.addWidget(caption, row, 0)
    grid.addWidget(box, row, 1)
    if slider is not None:
        slider.setAccessibleName(name)
        slider.setToolTip(tip)
        grid.addWidget(slider, row + 1, 0, 1, 2)


_SPEED_TIP = "How many updates a second at most; at 1 you can follow every single one."
_RATE_TIP = (
    "How far each update moves the weights along the gradient: the step size (learning rate). "
    "It can be changed while training."
)
_BATCH_TIP = (
    "How many images share one update: the (mini-)batch size. 1 is stochastic gradient descent "
    "in the strict sense."
)
_MOMENTUM_TIP = (
    "How much of the last step is carried into the next, 0 to 0.999: heavy-ball momentum."
)
_AUGMENTATION_TIP = (
    "How far each training image is shifted, turned, scaled and slanted at random before the "
    "network sees it: data augmentation. The images of the notebooks stay as they are."
)
_SEED_TIP = (
    "The number that all chance comes from: initial weights and the order of the images. "
    "The same seed gives the same run; another seed starts a new one."
)

"""Running, pausing, and the numbers that may be changed."""

from functools import partial

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import QApplication, QGridLayout, QPushButton, QWidget

from mnistviz.app.events import Event
from mnistviz.gui.glossary.explain import Part, explain
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.card import Card, FixedWidthLabel, label
from mnistviz.gui.kit.figures import localized
from mnistviz.gui.kit.inputs import LogSlider, NumberBox
from mnistviz.gui.kit.language import changed, ntr, speak, tr
from mnistviz.gui.kit.layouts import row
from mnistviz.gui.kit.theme import Theme, icon
from mnistviz.gui.kit.throttle import Throttle
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import HYPERPARAMETERS, MAX_SEED, Change, Hyperparameter, RunSpec
from mnistviz.words import mark

TERMS: dict[str, Term] = {
    **{each.name: Term(each.heading, each.text, each.formula) for each in HYPERPARAMETERS},
    "train": Term(
        "Train and pause",
        "Starts training, one update of all weights after another, or stops it between two of "
        "them. Nothing is lost by a pause: training goes on exactly where it was.",
        "w ← w − η·∂L/∂w, batch after batch",
    ),
    "step": Term(
        "Step",
        "Makes a single update of all weights from the next batch, which is one iteration of "
        "gradient descent. What changes in the pictures is what this one batch taught.",
        "w ← w − η·∂L/∂w",
    ),
    "reset": Term(
        "Reset",
        "Starts again from fresh initial weights, with the numbers below. The same seed gives "
        "the same run once more.",
    ),
    "speed": Term(
        "Speed",
        "How many updates are made in a second at most. At 1 you can follow every single one; at "
        "full speed the computer does as many as it can.",
        "time of an update ≥ 1 / speed",
    ),
    "halving schedule": Term(
        "Rate of the next update",
        "What the schedule makes of the learning rate: it is halved every three epochs, little by "
        "little. Large steps come first, and small ones let the weights settle.",
        "ηₜ = η·2^(−epoch / 3)",
    ),
    "cosine schedule": Term(
        "Rate of the next update",
        "What the schedule makes of the learning rate: it falls along half a cosine wave over n "
        "epochs. Large steps come first, and small ones let the weights settle.",
        "ηₜ = η·(1 + cos(π·epoch / n)) / 2",
    ),
    "seed": Term(
        "Seed",
        "The number that all chance comes from: initial weights and the order of the images. The "
        "same seed gives the same run on this computer; another one starts a new run.",
    ),
}


FULL_SPEED = mark("Full speed")
_PER_SECOND = mark(" updates/s")
_HALVING = "halves every 3 epochs"
_SLOWEST, _FASTEST = 1.0, 10_000.0


class ControlsPanel(Card):
    """Emits what a person wants; what is shown comes from snapshots alone.

    ``said`` carries a line about a number that could not be read, or nothing once it can be.
    """

    train_clicked = pyqtSignal()
    step_clicked = pyqtSignal()
    reset_clicked = pyqtSignal()
    changed = pyqtSignal(Change)
    said = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Training", parent)
        self.speed_changed: Event[float | None] = Event()
        self.seed_changed: Event[int] = Event()
        self._run_id = -1
        self._status: Status | None = None
        self._has_complained = False
        self._snapshot: Snapshot | None = None
        self._rate_is_due = Throttle()
        self._icons: dict[str, QIcon] = {}
        self._make_buttons()
        self._make_numbers()
        self._wire()
        changed.connect(self._say_again)

    def _make_buttons(self) -> None:
        self.train = _button()
        self.train.setObjectName("primary")
        self.step, self.reset = speak(_button(), text="Step"), speak(_button(), text="Reset")
        explain(self.train, TERMS["train"], self._updates_made)
        explain(self.step, TERMS["step"], self._updates_made)
        explain(self.reset, TERMS["reset"])
        self.body.addWidget(self.train)
        self.body.addLayout(row((self.step, 1), (self.reset, 1), spacing=8))

    def _make_numbers(self) -> None:
        self.speed = speak(NumberBox(0.0, _FASTEST), special=FULL_SPEED, suffix=_PER_SECOND)
        self.speed_slider = LogSlider(_SLOWEST, _FASTEST)
        self.speed_slider.setValue(self.speed_slider.maximum())
        self.boxes: dict[str, NumberBox] = {each.name: _box_for(each) for each in HYPERPARAMETERS}
        self.sliders = {
            each.name: LogSlider(*each.slider) for each in HYPERPARAMETERS if each.slider
        }
        self.rate_now = FixedWidthLabel("caption")
        explain(self.rate_now, TERMS["learning_rate"], part=lambda _at: self._scheduled())
        self.seed = NumberBox(0, MAX_SEED, decimals=0, step=1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        _add_row(grid, mark("Speed"), TERMS["speed"], self.speed, self.speed_slider)
        for each in HYPERPARAMETERS:
            box, slider = self.boxes[each.name], self.sliders.get(each.name)
            _add_row(grid, each.title, TERMS[each.name], box, slider)
            if each.name == "learning_rate":
                grid.addWidget(self.rate_now, grid.rowCount(), 0, 1, 2)
        _add_row(grid, mark("Seed"), TERMS["seed"], self.seed)
        self.body.addLayout(grid)

    def _wire(self) -> None:
        self.train.clicked.connect(self.train_clicked)
        self.step.clicked.connect(self.step_clicked)
        self.reset.clicked.connect(self.reset_clicked)
        for button in (self.train, self.step, self.reset):
            button.pressed.connect(self._take_typed)
        self.speed.valueChanged.connect(self._change_speed)
        self.speed_slider.moved_to.connect(
            lambda value: self.speed.setValue(0.0 if value >= _FASTEST else value)
        )
        for each in HYPERPARAMETERS:
            box = self.boxes[each.name]
            if (slider := self.sliders.get(each.name)) is not None:
                box.valueChanged.connect(slider.show_value)
                slider.moved_to.connect(box.setValue)
            box.valueChanged.connect(partial(self._change, each))
        self.seed.valueChanged.connect(lambda seed: self.seed_changed.emit(int(seed)))
        for box in self._boxes():
            box.editingFinished.connect(partial(self._give_keys_back, box))
            box.said.connect(self._complain)
            box.valueChanged.connect(lambda: self._complain(""))  # another's is over too

    def _boxes(self) -> tuple[NumberBox, ...]:
        return (self.speed, *self.boxes.values(), self.seed)

    def _change(self, setting: Hyperparameter, shown: float) -> None:
        value = shown / 100.0 if setting.is_percent else shown
        self.changed.emit(Change(setting.name, int(value) if setting.is_whole else value))

    def show_settings(self, settings: RunSpec) -> None:
        """Show the numbers of a new run, without emitting them as wishes."""
        for each in HYPERPARAMETERS:
            box, value = self.boxes[each.name], getattr(settings, each.name)
            box.show_value(100 * value if each.is_percent else value)
            box.setEnabled(each.as_written or not settings.preset.as_written)
            if (slider := self.sliders.get(each.name)) is not None:
                slider.show_value(value)
        self.seed.show_value(settings.seed)

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show what the run does, and the numbers of a new one."""
        self._snapshot = snapshot
        if snapshot.run_id != self._run_id:
            self._run_id = snapshot.run_id
            self.show_settings(snapshot.settings)
        if snapshot.status is not self._status:
            self._status = snapshot.status
            self._show_status()
        if self._rate_is_due.is_due(at_once=snapshot.status is not Status.RUNNING):
            self._show_rate(snapshot)

    def _show_rate(self, snapshot: Snapshot) -> None:
        schedule = snapshot.settings.preset.schedule
        if schedule != "constant":
            words = tr("now {rate} · {schedule}")
            rate = localized(snapshot.learning_rate_now, ".3g")
            self.rate_now.setText(words.format(rate=rate, schedule=tr(schedule)))
        self.rate_now.setVisible(schedule != "constant")

    def _say_again(self) -> None:
        self._show_status()
        if self._snapshot is not None:
            self._show_rate(self._snapshot)

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self._icons = {
            "play": icon("play", theme.on_strong),
            "pause": icon("pause", theme.on_strong),
        }
        for box in self._boxes():
            box.setFixedWidth(theme.px(128))
        self.step.setIcon(icon("step-forward", theme.text))
        self.reset.setIcon(icon("rotate-ccw", theme.text))
        self._show_status()

    def _show_status(self) -> None:
        running = self._status is Status.RUNNING
        self.train.setText(tr("Pause") if running else tr("Train"))
        if self._icons:
            self.train.setIcon(self._icons["pause" if running else "play"])

    def _change_speed(self, value: float) -> None:
        self.speed_slider.show_value(value or _FASTEST)
        self.speed_changed.emit(value or None)

    def _complain(self, line: str) -> None:
        if line or self._has_complained:
            self._has_complained = bool(line)
            self.said.emit(line)

    def _take_typed(self) -> None:
        # A button takes the keyboard from no box; what is typed there counts all the same.
        self._complain("")  # of what was typed before
        for box in self._boxes():
            if box.hasFocus():
                box.interpretText()

    def _give_keys_back(self, box: QWidget) -> None:
        # After Enter the space bar means "train" again, not a space in a number. A box that has
        # finished because another widget was clicked has no keyboard to give; and an explanation
        # that opens has it only for a while.
        window = self.window()
        if window is not None and box.hasFocus() and QApplication.activePopupWidget() is None:
            window.setFocus(Qt.FocusReason.OtherFocusReason)

    def _updates_made(self) -> str:
        made = 0 if self._snapshot is None else self._snapshot.updates
        return ntr("{n} update made", "{n} updates made", made).format(n=localized(made, ","))

    def _scheduled(self) -> Part | None:
        if self._snapshot is None:
            return None
        halves = self._snapshot.settings.preset.schedule == _HALVING
        term = TERMS["halving schedule" if halves else "cosine schedule"]
        return term, self.rate_now.text()


def _box_for(setting: Hyperparameter) -> NumberBox:
    low = 1e-8 if setting.above_low else setting.low
    factor, decimals = (100, 6) if setting.is_percent else (1, 0 if setting.is_whole else 12)
    box = NumberBox(factor * low, factor * setting.high, decimals=decimals, step=setting.step)
    if setting.is_percent:
        box.setSuffix(" %")
    return speak(box, special="Off") if setting.is_off_at_0 else box


def _button() -> QPushButton:
    button = QPushButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _add_row(
    grid: QGridLayout, name: str, term: Term, box: NumberBox, slider: LogSlider | None = None
) -> None:
    line, caption = grid.rowCount(), label(name)
    caption.setBuddy(box)
    grid.addWidget(caption, line, 0)
    grid.addWidget(box, line, 1)
    if slider is not None:
        grid.addWidget(slider, line + 1, 0, 1, 2)
    for part in (caption, box, slider):
        if part is not None:
            explain(part, term, box.text)
            speak(part, name=name)

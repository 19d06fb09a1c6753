"""The line at the foot of the window: what is running, and how well it does."""

import numpy as np
from PyQt6.QtWidgets import QHBoxLayout, QWidget

from mnistviz.gui.seldom import Seldom
from mnistviz.gui.theme import GAP, Theme
from mnistviz.gui.widgets.card import label
from mnistviz.gui.widgets.still_label import StillLabel
from mnistviz.training.history import TrainingCurve
from mnistviz.training.snapshot import Snapshot, Status

RECENT = 0.1
"""The share of an epoch that the training accuracy is an average over."""

_WORDS = {
    Status.READY: "Ready",
    Status.RUNNING: "Training",
    Status.PAUSED: "Paused",
    Status.FINISHED: "Finished",
    Status.FAILED: "Stopped",
}


class StatusPanel(QWidget):
    """Fields of a fixed order; each keeps its place while its figure changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Status")
        self._due = Seldom()
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP + 2, 0, GAP + 2, 0)
        row.setSpacing(20)
        self.state = label("Loading the digits …", "value")
        row.addWidget(self.state)
        self.epoch = _field(row, "Epoch", "Passes over all training images, with fractions.")
        self.images = _field(row, "Images seen", "Training images, counted again in every epoch.")
        self.rate = _field(row, "Images/s", "Training images a second, over the last second.")
        self.loss = _field(row, "Loss of last update", "Mean loss over the newest batch.")
        row.addStretch(1)
        self.train = _field(
            row,
            "Training",
            "Training accuracy: the share of the last tenth of an epoch's images that was read "
            "rightly, each before the update it led to.",
        )
        self.test = _field(
            row,
            "Test",
            "Test accuracy: the share of the test images that is read rightly, plus or minus its "
            "standard error. The network never learns from these.",
        )

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show its figures."""
        if not self._due.is_due(at_once=snapshot.status is not Status.RUNNING):
            return
        preset = snapshot.settings.preset.name
        if snapshot.model is not None:
            name = snapshot.model.name or snapshot.model.preset
            self.state.setText(f"Shown: {name}")
        else:
            self.state.setText(f"{_WORDS[snapshot.status]} · {preset}")
        self.epoch.setText(f"{snapshot.epoch:.2f} of {snapshot.epochs_asked}")
        self.images.setText(f"{snapshot.images_seen:,}")
        rate = snapshot.images_per_second
        self.rate.setText(f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}" if rate else "–")
        self.loss.setText("–" if snapshot.last_loss is None else f"{snapshot.last_loss:z.4f}")
        recent = recent_accuracy(snapshot.training)
        self.train.setText("–" if recent is None else f"{recent:.1%}")
        test = snapshot.last_test
        self.test.setText(
            "–" if test is None else f"{test.accuracy:.1%} ± {test.standard_error * 100:.1f}"
        )

    def set_theme(self, _theme: Theme) -> None:
        """Nothing is painted here that the style sheet does not know of."""


def recent_accuracy(curve: TrainingCurve) -> float | None:
    """The share read rightly over the last tenth of an epoch, 0 to 1; None before any update."""
    if not len(curve.epoch):
        return None
    start = int(np.searchsorted(curve.epoch, curve.epoch[-1] - RECENT))
    return float(curve.accuracy[start:].mean())


def _field(row: QHBoxLayout, name: str, tip: str) -> StillLabel:
    pair = QHBoxLayout()
    pair.setSpacing(6)
    caption, value = label(name, "caption"), StillLabel("value")
    value.setText("–")
    for part in (caption, value):
        part.setToolTip(tip)
        pair.addWidget(part)
    value.setAccessibleName(name)
    row.addLayout(pair)
    return value

"""The line at the foot of the window: what is running, and how well it does."""

import numpy as np
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QWidget

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit import layouts
from mnistviz.gui.kit.card import FixedWidthLabel, label
from mnistviz.gui.kit.figures import localized, name_in_words, percent
from mnistviz.gui.kit.language import changed, speak, tr
from mnistviz.gui.kit.theme import GAP, Theme
from mnistviz.gui.kit.throttle import Throttle
from mnistviz.training.history import TrainingCurve
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.words import mark

TERMS: dict[str, Term] = {
    "state": Term(
        "What is running",
        "Whether the network is being trained, and by which of the four presets. While a network "
        "from a file is shown, its name stands here instead.",
    ),
    "epoch": Term(
        "Epoch",
        "One epoch is one pass over all training images; the fraction is how far the pass under "
        "way has come. Training stops by itself after as many as are asked for.",
        "epoch = images seen / training images",
    ),
    "images seen": Term(
        "Images seen",
        "How many training images the network has learned from so far. An image counts again in "
        "every epoch.",
        "images seen = Σ batch size, over all updates",
    ),
    "images per second": Term(
        "Images per second",
        "How fast training goes at the moment, as a mean over the last second. Larger batches "
        "make it faster, for their images are computed together.",
        "images / seconds",
    ),
    "loss of last update": Term(
        "Loss of the last update",
        "The mean loss over the images of the newest batch, before its update. It jumps from "
        "batch to batch; the smoothed curve shows where it is going.",
        "L = 1/B·Σᵢ Lᵢ",
    ),
    "recent training accuracy": Term(
        "Training accuracy",
        "The share of the last tenth of an epoch's images that was read rightly, each before the "
        "update it led to. Where it lies well above the test accuracy, the network has begun to "
        "learn images by heart.",
        "right answers / images",
    ),
    "test accuracy": Term(
        "Test accuracy",
        "The share of the test images that is read rightly, plus or minus its standard error; the "
        "network never learns from these. Two networks that differ by less than about two standard "
        "errors may well be equally good.",
        "p ± √(p·(1 − p) / n)",
    ),
}


RECENT = 0.1
"""The share of an epoch that the training accuracy is an average over."""

_SPACE, _INSIDE = 20, 6
"""Pixels between two fields, and between a figure and its name."""

_WORDS = {
    Status.READY: mark("Ready"),
    Status.RUNNING: mark("Training"),
    Status.PAUSED: mark("Paused"),
    Status.FINISHED: mark("Finished"),
    Status.FAILED: mark("Stopped"),
}


class StatusPanel(QWidget):
    """Fields of a fixed order; each keeps its place while its figure changes.

    Where there is no room for all, those that are missed least are left out.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak(self, name="Status")
        self._snapshot: Snapshot | None = None
        self._refused = False
        self._due = Throttle()
        self.state = label("", "value")
        explain(self.state, TERMS["state"], self.state.text)
        row = layouts.row(self.state, spacing=_SPACE, on=self)
        row.setContentsMargins(GAP + 2, 0, GAP + 2, 0)
        self._captions: dict[FixedWidthLabel, QLabel] = {}
        self.epoch = self._field(row, mark("Epoch"), TERMS["epoch"])
        self.images = self._field(row, mark("Images seen"), TERMS["images seen"])
        self.rate = self._field(row, mark("Images/s"), TERMS["images per second"])
        self.loss = self._field(row, mark("Loss of last update"), TERMS["loss of last update"])
        row.addStretch(1)
        self.train = self._field(row, mark("Training"), TERMS["recent training accuracy"])
        self.test = self._field(row, mark("Test"), TERMS["test accuracy"])
        self._show_state()
        changed.connect(self._show)

    def _field(self, row: QHBoxLayout, name: str, term: Term) -> FixedWidthLabel:
        caption, value = label(name, "caption"), FixedWidthLabel("value")
        self._captions[value] = caption
        value.setText("–")
        for part in (caption, value):
            explain(part, term, value.text)
        speak(value, name=name)
        row.addLayout(layouts.row(caption, value, spacing=_INSIDE))
        return value

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show its figures."""
        self._snapshot = snapshot
        if self._due.is_due(at_once=snapshot.status is not Status.RUNNING):
            self._show()

    def refuse(self) -> None:
        """Say that nothing can be trained."""
        self._refused = True
        self._show_state()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Show as many fields as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        widths = {
            value: caption.sizeHint().width() + _INSIDE + value.sizeHint().width() + _SPACE
            for value, caption in self._captions.items()
        }
        needed = 2 * (GAP + 2) + self.state.sizeHint().width() + sum(widths.values())
        for value in (self.images, self.rate, self.loss):  # the least missed first
            too_many = needed > self.width()
            needed -= widths[value] if too_many else 0
            for part in (value, self._captions[value]):
                if part.isHidden() != too_many:
                    part.setHidden(too_many)

    def _show(self) -> None:
        self._show_state()
        if self._snapshot is not None:
            self._show_figures(self._snapshot)

    def _show_state(self) -> None:
        snapshot = self._snapshot
        if self._refused:
            self.state.setText(tr("Cannot train"))
        elif snapshot is None:
            self.state.setText(tr("Loading the digits …"))
        elif snapshot.origin is not None:
            model = snapshot.origin
            name = name_in_words(model) if model.name else model.preset
            self.state.setText(tr("Shown: {network}").format(network=name))
        else:
            preset = snapshot.settings.preset.name
            self.state.setText(f"{tr(_WORDS[snapshot.status])} · {preset}")

    def _show_figures(self, snapshot: Snapshot) -> None:
        epochs = tr("{done} of {all}")
        self.epoch.setText(
            epochs.format(done=localized(snapshot.epoch, ".2f"), all=snapshot.epochs_asked)
        )
        self.images.setText(localized(snapshot.images_seen, ","))
        rate = snapshot.images_per_second
        self.rate.setText(localized(rate, ",.0f" if rate >= 10 else ".1f") if rate else "–")
        self.loss.setText(
            "–" if snapshot.last_loss is None else localized(snapshot.last_loss, "z.4f")
        )
        recent = recent_accuracy(snapshot.training)
        self.train.setText("–" if recent is None else percent(recent))
        test = snapshot.last_test
        if test is None:
            self.test.setText("–")
        else:
            self.test.setText(percent(test.accuracy, error=test.standard_error))
        self._fit()

    def set_theme(self, _theme: Theme) -> None:
        """Nothing is painted here that the style sheet does not know of."""


def recent_accuracy(curve: TrainingCurve) -> float | None:
    """The share read rightly over the last tenth of an epoch, 0 to 1; None before any update."""
    if not len(curve.epoch):
        return None
    start = int(np.searchsorted(curve.epoch, curve.epoch[-1] - RECENT))
    return float(curve.accuracy[start:].mean())

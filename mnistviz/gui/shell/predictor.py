"""What the network on screen makes of what lies on the canvas: one object that all panels ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from mnistviz.data.datasets.dataset import LabelledImages, as_input
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import Content, is_blank
from mnistviz.data.ink.preparation import Step, StoredDigit, network_input
from mnistviz.gui.kit.throttle import Throttle
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.calibration import calibrated
from mnistviz.training.snapshot import Snapshot, Status

if TYPE_CHECKING:
    from mnistviz.data.reference.digit_space import DigitSpace, Examination

_SECONDS = 0.03
"""Between two answers to the same drawing, while the network learns."""


_JUDGE_MS = 60
"""Without a change, until the drawing is judged: while the pen moves, nothing is to delay it."""


@dataclass(frozen=True, eq=False)
class Prediction:
    """One answer to one drawing.

    Attributes:
        pixels: what the network was given, ``(784,)`` bytes.
        outputs: what it computed, ``(10,)``, 0 to 1.
        probabilities: the same with the temperature of its last test, ``(10,)``; they add up to 1.
        label: what the digit is, where that is known.
    """

    pixels: ByteArray
    outputs: FloatArray
    probabilities: FloatArray
    label: int | None

    @property
    def digit(self) -> int:
        """The answer."""
        return int(self.outputs.argmax())


class Predictor(QObject):
    """Keeps the canvas's content and the newest snapshot, and reads the one with the other.

    ``content_changed`` is emitted when there is something else to read or another way to prepare
    it, ``answered`` after every answer, also if there is none (``prediction`` is None), ``judged``
    some milliseconds after another content was compared with the training digits.

    Attributes:
        content: what lies on the canvas.
        is_under_way: whether the pen is still at it: only the answer itself is needed at once.
        snapshot: whose network answers; None until there is one.
        reading: the newest answer; None if nothing is drawn, no network is there, or its outputs
            are no numbers.
        without: the steps of the preparation that are left out.
        examination: what lies near it, and whether it looks like a digit; None if nothing is
            drawn, or the training digits to compare it with are not there yet.
        uncalibrated: whether ``shown`` are the network's outputs instead of the probabilities; at
            first they are for networks with ten sigmoids, and not for those with a softmax.
    """

    content_changed = pyqtSignal()
    answered = pyqtSignal()
    judged = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.content: Content = Drawing()
        self.is_under_way = False
        self.snapshot: Snapshot | None = None
        self.prediction: Prediction | None = None
        self.without: frozenset[Step] = frozenset()
        self.uncalibrated = False
        self.examination: Examination | None = None
        self._space: DigitSpace | None = None
        self._judging = QTimer(self)
        self._judging.setSingleShot(True)
        self._judging.setInterval(_JUDGE_MS)
        self._judging.timeout.connect(self._judge)
        self._pixels: ByteArray | None = None
        self._answer_is_due = Throttle(_SECONDS)

    @property
    def shown(self) -> FloatArray | None:
        """The ten numbers to show for the newest answer: ``(10,)``."""
        if self.prediction is None:
            return None
        return self.prediction.outputs if self.uncalibrated else self.prediction.probabilities

    @property
    def is_running(self) -> bool:
        """Whether the network on screen is learning, so that another answer comes soon."""
        return self.snapshot is not None and self.snapshot.status is Status.RUNNING

    @property
    def deskew(self) -> bool:
        """Whether the network on screen takes deskewed digits."""
        return self.snapshot is not None and self.snapshot.deskew

    @property
    def pixels(self) -> ByteArray | None:
        """What the network is given: ``(784,)`` bytes, or None if nothing is drawn."""
        return self._pixels

    @property
    def is_judging(self) -> bool:
        """Whether ``examination`` is still of what lay there before."""
        return self._judging.isActive()

    def set_content(self, content: Content, *, is_under_way: bool = False) -> None:
        """Read something else, or what the pen has made of it so far."""
        self.content, self.is_under_way = content, is_under_way
        self._prepare()

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Read with its weights."""
        prepares_alike = self.deskew == snapshot.deskew
        kind = snapshot.network.architecture.output
        if self.snapshot is None or kind != self.snapshot.network.architecture.output:
            # Ten sigmoids are no probabilities, and a notebook's are shown as it computes them.
            self.uncalibrated = kind == "sigmoid"
        self.snapshot = snapshot
        if not prepares_alike:
            self._prepare()
        elif self._answer_is_due.is_due(at_once=snapshot.status is not Status.RUNNING):
            self._answer()

    def set_space(self, space: object) -> None:
        """Compare with these training digits from now on: a ``DigitSpace``."""
        self._space = cast("DigitSpace", space)
        self._judge()

    def leave_out(self, step: Step, *, out: bool) -> None:
        """Leave a step of the preparation out, or put it back."""
        self.without = self.without | {step} if out else self.without - {step}
        self._prepare()

    def show_uncalibrated(self, uncalibrated: bool) -> None:
        """Have ``shown`` be the outputs, or the probabilities."""
        self.uncalibrated = uncalibrated
        self.answered.emit()

    def read(
        self, pictures: list[ByteArray], *, uncalibrated: bool | None = None
    ) -> FloatArray | None:
        """What the network answers to prepared pictures: ``(n, 10)``.

        None without a network, and if its outputs are no numbers.

        Args:
            pictures: each ``(784,)``.
            uncalibrated: its outputs instead of probabilities; as the window shows it if omitted.
        """
        outputs = self._outputs(pictures)
        wanted = self.uncalibrated if uncalibrated is None else uncalibrated
        return outputs if outputs is None or wanted else self._calibrated(outputs)

    def prepared(self, content: Content) -> ByteArray:
        """What the network on screen would be given of ``content``, all steps applied."""
        return network_input(content, deskew=self.deskew)

    def _prepare(self) -> None:
        self._pixels = (
            None
            if is_blank(self.content)
            else network_input(self.content, deskew=self.deskew, without=self.without)
        )
        self._answer()
        self.content_changed.emit()
        self._judging.start()

    def _answer(self) -> None:
        self.prediction = None
        if self._pixels is not None and (outputs := self._outputs([self._pixels])) is not None:
            content = self.content
            label = content.label if isinstance(content, StoredDigit) else None
            probabilities = self._calibrated(outputs)
            self.prediction = Prediction(self._pixels, outputs[0], probabilities[0], label)
        self.answered.emit()

    def _judge(self) -> None:
        self.examination = None
        if self._space is not None and not is_blank(self.content):
            # Whatever steps are left out, and whichever network answers: it is the drawing that
            # is judged.
            self.examination = self._space.examine(network_input(self.content, deskew=False))
        self.judged.emit()

    def _outputs(self, pictures: list[ByteArray]) -> FloatArray | None:
        if self.snapshot is None or not pictures:
            return None
        parameters = self.snapshot.parameters
        images = as_input(np.stack(pictures), parameters.flat.dtype)
        outputs = self.snapshot.network.predict(parameters, images)
        return outputs if np.isfinite(outputs).all() else None  # a diverging network's are not

    def _calibrated(self, outputs: FloatArray) -> FloatArray:
        assert self.snapshot is not None  # noqa: S101 - there are outputs
        kind = self.snapshot.network.architecture.output
        return calibrated(outputs, kind, self.snapshot.temperature)


def space_of(train: LabelledImages) -> "DigitSpace":
    """What is known of where the training digits lie; imported here, as a start needs it later."""
    from mnistviz.data.reference.digit_space import DigitSpace

    return DigitSpace.load(train)

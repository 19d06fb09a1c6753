"""What the network on screen makes of what lies on the canvas: one object that all panels ask."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mnistviz.app.document import Document
from mnistviz.app.events import Event
from mnistviz.data.datasets.dataset import DataSetInfo, LabelledImages, as_input
from mnistviz.data.datasets.mnist import MNIST
from mnistviz.data.ink.page import Content, is_blank
from mnistviz.data.ink.preparation import Step, StoredDigit, network_input
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.calibration import calibrated
from mnistviz.training.snapshot import Snapshot, Status

if TYPE_CHECKING:
    from mnistviz.data.reference.digit_space import DigitSpace, Examination


@dataclass(frozen=True, eq=False)
class Prediction:
    """One answer to one drawing.

    Attributes:
        pixels: what the network was given, ``(inputs,)`` bytes.
        outputs: what it computed, ``(classes,)``, 0 to 1.
        probabilities: the same with the temperature of its last test; they add up to 1.
        label: what it is, where that is known.
    """

    pixels: ByteArray
    outputs: FloatArray
    probabilities: FloatArray
    label: int | None

    @property
    def digit(self) -> int:
        """The answer."""
        return int(self.outputs.argmax())


class Predictor:
    """Reads the document with the newest snapshot's network, and again whenever either changes.

    Attributes:
        document: what lies on the canvas.
        content_changed: there is something else to read, or another way to prepare it.
        answered: after every answer, also if there is none (``prediction`` is None).
        judged: the document was compared with the training digits.
        snapshot: whose network answers; None until there is one.
        pixels: what the network is given, ``(inputs,)`` bytes; None if nothing is drawn.
        prediction: the newest answer; None if nothing is drawn, no network is there, or its
            outputs are no numbers.
        pixels: what the network is given, ``(inputs,)`` bytes; None if nothing is drawn.
        without: the steps of the preparation that are left out.
        examination: what lies near it, and whether it looks like a digit; None if nothing is
            drawn, or the training digits to compare it with are not there yet.
        uncalibrated: whether ``shown`` are the network's outputs instead of the probabilities; at
            first they are for networks with ten sigmoids, and not for those with a softmax.
        is_judged: whether ``examination`` is of what lies there now. Who has time calls ``judge``
            when nothing has changed for a while: the pen is not to wait for it.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.content_changed: Event[()] = Event()
        self.answered: Event[()] = Event()
        self.judged: Event[()] = Event()
        self.snapshot: Snapshot | None = None
        self.prediction: Prediction | None = None
        self.without: frozenset[Step] = frozenset()
        self.uncalibrated = False
        self.examination: Examination | None = None
        self.is_judged = True
        self._space: DigitSpace | None = None
        self.pixels: ByteArray | None = None
        document.changed.connect(self._prepare)

    @property
    def shown(self) -> FloatArray | None:
        """The numbers to show for the newest answer: ``(classes,)``."""
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
    def data(self) -> DataSetInfo:
        """What its inputs and outputs are."""
        return MNIST if self.snapshot is None else self.snapshot.data.info

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Read with its weights."""
        prepares_alike = (self.deskew, self.data) == (snapshot.deskew, snapshot.data.info)
        kind = snapshot.network.architecture.output
        if self.snapshot is None or kind != self.snapshot.network.architecture.output:
            # Ten sigmoids are no probabilities, and a notebook's are shown as it computes them.
            self.uncalibrated = kind == "sigmoid"
        self.snapshot = snapshot
        if prepares_alike:
            self._answer()
        else:
            self._prepare()

    def set_space(self, space: "DigitSpace") -> None:
        """Compare with these training digits from now on."""
        self._space = space
        self.judge()

    def judge(self) -> None:
        """Compare what lies there with the training digits."""
        self.examination, self.is_judged = None, True
        if self._space is not None and not self.document.is_blank:
            # Whatever steps are left out, and whichever network answers: it is the drawing that
            # is judged.
            pixels = network_input(self.document.content, deskew=False)
            self.examination = self._space.examine(pixels)
        self.judged.emit()

    def leave_out(self, step: Step, *, out: bool) -> None:
        """Leave a step of the preparation out, or put it back."""
        self.without = self.without | {step} if out else self.without - {step}
        self._prepare()

    def show_uncalibrated(self, uncalibrated: bool) -> None:
        """Have ``shown`` be the outputs, or the probabilities."""
        self.uncalibrated = uncalibrated
        self.answered.emit()

    def predict(
        self, pictures: list[ByteArray], *, uncalibrated: bool | None = None
    ) -> FloatArray | None:
        """What the network answers to prepared pictures: ``(n, classes)``.

        None without a network, and if its outputs are no numbers.

        Args:
            pictures: each ``(inputs,)``.
            uncalibrated: its outputs instead of probabilities; as the window shows it if omitted.
        """
        outputs = self._outputs(pictures)
        wanted = self.uncalibrated if uncalibrated is None else uncalibrated
        return outputs if outputs is None or wanted else self._calibrated(outputs)

    def prepared(self, content: Content) -> ByteArray:
        """What the network on screen would be given of ``content``, all steps applied."""
        return network_input(content, deskew=self.deskew, shape=self.data.shape)

    def _prepare(self) -> None:
        content = self.document.content
        deskew, without, shape = self.deskew, self.without, self.data.shape
        self.pixels = (
            None
            if is_blank(content)
            else network_input(content, deskew=deskew, without=without, shape=shape)
        )
        self.is_judged = False
        self._answer()
        self.content_changed.emit()

    def _answer(self) -> None:
        self.prediction = None
        if self.pixels is not None and (outputs := self._outputs([self.pixels])) is not None:
            content = self.document.content
            label = content.label if isinstance(content, StoredDigit) else None
            probabilities = self._calibrated(outputs)
            self.prediction = Prediction(self.pixels, outputs[0], probabilities[0], label)
        self.answered.emit()

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

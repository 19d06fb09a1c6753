"""The whole application but its window: it can be driven without one, and knows no Qt."""

from collections.abc import Callable

from mnistviz.app.document import Document
from mnistviz.app.events import Event
from mnistviz.app.experiments import Experiments
from mnistviz.app.jobs import Jobs
from mnistviz.app.pins import Pins
from mnistviz.app.predictor import Predictor, space_of
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import MNIST, TRAINING_DIGITS, load_mnist
from mnistviz.errors import MnistvizError
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.snapshot import Snapshot
from mnistviz.training.spec import RunSpec
from mnistviz.training.worker import Worker


class Application:
    """Everything is called, and everybody told, on one thread: that which polls.

    Attributes:
        worker: trains the runs.
        experiments: the runs that there are.
        document: what is drawn.
        predictor: what the network in front makes of it.
        pins: the drawings that are kept; they follow that network too.
        background: jobs that read what is large.
        thinking: jobs that compute what somebody waits for.
        failed: what is large could not be read.
    """

    def __init__(
        self,
        settings: RunSpec,
        model: TrainedModel | None = None,
        load: Callable[[], DataSet] = load_mnist,
    ) -> None:
        """Nothing is done before ``start``.

        Args:
            settings: of the first run that is trained.
            model: shown until then, if any.
            load: reads the digits; on the worker's thread.
        """
        self.worker = Worker(load)
        self.experiments = Experiments(self.worker, settings, model)
        self.document = Document()
        self.predictor = Predictor(self.document)
        self.pins = Pins(self.predictor)
        self.background, self.thinking = Jobs(), Jobs()
        self.failed: Event[MnistvizError] = Event()
        self._compares = False
        self.experiments.shown.connect(self._follow)

    def start(self) -> None:
        """Load the digits and prepare the first run, on the worker's thread."""
        self.worker.start()

    def poll(self) -> None:
        """Tell what has come of the runs and of the jobs since the last time."""
        self.experiments.poll()
        self.background.poll()
        self.thinking.poll()

    def close(self) -> None:
        """End all threads and wait for them."""
        self.worker.shut_down()
        self.background.close()
        self.thinking.close()

    def _follow(self, snapshot: Snapshot) -> None:
        train = snapshot.data.train
        if not self._compares and train.info == MNIST and len(train) == TRAINING_DIGITS:
            self._compares = True
            self.background.do(lambda: space_of(train), self.predictor.set_space, self.failed.emit)
        self.predictor.set_snapshot(snapshot)
        self.pins.follow(snapshot)

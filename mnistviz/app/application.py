"""The whole application but its window: it can be driven without one, and knows no Qt."""

from collections.abc import Callable

from mnistviz.app.experiments import Experiments
from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.training.model_file import TrainedModel
from mnistviz.training.spec import RunSpec
from mnistviz.training.worker import Worker


class Application:
    """Everything is called from one thread, which is to call ``experiments.poll`` often.

    Attributes:
        worker: trains them.
        experiments: the runs that there are.
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

    def start(self) -> None:
        """Load the digits and prepare the first run, on the worker's thread."""
        self.worker.start()

    def close(self) -> None:
        """End the worker and wait for it."""
        self.worker.shut_down()

"""``mnistviz train``: training without a window.

An epoch's figures: as a row of a metrics file, and as a line on a terminal.
"""

import argparse
import csv
import io
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from time import perf_counter
from typing import Never

from threadpoolctl import threadpool_limits
from tqdm import tqdm

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import SPLITS, load_mnist
from mnistviz.errors import MnistvizError
from mnistviz.files import replacing, require_writable
from mnistviz.nn.optimizers import cosine_name
from mnistviz.process import Stopped
from mnistviz.training.evaluation import evaluate
from mnistviz.training.model_file import TrainedModel, save_model
from mnistviz.training.presets import preset_named
from mnistviz.training.spec import HYPERPARAMETERS, RunSpec
from mnistviz.training.trainer import Trainer


@dataclass(frozen=True)
class EpochFigures:
    """What a metrics file holds for an epoch; the names are the file's header.

    Attributes:
        train_loss: mean per image while it trained, each image before its update.
        train_accuracy: 0 to 1; while it trained, or for relu-notebook on all training images
            after the epoch, as that notebook prints it.
        test_loss: mean per image on the test images after the epoch.
        test_accuracy: 0 to 1, on the test images after the epoch.
        samples_per_second: training alone, without the tests.
        seconds: spent training since the start, without the tests.
    """

    epoch: int
    train_loss: float
    train_accuracy: float
    test_loss: float
    test_accuracy: float
    samples_per_second: float
    seconds: float

    def line(self) -> str:
        """For a person to read."""
        return (
            f"{self.epoch:5}  {self.train_loss:10.5f}  {self.train_accuracy:13.2%}  "
            f"{self.test_loss:9.5f}  {self.test_accuracy:12.2%}  {self.samples_per_second:8,.0f}"
        )


class MetricsFile:
    """A CSV file that is whole after every epoch, however the training ends.

    Attributes:
        rows: how many of its lines are in the file by now.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.rows = 0
        self._text = io.StringIO(newline="")
        names = [field.name for field in fields(EpochFigures)]
        self._writer = csv.DictWriter(self._text, names, lineterminator="\n")
        self._writer.writeheader()

    def add(self, figures: EpochFigures) -> None:
        """Write the file anew with one row more; without a path, do nothing.

        Raises:
            MnistvizError: the file cannot be written.
        """
        if self._path is None:
            return
        self._writer.writerow(asdict(figures))
        with replacing(self._path) as file:
            file.write(self._text.getvalue().encode())
        self.rows += 1


_READER_GONE = 141
"""What a shell reports for a program that went on writing into a pipe whose reader had ended."""


def run(options: argparse.Namespace) -> int:
    """Train, say how it goes, and write what was asked for.

    Raises:
        MnistvizError: an argument is out of range, a file cannot be written, or the loss is no
            longer a number; a model that is there already is then left as it was.
        Stopped: a signal came, or the reader of what is printed went away; likewise. It says how
            far the training came.
    """
    if options.epochs < 1:
        raise MnistvizError(f"the number of epochs must be at least 1, not {options.epochs}")
    preset = preset_named(options.preset).variant(
        hidden=options.hidden,
        deskew=options.deskew,
        schedule=cosine_name(options.epochs) if options.cosine else None,
    )
    settings = RunSpec.of(
        preset,
        seed=options.seed,
        **{setting.name: getattr(options, setting.name) for setting in HYPERPARAMETERS},
    )
    if options.save is not None and options.save == options.metrics:
        raise MnistvizError(f"{options.save} cannot be both the model and the metrics")
    for target in filter(None, (options.metrics, options.save)):
        require_writable(target)
    metrics = MetricsFile(options.metrics)
    with threadpool_limits(limits=1, user_api="blas"):
        split = SPLITS[settings.preset.split](load_mnist())
        trainer = Trainer(settings, split.train)
        try:
            model = _train(trainer, split, options, metrics)
            if options.save is not None:
                save_model(options.save, model)
        except Stopped as stop:
            stop.how_far = _how_far(trainer, options, metrics)
            raise
        except BrokenPipeError:
            how_far = _how_far(trainer, options, metrics)
            raise Stopped(_READER_GONE, how_far) from None
    return 0


def _how_far(trainer: Trainer, options: argparse.Namespace, metrics: MetricsFile) -> str:
    words = f" after {trainer.epoch:.2f} of {options.epochs} epochs"
    if metrics.rows:
        words += f"; {options.metrics} has {metrics.rows} of them"
    return words + (f"; {options.save} is not written" if options.save else "")


def _train(
    trainer: Trainer, split: DataSet, options: argparse.Namespace, metrics: MetricsFile
) -> TrainedModel:
    settings = trainer.settings
    if not options.quiet:
        print("epoch  train loss  train accuracy  test loss  test accuracy  images/s")
    seconds = 0.0
    for epoch in range(1, options.epochs + 1):
        with _bar(f"epoch {epoch} of {options.epochs}", len(split.train), options.quiet) as bar:
            start = perf_counter()
            train_loss, train_correct = _one_epoch(trainer, bar)
            took = perf_counter() - start
        seconds += took
        test = evaluate(trainer.network, trainer.parameters, split.test, deskew=trainer.deskew)
        train_accuracy = train_correct / len(split.train)
        if settings.preset.train_accuracy == "after the epoch":
            train_accuracy = evaluate(trainer.network, trainer.parameters, trainer.digits).accuracy
        figures = EpochFigures(
            epoch=epoch,
            train_loss=train_loss,
            train_accuracy=train_accuracy,
            test_loss=test.loss,
            test_accuracy=test.accuracy,
            samples_per_second=len(split.train) / took,
            seconds=seconds,
        )
        metrics.add(figures)
        if not options.quiet:
            print(figures.line(), flush=True)
    return TrainedModel(
        settings.preset.name,
        settings.preset.rule,
        settings.seed,
        float(options.epochs),
        test.accuracy,
        trainer.parameters.frozen_copy(),
        trainer.deskew,
        test.temperature,
    )


def _bar(words: str, images: int, quiet: bool) -> "tqdm[Never]":
    hidden = True if quiet else None  # None: where nobody is watching
    return tqdm(
        total=images, desc=words, unit="image", unit_scale=True, leave=False, disable=hidden
    )


def _one_epoch(trainer: Trainer, bar: "tqdm[Never]") -> tuple[float, int]:
    """The mean loss per image, and how many images were read rightly, while it trained."""
    loss, correct, epoch = 0.0, 0, trainer.epochs_done
    while trainer.epochs_done == epoch:
        updates = trainer.advance()
        loss += float(updates.losses @ updates.images)
        correct += int(updates.correct.sum())
        bar.update(int(updates.images.sum()))
    return loss / len(trainer.digits), correct

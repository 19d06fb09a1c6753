"""An epoch's figures: as a row of a metrics file, and as a line on a terminal."""

import csv
import io
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from mnistviz.files import replacing


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

    @staticmethod
    def heading() -> str:
        """Names for the columns of ``line``."""
        return "epoch  train loss  train accuracy  test loss  test accuracy  images/s"

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

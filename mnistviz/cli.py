"""The command line: reads the arguments, calls the command, says what went wrong in one line."""

import argparse
import gc
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Never

from mnistviz import process
from mnistviz.errors import MnistvizError, one_line
from mnistviz.numerals import read_number, read_whole_number
from mnistviz.process import Stopped, catching, leave_to_system

BAD_USE = 2
THEMES = ("system", "light", "dark")
LANGUAGES = ("system", "en", "de")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line; the usage is behind --help."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Keeps the arguments in mind, for what may be wrong with them."""
        self._given = sys.argv[1:] if args is None else list(args)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> Never:
        for name in self._given:
            if name == "--":
                break
            if name.startswith("-") and Path(name).suffix[1:2].isalpha():
                message += f'; if {name} is a file, write "--" before it'
        self.exit(BAD_USE, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: without the program's name; ``sys.argv`` if omitted.

    Returns:
        the exit status: 0; 2 for anything that the person at the keyboard can put right; 128 and
        the signal's number if a signal ended it.
    """
    try:
        process.prepare()
        with catching():
            try:
                return _run(_parsed(arguments))
            finally:  # here, where a reader that has gone away is no surprise
                print(end="", flush=True)
    except MnistvizError as error:
        return _refuse(str(error))
    except BrokenPipeError:  # the reader of a pipe has seen enough, as in `| head`
        process.silence()
        return 0
    except OSError as error:  # standard output is a file on a full disk, for example
        process.silence()
        return _refuse(f"cannot write the output: {error.strerror or error}")
    except KeyboardInterrupt as stop:  # Python's own, in the first moment and the last
        stop = stop if isinstance(stop, Stopped) else Stopped(128 + signal.SIGINT)
        process.say(f"mnistviz: stopped{stop.how_far}")
        return stop.status
    finally:
        if arguments is None:  # the program is over; clearing up would end with a traceback
            leave_to_system()


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    gc.disable()  # What is imported is no litter, and there is much of it to be looked through.
    try:
        return build_parser().parse_args(arguments)
    finally:
        gc.enable()


def _refuse(message: str) -> int:
    process.say(f"mnistviz: {one_line(message)}")
    return BAD_USE


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = _Parser(
        prog="mnistviz",
        description="Watch a neural network learn to read handwritten digits. "
        "Without a command, opens the window.",
    )
    parser.add_argument(
        "--version",
        dest="command",
        action="store_const",
        const="version",
        help="print the versions that a report of a fault needs",
    )
    _add_window_options(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("presets", help="list the networks on offer")
    _add_train(commands.add_parser("train", help="train a network without a window"))
    evaluate = commands.add_parser("evaluate", help="test a saved network on the test images")
    evaluate.add_argument("model", type=_file, metavar="MODEL.npz")
    evaluate.add_argument("--json", action="store_true", help="print JSON")
    predict = commands.add_parser("predict", help="read pictures of handwritten digits")
    predict.add_argument("images", type=_file, nargs="+", metavar="IMAGE")
    predict.add_argument(
        "--model", type=_file, metavar="MODEL.npz", help="default: the one shipped"
    )
    predict.add_argument("--json", action="store_true", help="print JSON")
    neighbours = commands.add_parser(
        "neighbours", help="work out anew what ships about where digits lie"
    )
    neighbours.add_argument("output", type=_file, metavar="OUT.npz")
    _add_screenshot(commands.add_parser("screenshot", help="save a picture of the window"))
    return parser


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    from mnistviz.training.presets import PRESETS

    parser.add_argument(
        "--preset", choices=PRESETS, metavar="NAME", help="the network to open with"
    )
    parser.add_argument("--model", type=_file, metavar="FILE", help="show a saved network")
    parser.add_argument("--projector", action="store_true", help="larger type, full screen")
    parser.add_argument("--theme", choices=THEMES, help="default: as chosen last time")
    parser.add_argument("--language", choices=LANGUAGES, help="default: as chosen last time")


def _add_train(parser: argparse.ArgumentParser) -> None:
    from mnistviz.training.presets import DEFAULT_SEED, PRESETS
    from mnistviz.training.spec import HYPERPARAMETERS

    parser.add_argument("--preset", choices=PRESETS, required=True, metavar="NAME")
    parser.add_argument("--epochs", type=_whole_number, default=10, metavar="N")
    parser.add_argument("--seed", type=_whole_number, default=DEFAULT_SEED, metavar="S")
    for setting in HYPERPARAMETERS:
        parser.add_argument(
            setting.option,
            dest=setting.name,
            type=_whole_number if setting.is_whole else _number,
            metavar=setting.metavar,
            help=setting.help,
        )
    parser.add_argument(
        "--hidden", type=_sizes, metavar="N,N", help="units of the hidden layers, as in 128,64"
    )
    parser.add_argument(
        "--straighten",
        dest="deskew",
        action="store_true",
        help="take the slant out of all digits first",
    )
    parser.add_argument(
        "--cosine",
        action="store_true",
        help="let the learning rate fall to nothing over all the epochs, along a cosine",
    )
    parser.add_argument("--metrics", type=_file, metavar="FILE.csv", help="write a row an epoch")
    parser.add_argument("--save", type=_file, metavar="MODEL.npz", help="write the trained network")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")


def _file(text: str) -> Path:
    # Path("") would be the folder that the command was started in.
    if not text:
        raise argparse.ArgumentTypeError("the name of the file is empty")
    return Path(text)


def _number(text: str) -> float:
    try:
        return read_number(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a number is needed, as 0.05 is, not {text}") from None


def _whole_number(text: str) -> int:
    try:
        return read_whole_number(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a whole number is needed, not {text}") from None


def _sizes(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(size) for size in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"sizes look like 128,64, not {text!r}") from None


def _add_screenshot(parser: argparse.ArgumentParser) -> None:
    from mnistviz.training.presets import PRESETS

    parser.add_argument("output", type=_file, metavar="OUT.png")
    parser.add_argument(
        "--preset", choices=PRESETS, metavar="NAME", help="default: the network for drawings"
    )
    parser.add_argument("--view", default="filters", metavar="NAME", help="the tab in front")
    parser.add_argument("--seconds", type=_number, default=0.0, metavar="N", help="train so long")
    parser.add_argument("--size", default="1280x800", metavar="WxH")
    parser.add_argument("--theme", choices=THEMES, default="light")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--projector", action="store_true", help="in projector mode")
    parser.add_argument(
        "--test-digit",
        type=_whole_number,
        metavar="I",
        help="put test image I (0 to 9999) on the canvas",
    )


def _run(options: argparse.Namespace) -> int:
    # A command's imports are its own: `predict` need not wait for Qt, nor the window for tqdm.
    command = import_module(f"mnistviz.commands.{options.command or 'window'}")
    status: int = command.run(options)
    return status

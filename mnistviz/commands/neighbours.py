"""Works out anew what ``resources/neighbours.npz`` holds: where digits lie, and the meter."""

import argparse

from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.data.reference.digit_space import FILE
from mnistviz.data.reference.space_fitting import build
from mnistviz.files import require_writable


def run(options: argparse.Namespace) -> int:
    """Run the command, with ``options.output`` the file to write, and return its exit status."""
    require_writable(options.output)
    print(f"working out {FILE}, which takes some minutes")
    build(load_mnist(), options.output)
    return 0

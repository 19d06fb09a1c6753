"""What the tests share."""

import pytest

from mnistviz.data.digits import Split
from mnistviz.data.mnist import load_mnist


@pytest.fixture(scope="session")
def mnist() -> Split:
    """All of MNIST, read once; its arrays are read-only."""
    return load_mnist()

"""What a report of a fault needs to say about the program and what it runs on."""

import platform
from importlib import import_module

from threadpoolctl import threadpool_info

from mnistviz import __version__

_PACKAGES = {"NumPy": "numpy", "SciPy": "scipy", "Pillow": "pillow", "pyqtgraph": "pyqtgraph"}
"""Names, and what their distributions are called."""


def version_report() -> str:
    """Lines of plain text, the first ``mnistviz`` and its version; in English everywhere.

    Needs no display. What cannot be found out is said, and raises nothing.
    """
    lines = [
        f"mnistviz {__version__}",
        f"{platform.python_implementation()} {platform.python_version()}",
        _qt(),
        *(f"{name} {_version(package)}" for name, package in _PACKAGES.items()),
        f"BLAS {_blas()}",
        platform.platform(),
    ]
    return "\n".join(lines)


def _qt() -> str:
    binding = f"PyQt6 {_version('PyQt6')}"
    try:
        number = import_module("PyQt6.QtCore").qVersion()
        import_module("PyQt6.QtGui")  # the part that needs libraries of the system
    except ImportError as error:
        return f"{binding}, but Qt cannot be loaded: {error}"
    return f"Qt {number} with {binding}"


def _blas() -> str:
    """The libraries that multiply NumPy's matrices, and which of their kernels this processor has.

    The last digits of all results depend on the kernel.
    """
    import_module("numpy.linalg")  # loads them
    found = [
        f"{library['internal_api']} {library['version']}, "
        f"{library.get('architecture', 'unknown')} kernel"
        for library in threadpool_info()
        if library["user_api"] == "blas"
    ]
    return "; ".join(dict.fromkeys(found)) or "not recognized"


def _version(package: str) -> str:
    try:
        # It takes a while to import, and the window needs it only when something is wrong.
        return str(import_module("importlib.metadata").version(package))
    except ImportError:  # of which it has its own kind
        return "(version unknown)"

"""Finds a file of resources/, in a checkout and in an installed wheel alike."""

from pathlib import Path

from mnistviz.errors import MnistvizError

_PACKAGE = Path(__file__).resolve().parent
# A wheel carries the folder inside the package; a checkout has it beside the package.
_FOLDERS = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource(name: str) -> Path:
    """The path of ``resources/<name>``; ``name`` uses forward slashes.

    Raises:
        MnistvizError: the file is in neither place, so the installation is incomplete.
    """
    for folder in _FOLDERS:
        path = folder / name
        if path.exists():
            return path
    raise MnistvizError(f"resources/{name} is missing; reinstall mnistviz")

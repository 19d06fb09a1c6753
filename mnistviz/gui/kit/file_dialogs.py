"""How a person is asked for a file."""

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtWidgets import QFileDialog, QMessageBox, QWidget

from mnistviz.errors import MnistvizError, Say
from mnistviz.gui.kit.language import tr


def ask_which_to_open(parent: QWidget, title: str, kind: str, patterns: str) -> Path | None:
    """A file that is there, or None.

    Args:
        parent: whose dialog it is.
        title: of the dialog, in English.
        kind: what files of the kind are called, in English; all others can be shown as well.
        patterns: of their names, with spaces between.
    """
    kinds = f"{tr(kind)} ({patterns});;{tr('All files')} (*)"
    name, _filter = QFileDialog.getOpenFileName(parent, tr(title), "", kinds)
    return Path(name) if name else None


def ask_where_to_save(parent: QWidget, title: str, kind: str, suggestion: str) -> Path | None:
    """Where a file is to be written, or None; what is there already may be replaced.

    A name without the suggestion's suffix gets it: the dialogs that open such files show no others.

    Args:
        parent: whose dialog it is.
        title: of the dialog, in English.
        kind: what files of the kind are called, in English.
        suggestion: a name with the suffix of the kind.
    """
    suffix = Path(suggestion).suffix
    kinds = f"{tr(kind)} (*{suffix})"
    name, _filter = QFileDialog.getSaveFileName(parent, tr(title), suggestion, kinds)
    if not name:
        return None
    path = _completed(Path(name), suffix)
    if path == Path(name) or not _is_there(path):
        return path  # if it is there, the dialog itself has asked
    words = tr("{file} exists already. Replace it?").format(file=path.name)
    answer = QMessageBox.question(parent, tr(title), words)
    if answer is QMessageBox.StandardButton.Yes:
        return path
    return ask_where_to_save(parent, title, kind, suggestion)


def _completed(path: Path, suffix: str) -> Path:
    if path.name.lower().endswith(suffix):
        return path
    return path.with_name(path.name.rstrip(".") + suffix)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long: writing says so
        return False


def say_errors(say: Say, do: Callable[[], object]) -> None:
    """Do something with a file, and say what is wrong with it, or "" once all has gone well."""
    try:
        do()
    except MnistvizError as error:
        say(error)
    else:
        say("")

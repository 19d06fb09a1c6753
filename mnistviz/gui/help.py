"""What the window says about itself."""

from typing import TYPE_CHECKING

from mnistviz.gui.glossary.explain import show_explanation
from mnistviz.gui.language import mark
from mnistviz.gui.shortcuts import ShortcutsDialog
from mnistviz.gui.text_dialog import TextDialog
from mnistviz.versions import version_report

if TYPE_CHECKING:
    from mnistviz.gui.main_window import MainWindow

_ABOUT = mark(
    "Watch a neural network, written with NumPy alone, learn to read handwritten digits.\n\n"
    "mnistviz is free software under the GPL, version 3.0 or later. MNIST by Yann LeCun and "
    "Corinna Cortes (CC BY-SA 3.0), icons by Lucide and Feather (ISC, MIT), typeface by the "
    "Inter Project Authors (SIL OFL 1.1)."
)


class Help:
    """Opens dialogs and explanations in front of a window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def explain(self) -> None:
        """Explain what has the keyboard or is under the pointer."""
        show_explanation(self._window)

    def list_keys(self) -> None:
        """List all keys."""
        ShortcutsDialog(self._window.action_table.actions.values(), self._window).open()

    def tell_about(self) -> None:
        """Name the authors, the licences and the versions."""
        TextDialog(self._window, "About mnistviz", _ABOUT, version_report()).open()

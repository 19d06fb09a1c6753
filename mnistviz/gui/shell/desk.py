"""What actions act on."""

from typing import Protocol

from mnistviz.app.document import Document
from mnistviz.app.experiments import Experiments
from mnistviz.app.pins import Pins
from mnistviz.app.predictor import Predictor
from mnistviz.gui.shell.appearance import Appearance
from mnistviz.gui.shell.files import Files
from mnistviz.gui.shell.help import Help
from mnistviz.gui.shell.panel_layout import PanelLayout
from mnistviz.gui.shell.picture_input import PictureInput
from mnistviz.gui.shell.view_table import Views
from mnistviz.gui.views.controls.view import ControlsPanel
from mnistviz.gui.views.curves.view import CurvesPanel
from mnistviz.gui.views.drawing.view import DrawingPanel
from mnistviz.gui.views.preset.view import PresetPanel


class Desk(Protocol):
    """What actions act on, and what decides whether they are possible; the window is one."""

    experiments: Experiments
    document: Document
    predictor: Predictor
    pins: Pins
    network: PresetPanel
    controls: ControlsPanel
    curves: CurvesPanel
    views: Views
    drawing: DrawingPanel
    room: PanelLayout
    appearance: Appearance
    files: Files
    pictures: PictureInput
    help: Help

    def pin(self, label: int) -> None:
        """Keep the drawing, as one of the class ``label``."""

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""

    def fill_with_focused(self) -> None:
        """Let the panel with the keyboard fill the window, or no longer."""

    def go_back(self) -> None:
        """Leave what was entered last."""

    def focusNextChild(self) -> bool:
        """Give the keyboard to the next control."""

    def close(self) -> bool:
        """Close the window."""

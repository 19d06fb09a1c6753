"""The window: lays the panels out; carries snapshots and intents between them and the runs."""

from functools import partial
from pathlib import Path

from PyQt6.QtCore import QByteArray, QSignalBlocker, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PyQt6.QtWidgets import QAbstractSpinBox, QMainWindow

from mnistviz.app.application import Application
from mnistviz.data.ink.page import Content
from mnistviz.errors import MnistvizError
from mnistviz.gui.kit.language import changed
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.kit.view import Context, prompt
from mnistviz.gui.shell.action_table import ActionTable, add_menu, keep_tab_order, obey
from mnistviz.gui.shell.appearance import Appearance
from mnistviz.gui.shell.files import Files, save_png
from mnistviz.gui.shell.frames import Frames, Parts, survive
from mnistviz.gui.shell.help import Help
from mnistviz.gui.shell.message_bar import MessageBar, Trouble
from mnistviz.gui.shell.panel_layout import Page, PanelLayout
from mnistviz.gui.shell.picture_input import PictureInput
from mnistviz.gui.shell.view_table import Views
from mnistviz.gui.views.controls.view import ControlsPanel
from mnistviz.gui.views.curves.view import CurvesPanel
from mnistviz.gui.views.drawing.view import DrawingPanel
from mnistviz.gui.views.filters.view import FiltersView
from mnistviz.gui.views.pinned.words import refused
from mnistviz.gui.views.preset.view import PresetPanel
from mnistviz.gui.views.status.view import StatusPanel
from mnistviz.training.presets import Preset
from mnistviz.training.snapshot import Snapshot, Status
from mnistviz.training.spec import Change


class MainWindow(QMainWindow):
    """Every panel has ``set_snapshot`` and ``set_theme``; nothing else flows towards them.

    It is to be dressed (``appearance.dress``) before it is shown. ``closing`` is emitted while
    everything is still there.

    Attributes:
        belongings: objects that are to live as long as the window.
    """

    closing = pyqtSignal()

    def __init__(self, application: Application, theme: Theme) -> None:
        super().__init__()
        self.application, self.experiments = application, application.experiments
        self.frames = Frames(self, self.experiments)
        self.setWindowTitle("mnistviz")
        self.network, self.controls = PresetPanel(), ControlsPanel()
        self.curves, self.document = CurvesPanel(), application.document
        self.predictor, self.pins = application.predictor, application.pins
        self.background = prompt(application.background, self)
        self.thinking = prompt(application.thinking, self)
        self.drawing, self.status = DrawingPanel(self.predictor), StatusPanel()
        self.views = Views(self._context())
        self.filters = self.views.view(FiltersView)
        self.message = MessageBar()
        self.pictures = PictureInput(self, self.background, self.document.put, self.say)
        self.files = Files(self, self.experiments, self.views, self.say)
        self.help = Help(self, lambda: [*self.action_table.actions.values()])
        self.belongings: list[object] = []
        self.trouble = Trouble()
        self._said: str | MnistvizError = ""
        self._shown: tuple[int, Status] | None = None
        self._before_full_screen = self.windowState(), self.saveGeometry()
        self.parts = Parts(self, self._show_figures, self._show_curves, self._show_views)
        self._lay_out()
        self.theme = theme
        self.appearance = Appearance(self, theme, self.room, self.set_theme, self.say)
        self.action_table = ActionTable(self)
        if (bar := self.menuBar()) is not None:
            for menu in self.action_table.menus:
                add_menu(bar, menu, self.action_table)
        self._wire()
        self.network.show_settings(self.experiments.settings)
        self.controls.show_settings(self.experiments.settings)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self.setAcceptDrops(True)
        self.setMinimumSize(320, 240)  # 1024x768 at a scale of 3; the page scrolls
        self.resize(1280, 800)

    def _context(self) -> Context:
        return Context(
            document=self.document,
            predictor=self.predictor,
            pins=self.pins,
            jobs=self.thinking,
            show_evidence=self._show_evidence,
            show_change=self._show_change,
            say=self.say,
            set_true_derivative=self._set_true_derivative,
        )

    def _lay_out(self) -> None:
        self.room = PanelLayout(
            rail=(self.network, self.controls),
            middle=(self.curves, self.views),
            right=self.drawing,
            narrow={self.network, self.controls, self.drawing},
        )
        self.rail, self.columns = self.room.rail, self.room.columns
        self.page = Page(self.message, self.room, self.status)
        self.setCentralWidget(self.page)

    def _wire(self) -> None:
        experiments, controls = self.experiments, self.controls
        experiments.shown.connect(self._show)
        experiments.problem_arose.connect(self._show_problem)
        self.application.failed.connect(self.say)
        self.frames.start()
        self.drawing.canvas.touched.connect(self.frames.give_way)
        self.document.changed.connect(self.action_table.refresh)
        self.drawing.open.clicked.connect(self.pictures.choose)
        self.room.moved.connect(lambda card: card.set_theme(self.theme))
        self.views.double_clicked.connect(partial(self.room.toggle, self.views))
        self.network.preset_chosen.connect(self._choose_preset)
        controls.train_clicked.connect(partial(self.action_table.run, "train"))
        controls.step_clicked.connect(partial(self.action_table.run, "step"))
        controls.reset_clicked.connect(partial(self.action_table.run, "reset"))
        controls.speed_changed.connect(experiments.set_speed)
        controls.changed.connect(experiments.change)
        controls.seed_changed.connect(experiments.set_seed)
        controls.said.connect(self.say)
        changed.connect(self._leave_room_soon)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``; the application's own were applied before."""
        self.theme = theme
        for panel in (self.network, self.controls, self.curves, self.drawing, self.status):
            panel.set_theme(theme)
        self.views.set_theme(theme)
        self.message.set_theme(theme)
        self.page.set_theme(theme)
        self.rail.setFixedWidth(theme.px(268))
        self._leave_room()
        self._leave_room_soon()

    def _leave_room_soon(self) -> None:
        QTimer.singleShot(0, self._leave_room)  # what was larger may be known by then only

    def _leave_room(self) -> None:
        """As much as the longest words of the drawing's panel need, in every language."""
        self.drawing.setMinimumWidth(0)
        needed = self.drawing.minimumSizeHint().width()
        self.drawing.setMinimumWidth(max(self.theme.px(260), needed))

    def say(self, message: str | MnistvizError) -> None:
        """Show one line at the top of the window; an empty one leaves why the run has failed."""
        failure = self._said if isinstance(self._said, MnistvizError) else ""
        self.message.say(message or failure)

    def pin(self, label: int) -> None:
        """Keep what is on the canvas in the strip, as a drawing of the digit ``label``."""
        refusal = self.pins.pin(self.document.content, label)
        self.say("" if refusal is None else refused(refusal, self.predictor.data.classes[label]))
        if refusal is None:
            self.views.turn_to("Pinned")

    def toggle_full_screen(self) -> None:
        """Full screen, or back to what it was: not every desktop remembers that."""
        if self.isFullScreen():
            self.setWindowState(self._before_full_screen[0])
        else:
            self._before_full_screen = self.windowState(), self.saveGeometry()
            self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)

    def kept_geometry(self) -> QByteArray:
        """For ``restoreGeometry`` next time; in full screen that of before."""
        return self._before_full_screen[1] if self.isFullScreen() else self.saveGeometry()

    def save_picture(self, path: Path) -> None:
        """Save what the window shows as a PNG.

        Raises:
            MnistvizError: the file cannot be written.
        """
        save_png(self.grab(), path)

    def fill_with_focused(self) -> None:
        """Let the card with the keyboard fill the window, or the views; or all panels again."""
        if self.room.filled is not None:
            self.room.leave()
        else:
            self.room.fill(self.room.card_of(self.focusWidget()) or self.views)

    def go_back(self) -> None:
        """Leave what was entered last: an enlarged filter, then a panel that fills the window."""
        if self.filters.isVisible() and self.filters.mosaic.only is not None:
            self.filters.show_all()
        else:
            self.room.leave()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Keys that the focused widget had no use for."""
        if event is not None and not obey(self.action_table, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """The tab key goes from panel to panel, also through what was made later."""
        keep_tab_order(self, self.room)
        box = self.focusWidget()
        if not isinstance(box, QAbstractSpinBox):
            return super().focusNextPrevChild(next)
        # The number is taken; but it must not give the keyboard to the window, as after Enter.
        box.interpretText()
        with QSignalBlocker(box):
            return super().focusNextPrevChild(next)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """A double click that meant nothing to what is under the pointer, but its panel."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            place = self.room.mapFrom(self, event.position().toPoint())
            card = self.room.card_of(self.room.childAt(place))
            if card is not None:
                self.room.toggle(card)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """The type of a projector depends on the room there is."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self.appearance.fit)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """End what works beside the window before it goes."""
        self.closing.emit()
        self.frames.stop()
        self.application.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        """A picture may be dropped anywhere."""
        if event is not None and (mime := event.mimeData()) is not None:
            event.setAccepted(self.pictures.takes(mime))
            event.setDropAction(Qt.DropAction.CopyAction)

    def dropEvent(self, event: QDropEvent | None) -> None:
        """Show the picture that was dropped."""
        if event is not None and (mime := event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.pictures.take(mime)

    def _choose_preset(self, preset: Preset) -> None:
        self.experiments.choose_preset(preset)
        self.controls.show_settings(self.experiments.settings)

    def _set_true_derivative(self, on: bool) -> None:
        self.experiments.change(Change("true_derivative", on))

    def _show(self, snapshot: Snapshot) -> None:
        goes_on = snapshot.status is Status.RUNNING
        if goes_on and self._shown == (snapshot.run_id, snapshot.status):
            self.parts.begin()
        else:
            self.action_table.refresh()
            self.parts.do_all()
        self._shown = snapshot.run_id, snapshot.status
        if (said := snapshot.failure or self.trouble.of(snapshot)) != self._said:
            self._said = said
            self.message.say(said)

    def _show_figures(self) -> None:
        if (snapshot := self.experiments.snapshot) is not None:
            for panel in (self.network, self.controls, self.drawing, self.status):
                survive(partial(panel.set_snapshot, snapshot))

    def _show_curves(self) -> None:
        if (snapshot := self.experiments.snapshot) is not None:
            self.curves.set_snapshot(snapshot)

    def _show_views(self) -> None:
        if (snapshot := self.experiments.snapshot) is not None:
            self.views.set_snapshot(snapshot)

    def _show_evidence(self, content: Content) -> None:
        self.document.put(content)
        self.views.turn_to("Evidence")

    def _show_change(self) -> None:
        self.views.turn_to("Filters")
        self.filters.what.button(1).click()

    def _show_problem(self, problem: MnistvizError) -> None:
        self.action_table.refresh()
        self.status.refuse()
        self.message.say(problem)

"""Loss and accuracy while they happen."""

import math
from functools import partial

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QWidget

from mnistviz.gui.glossary.explain import Part, explain
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.card import Card, FixedWidthLabel, label
from mnistviz.gui.kit.decimation import Decimated, Drawn, View, few, piece_edges
from mnistviz.gui.kit.figures import localized
from mnistviz.gui.kit.inputs import Slider
from mnistviz.gui.kit.language import changed, speak, tr
from mnistviz.gui.kit.layouts import row
from mnistviz.gui.kit.live_plot import LivePlot, as_widget
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.kit.throttle import Throttle
from mnistviz.gui.views.curves.pointing import (
    Curve,
    curve_at,
    figure,
    largest,
    last,
    lowest,
    values_at,
)
from mnistviz.gui.views.curves.terms import TERMS, loss_term
from mnistviz.training.history import TrainingCurve
from mnistviz.training.snapshot import Snapshot, Status

SMOOTHING = (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Windows that the slider offers, in epochs."""

_DEFAULT_SMOOTHING = 4

_SECONDS = 0.2
"""Between two texts of the newest values: four digits each, and slow to lay out."""


class CurvesPanel(Card):
    """Two plots with one x axis, in epochs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Learning curves", parent)
        self._snapshot: Snapshot | None = None
        self._run_id = -1
        self._hovered = math.nan
        self._theme: Theme | None = None
        self._texts_are_due = Throttle(_SECONDS)
        self._drawn = Drawn()
        self._outgrows = False
        self._said: dict[Curve, str] = {"loss": "", "accuracy": ""}
        self._make_header()
        self.loss = LivePlot("Loss against epochs")
        self.accuracy = LivePlot("Accuracy against epochs, percent", fixed_top=100.0)
        self.loss_title = label("", "heading")
        right = Qt.AlignmentFlag.AlignRight
        self.loss_values = FixedWidthLabel("caption", right, markup=True)
        self.accuracy_title = label("Accuracy in percent", "heading")
        self.accuracy_values = FixedWidthLabel("caption", right, markup=True)
        # Its words are long: they wrap, and ask for no room that figures do not need.
        self.invitation = label(
            "The curves appear here once you press Train.", "caption", wrap=True
        )
        self.invitation.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
        self._add(self.loss_title, self.loss_values, self.loss).addWidget(self.invitation, 1000)
        self._add(self.accuracy_title, self.accuracy_values, self.accuracy)
        self.accuracy.setXLink(self.loss.getPlotItem())
        self.loss.getPlotItem().getAxis("bottom").setStyle(showValues=False)
        for plot in (self.loss, self.accuracy):
            plot.hovered.connect(self._hover)
            plot.following_changed.connect(self._show_following)
            plot.view_moved.connect(self._follow_view)
        self._explain()
        self._say_again()
        changed.connect(self._say_again)

    def _make_header(self) -> None:
        self.follow = speak(QPushButton(), text="Follow")
        self.follow.setObjectName("flat")
        self.follow.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.follow.clicked.connect(self._follow)
        self.follow.hide()
        self.log_scale = speak(QCheckBox(), text="Log loss")
        self.log_scale.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.log_scale.toggled.connect(self._set_log_scale)
        self.smoothing = Slider()
        self.smoothing.setRange(0, len(SMOOTHING) - 1)
        self.smoothing.setValue(_DEFAULT_SMOOTHING)
        speak(self.smoothing, name="Smoothing of the training curves")
        self.smoothing.valueChanged.connect(self._redraw)
        self.smoothing_text = label("", "caption")
        for widget in (self.follow, self.log_scale, self.smoothing_text, self.smoothing):
            self.header.addWidget(widget)

    def _explain(self) -> None:
        explain(self.follow, TERMS["follow"])
        explain(
            *(self.log_scale, TERMS["log loss"]),
            lambda: tr("on") if self.log_scale.isChecked() else tr("off"),
        )
        for part in (self.smoothing, self.smoothing_text):
            explain(part, TERMS["smoothing"], self.smoothing_text.text)
        loss, accuracy = partial(self._part, "loss"), partial(self._part, "accuracy")
        explain(as_widget(self.loss), TERMS["training loss"], part=partial(loss, self.loss))
        explain(as_widget(self.accuracy), TERMS["accuracy"], part=partial(accuracy, self.accuracy))
        for widget in (self.loss_title, self.loss_values, self.invitation):
            explain(widget, TERMS["training loss"], part=partial(loss, None))
        for widget in (self.accuracy_title, self.accuracy_values):
            explain(widget, TERMS["accuracy"], part=partial(accuracy, None))

    def _add(self, title: QLabel, values: FixedWidthLabel, plot: LivePlot) -> QHBoxLayout:
        head = row(title, None, values, spacing=4)
        self.body.addLayout(head)
        plot.setMinimumHeight(70)
        self.body.addWidget(as_widget(plot), 1)
        return head

    @property
    def window_in_epochs(self) -> float:
        """How much of an epoch the strong training line is a mean over; 0 is no smoothing."""
        return SMOOTHING[self.smoothing.value()]

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show its history."""
        self._snapshot = snapshot
        if snapshot.run_id != self._run_id:
            self._run_id = snapshot.run_id
            self.loss.restart()
            self.accuracy.restart()
            self._drawn = Drawn()
            self._name_loss()
        self._draw_both()
        if self._texts_are_due.is_due(at_once=snapshot.status is not Status.RUNNING):
            self._refresh_texts()

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.smoothing.setMinimumWidth(theme.px(40))
        self.smoothing.setMaximumWidth(theme.px(88))
        self.loss.set_theme(theme)
        self.accuracy.set_theme(theme)
        self._name_axis(theme)
        self._refresh_texts()

    def _say_again(self) -> None:
        self._name_loss()
        self._refresh_texts()
        if self._theme is not None:
            self.set_theme(self._theme)  # which writes the axes' figures anew

    def _name_loss(self) -> None:
        title = tr("Loss") if self._snapshot is None else tr(self._loss_term().title)
        self.loss_title.setText(title)

    def _name_axis(self, theme: Theme) -> None:
        self.accuracy.getPlotItem().getAxis("bottom").setLabel(
            tr("Epochs"), color=theme.muted, **{"font-size": f"{theme.px(12)}px"}
        )

    def _redraw(self, *_details: object) -> None:
        self._draw_both()
        self._refresh_texts()

    def _follow_view(self) -> None:
        if not self._outgrows:  # or the plots, each of which moves the other, draw all four times
            self._draw_both()

    def _draw_both(self) -> None:
        if self._snapshot is None:
            return
        training, tests = self._snapshot.training, self._snapshot.tests
        x = training.epoch
        start = min((float(epochs[0]) for epochs in (x, tests.epoch) if len(epochs)), default=0.0)
        end = max(last(x), last(tests.epoch))
        self.loss.span = self.accuracy.span = start, end
        self._outgrows = True
        self.loss.outgrow(end, largest(tests.loss), lowest(training.loss))
        self.accuracy.outgrow(end, 0.0, math.inf)
        self._outgrows = False
        # The plots have one x axis and the same columns of pixels: the same points serve both.
        view = self._view(training, self._snapshot.settings.batch_size)
        first, tests_are_new = self._drawn.look(view, last(x), len(tests.epoch))
        edges = piece_edges(view.left, view.right, view.columns, first)
        if len(edges):
            thin = Decimated(x, view, first, float(edges[0]))
            band, strong = thin.curves(training.loss, training.loss_min, training.loss_max)
            self.loss.set_training(first, edges, band, strong)
            self.loss.outgrow(0.0, largest(strong[1]), math.inf)
            band, strong = thin.curves(
                training.accuracy, training.accuracy_min, training.accuracy_max, unit=100.0
            )
            if not view.accuracy_has_band:
                band = (x[:0], x[:0])
            self.accuracy.set_training(first, edges, band, strong)
        if tests_are_new:
            self.loss.set_test(*few(tests.epoch, tests.loss, view))
            self.accuracy.set_test(*few(tests.epoch, tests.accuracy * 100.0, view))

    def _view(self, training: TrainingCurve, batch_size: int) -> View:
        left, right = self.loss.x_range()
        return View(
            self._run_id,
            training.updates_per_bin,
            self.window_in_epochs,
            left,
            right,
            self.loss.pixel_columns(),
            self.loss.log_scale,
            # For one image an update, each accuracy is 0 or 100 %: a band that says nothing.
            accuracy_has_band=batch_size > 1,
        )

    def _hover(self, x: float) -> None:
        self._hovered = x
        self._refresh_texts()

    @property
    def _read_at(self) -> float:
        """The x whose values are shown; NaN for the newest, as beyond the points there are none."""
        first, last = self.loss.span
        return self._hovered if first <= self._hovered <= last else math.nan

    def _refresh_texts(self) -> None:
        window = self.window_in_epochs
        self.smoothing_text.setText(
            tr("Smoothing {n} %").format(n=localized(window * 100, "g"))
            if window
            else tr("No smoothing")
        )
        for plot in (self.loss, self.accuracy):
            plot.show_cursor(self._read_at)
        snapshot = self._snapshot
        is_empty = snapshot is None or not len(snapshot.training.epoch)
        self.invitation.setVisible(is_empty)
        if snapshot is None or is_empty:
            self.loss_values.setText("")
            self.accuracy_values.setText("")
            self._said = {"loss": "", "accuracy": ""}
        elif self._theme is not None:
            self._show_values(snapshot, self._theme, "loss", self.loss_values)
            self._show_values(snapshot, self._theme, "accuracy", self.accuracy_values)

    def _show_values(
        self, snapshot: Snapshot, theme: Theme, curve: Curve, shown: FixedWidthLabel
    ) -> None:
        x = self._read_at
        values = values_at(snapshot, curve, x, self.window_in_epochs)
        parts = [(tr("training"), figure(curve, values.train), theme.train)]
        if values.test is not None:
            parts.append((tr("test"), figure(curve, values.test), theme.test))
        words = [_legend(*part) for part in parts]
        if not math.isnan(x):
            words.insert(0, tr("epoch {n}").format(n=localized(x, ".2f")))
        shown.setText("&nbsp;&nbsp; ".join(words))
        self._said[curve] = ", ".join(f"{name} {value}" for name, value, _color in parts)

    def _loss_term(self) -> Term:
        title = "cross-entropy" if self._snapshot is None else self._snapshot.network.loss.title
        return loss_term(title)

    def _part(self, curve: Curve, plot: LivePlot | None, at: QPoint | None) -> Part:
        """What to explain at a place of a plot: the curve that is there, or the plot itself."""
        if plot is not None and at is not None and self._said[curve] and self._snapshot is not None:
            near = curve_at(plot, at, self._snapshot, curve, self.window_in_epochs)
            if near is not None:
                return near
        whole = self._loss_term() if curve == "loss" else TERMS["accuracy"]
        return whole, self._said[curve]

    def _set_log_scale(self, on: bool) -> None:
        self.loss.set_log_scale(on)
        self._redraw()

    def _follow(self) -> None:
        self.loss.follow()
        self.accuracy.follow()
        self._redraw()

    def _show_following(self, following: bool) -> None:
        # The plots share their x axis, so that one cannot follow without the other. A plot that
        # is told what it does already says nothing, which ends the exchange.
        for plot in (self.loss, self.accuracy):
            if plot.following != following:
                plot.follow() if following else plot.stop_following()
        self.follow.setVisible(not following)


def _legend(name: str, value: str, color: str) -> str:
    return f'<span style="color:{color}">■</span> {name} <b>{value}</b>'

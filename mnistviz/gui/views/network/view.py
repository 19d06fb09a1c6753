"""The view Network: every unit at work on what is drawn, and what happens without some of them."""

from collections.abc import Mapping, Sequence

import numpy as np
from PyQt6.QtCore import QSize

from mnistviz.analysis.units import (
    Connections,
    ForwardTrace,
    Unit,
    image_pass,
    into_unit,
    is_hidden,
    out_of_unit,
    strongest,
    without_units,
)
from mnistviz.data.datasets.dataset import as_input
from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.theme import GAP, Theme
from mnistviz.gui.kit.view import Context, View
from mnistviz.gui.views.network.ablation import AblationTest, CopyBar
from mnistviz.gui.views.network.unit_details import UnitDetails
from mnistviz.gui.views.network.unit_map import MapContent, UnitMap
from mnistviz.gui.views.network.unit_paint import Outputs
from mnistviz.gui.views.network.words import TERMS, copy_texts, describe, layer_words, note_texts
from mnistviz.nn.arrays import ByteArray, FloatArray
from mnistviz.nn.calibration import calibrated
from mnistviz.nn.parameters import Parameters
from mnistviz.training.snapshot import Snapshot

_STRONGEST, _OF_A_UNIT = 30, 64
"""Connections that are drawn: into each layer, and on either side of the marked unit."""

_NARROW = 520
"""Below this width (at scale 1) the figures beside the units give way."""


class NetworkView(View):
    """Every unit, its strongest connections, and the arithmetic of one of them.

    Attributes:
        bar: what one looks at: the run's network, or a copy without some units.
        map: the units.
        details: the arithmetic of the marked one.
        off: the hidden units that are switched off.
        test: how well the copy reads the test digits.
    """

    seconds = 0.2  # figures are read, and lines are slow to paint
    usual = QSize(640, 240)  # units and figures

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._predictor = context.predictor
        self._parameters: Parameters | None = None
        self._pixels: ByteArray | None = None
        self._way: ForwardTrace | None = None
        self._inputs: Sequence[FloatArray | None] = ()
        self.off: frozenset[Unit] = frozenset()
        self.test = AblationTest(context.jobs)
        self.bar, self.map, self.details = CopyBar(), UnitMap(), UnitDetails()
        explain(self.map, TERMS["network units"])
        explain(self.details, TERMS["network arithmetic"], self._marked_sentence)
        explain(self.bar, TERMS["network ablation"], self.bar.words.text)
        units = row((self.map, 1), self.details, spacing=GAP)
        column(self.bar, (units, 1), on=self, spacing=4)
        self.map.marked_changed.connect(self._show_marked)
        self.map.toggled.connect(self.toggle)
        self.bar.restore.clicked.connect(self.switch_all_on)
        self.test.changed.connect(self._show_bar)
        context.predictor.answered.connect(self._follow_predictor)

    def begin_run(self) -> None:
        """All units work again."""
        self.off = frozenset()

    def dress(self, theme: Theme) -> None:
        """Colours and type of the three parts."""
        for widget in (self.bar, self.map, self.details):
            widget.set_theme(theme)

    def fit(self) -> None:
        """Figures only where there is room for both."""
        px, width = self.theme.px, self.width()
        self.details.setFixedWidth(min(max(round(0.3 * width), px(232)), px(330)))
        self.details.setVisible(width >= px(_NARROW))
        self._show_bar()

    def toggle(self, unit: Unit) -> None:
        """Switch a hidden unit off or on; outputs stay."""
        snapshot = self.snapshot
        if snapshot is not None and is_hidden(unit, snapshot.parameters.architecture):
            self.off = self.off ^ {unit}
            self.refresh_now()

    def switch_all_on(self) -> None:
        """The whole network again."""
        self.off = frozenset()
        self.refresh_now()

    def _follow_predictor(self) -> None:
        # Answers to newer weights alone are followed with the run.
        if self._pixels is not self._predictor.pixels:  # first the answer itself is painted
            self.follow_soon()
        elif not self._predictor.is_running:
            self.follow_if_due(at_once=True)

    def refresh(self) -> None:
        """The network at work on what is drawn."""
        snapshot = self.snapshot
        if snapshot is None:
            self._show_bar()
            return
        whole = snapshot.parameters
        self._parameters = parameters = without_units(whole, self.off) if self.off else whole
        pixels = self._pixels = self._predictor.pixels
        self._way, self._inputs, activations = None, [None] * len(whole.weights), None
        if pixels is not None:
            image = as_input(pixels, parameters.flat.dtype)
            self._way = image_pass(snapshot.network, parameters, image)
            self._inputs, activations = self._way.activations, self._way.activations[1:]
        outputs = self._outputs(snapshot)
        self.map.show_content(
            MapContent(
                snapshot.data.info,
                parameters.architecture.sizes,
                layer_words(parameters.architecture, snapshot.data.info, outputs),
                pixels,
                activations,
                self._strongest(parameters),
                outputs,
                self.off,
            )
        )
        self._show_marked()
        self.test.ask(snapshot, self.off)
        self._show_bar()

    def _outputs(self, snapshot: Snapshot) -> Outputs:
        """Numbers of the kind that the whole window shows."""
        way, prediction = self._way, self._predictor.prediction
        if way is None:
            return Outputs()
        pixels = self._predictor.pixels
        whole = self._predictor.predict([pixels]) if self.off and pixels is not None else None
        label = None if prediction is None else prediction.label
        shown: FloatArray = way.activations[-1][np.newaxis]
        if not self._predictor.uncalibrated:
            kind = snapshot.network.architecture.output
            shown = calibrated(shown, kind, snapshot.temperature)
        return Outputs(shown[0], None if whole is None else whole[0], label)

    def _strongest(self, parameters: Parameters) -> tuple[Connections, ...]:
        found = []
        for k, weights in enumerate(parameters.weights):
            off = [unit.number for unit in self.off if unit.layer == k + 1]
            found.append(strongest(weights, self._inputs[k], _STRONGEST, off))
        return tuple(found)

    def _show_marked(self) -> None:
        unit, parameters, snapshot = self.map.marked, self._parameters, self.snapshot
        lit = words = None
        if unit is not None and parameters is not None and snapshot is not None:
            lit = self._connections_of(unit, parameters)
            is_off = unit in self.off
            words = describe(parameters, self._way, snapshot.data.info, unit, is_off=is_off)
        self.map.light(lit)
        self.details.show_words(words, is_drawn=self._way is not None)
        self.map.setAccessibleDescription(self._marked_sentence())
        if not self.details.isVisible():
            self._show_bar()

    def _connections_of(self, unit: Unit, parameters: Parameters) -> Mapping[int, Connections]:
        (k, number), weights, inputs = unit, parameters.weights, self._inputs
        lit = {k: into_unit(weights[k - 1], inputs[k - 1], number, _OF_A_UNIT)}
        if k < len(weights):
            lit[k + 1] = out_of_unit(weights[k], inputs[k], number, _OF_A_UNIT)
        return lit

    def _marked_sentence(self) -> str:
        return "" if self.details.words is None else self.details.words.sentence

    def _show_bar(self) -> None:
        sentence = self._marked_sentence()
        if self.off:
            texts = copy_texts(len(self.off), self.test)
        elif sentence and self.details.isHidden():
            texts = (sentence,)
        else:
            there, drawn = self.snapshot is not None, self._predictor.pixels is not None
            texts = note_texts(is_there=there, is_drawn=drawn)
        self.bar.say(texts, is_copy=bool(self.off))

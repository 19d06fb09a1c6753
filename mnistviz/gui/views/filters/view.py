"""What the first layer looks at: each unit's weights as a picture."""

import numpy as np
from PyQt6.QtCore import QSize, Qt

from mnistviz.gui.glossary.explain import explain
from mnistviz.gui.glossary.term import Term
from mnistviz.gui.kit.card import label
from mnistviz.gui.kit.color_bar import ColorBar
from mnistviz.gui.kit.figures import localized, nice_ceiling
from mnistviz.gui.kit.inputs import Segmented
from mnistviz.gui.kit.language import tr
from mnistviz.gui.kit.layouts import column, row
from mnistviz.gui.kit.theme import GAP, Theme
from mnistviz.gui.kit.throttle import Throttle
from mnistviz.gui.kit.view import Context, View
from mnistviz.gui.views.filters.mosaic import Mosaic
from mnistviz.nn.arrays import FloatArray
from mnistviz.training.snapshot import Snapshot, Status

TERMS: dict[str, Term] = {
    "filter": Term(
        "Filter",
        "The incoming weights of one unit of the first layer, painted where their pixels are: "
        "green where ink raises the unit's sum, purple where ink lowers it. The unit answers most "
        "strongly to what looks like its filter.",
        "zⱼ = Σᵢ wᵢⱼ · xᵢ + bⱼ",
    ),
    "range of weights": Term(
        "Range of the weights",
        "The smallest and the largest weight of the filter that the pointer is on. A weight of 0 "
        "means that the unit does not look at that pixel.",
        "minᵢ wᵢⱼ … maxᵢ wᵢⱼ",
    ),
    "weights or change": Term(
        "Weights or change",
        "Weights are painted as they are now, or only by how far each has moved since the run "
        "began. A layer that no gradient reaches shows no change at all.",
        "Δw = w(now) − w(start)",
    ),
    "filters' colour scale": Term(
        "Colour scale",
        "With a shared scale filters can be compared with one another; with one of its own even "
        "a weak filter is clear. The shared one ends where all but one weight in five hundred "
        "are below.",
        "colour = w / limit, at most ±1",
    ),
    "colour of a weight": Term(
        "Colour of a weight",
        "Purple is negative, green is positive, and the stronger the colour, the farther the "
        "weight is from 0. Weights beyond an end have the colour of that end.",
        "−limit … 0 … +limit",
    ),
}

_NOTICEABLE = 1e-4
"""A change smaller than this share of the largest initial weight is shown as none."""


class FiltersView(View):
    """A mosaic, the key to its colours, and a line about the filter under the pointer."""

    seconds = 0.03  # weights move slowly, and 100,000 of them are a lot to colour

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown: FloatArray | None = None
        self._hovered = -1
        self._limits: FloatArray = np.ones(1, np.float32)
        self._limit_is_due = Throttle()
        self.what = Segmented(
            "Show",
            [
                ("Weights", "Each unit's incoming weights, where its pixels are."),
                ("Change", "How far each weight has moved since this run began."),
            ],
        )
        self.scale = Segmented(
            "Colour scale",
            [
                ("Shared", "One colour scale for all filters, so that they can be compared."),
                ("Each its own", "Each filter uses the full range of colours."),
            ],
        )
        for switch in (self.what, self.scale):
            switch.chosen.connect(self.refresh_now)
        self.mosaic = Mosaic()
        self.mosaic.hovered.connect(self._hover)
        self.mosaic.clicked.connect(self._toggle)
        self.mosaic.moved.connect(self._move)
        self.mosaic.chosen.connect(self._toggle)
        self.caption = label("", "caption", wrap=True)
        self.caption.setMinimumWidth(60)
        self.bar = ColorBar("Colour scale of the filters", QSize(244, 18), room=72)
        head = row(self.what, self.scale, None, spacing=GAP)
        foot = row((self.caption, 1), self.bar, spacing=8)
        foot.setAlignment(self.bar, Qt.AlignmentFlag.AlignTop)
        column(head, (self.mosaic, 1), foot, on=self, spacing=8)
        self._explain()
        self._refresh_caption()

    def _explain(self) -> None:
        explain(self.mosaic, TERMS["filter"], self.caption.text)
        explain(self.caption, TERMS["range of weights"], self.caption.text)
        explain(self.what, TERMS["weights or change"], self.what.words)
        explain(self.scale, TERMS["filters' colour scale"], self.scale.words)
        explain(self.bar, TERMS["colour of a weight"], self.bar.words)

    def refresh(self) -> None:
        """The first layer, its limits and its caption."""
        self._show_filters(limit_is_due=True)

    def follow(self) -> None:
        """The weights; limits and caption less often, as they are read."""
        is_running = self.snapshot is not None and self.snapshot.status is Status.RUNNING
        self._show_filters(limit_is_due=self._limit_is_due.is_due(at_once=not is_running))

    def dress(self, theme: Theme) -> None:
        """Colours of the mosaic and of their key."""
        self.mosaic.set_theme(theme)
        self.bar.set_theme(theme)

    def show_all(self) -> None:
        """Leave the enlarged filter."""
        self._enlarge(None)

    @property
    def _shows_change(self) -> bool:
        return self.what.index == 1

    def _show_filters(self, *, limit_is_due: bool) -> None:
        if self.snapshot is None:
            self.bar.set_ends(*ends_of(None))
            self._refresh_caption()
            return
        weights = self.snapshot.parameters.weights[0]
        floor, initial = 1e-12, self.snapshot.initial
        if self._shows_change and initial is None:
            weights = np.zeros_like(weights)
        elif self._shows_change and initial is not None:
            with np.errstate(over="ignore", invalid="ignore"):  # of a run that diverges
                weights = weights - initial.weights[0]
            floor = _NOTICEABLE * float(np.abs(initial.weights[0]).max())
        self._shown = weights
        if limit_is_due:
            self._limits = self._find_limits(_sizes(weights), floor)
            self.bar.set_ends(*ends_of(float(self._limits[0]) if self.scale.index == 0 else None))
            self._refresh_caption()
        self.mosaic.set_filters(weights, self._limits, self.snapshot.data.info.shape)

    def _find_limits(self, size: FloatArray, floor: float) -> FloatArray:
        if self.scale.index == 0:
            largest = np.array([nice_ceiling(max(_almost_largest(size), floor))])
        else:
            largest = np.maximum(size.max(axis=0), floor)
        limits: FloatArray = np.minimum(largest, np.finfo(size.dtype).max).astype(size.dtype)
        return limits

    def _hover(self, number: int) -> None:
        self._hovered = number
        self._refresh_caption()

    def _refresh_caption(self) -> None:
        number = self.mosaic.only if self.mosaic.only is not None else self._hovered
        if self._shown is not None and 0 <= number < self._shown.shape[1]:
            values = self._shown[:, number]
            words = tr("Filter {n} of {all}: {low} to {high}").format(
                n=number + 1,
                all=self._shown.shape[1],
                low=localized(values.min(), ".3g"),
                high=localized(values.max(), ".3g"),
            )
            if self.mosaic.only is not None:
                words += " · " + tr("click to see all")
            self.caption.setText(words)
        else:
            self.caption.setText(self._about_all())

    def _about_all(self) -> str:
        snapshot = self.snapshot
        if snapshot is None or self._shown is None:
            return tr("The filters appear here once the digits are loaded.")
        if not self._shows_change:
            text = tr("{count} filters · click one to enlarge it")
            return text.format(count=self._shown.shape[1])
        if snapshot.initial is None:
            return tr("A network from a file: where its training began is not known.")
        return _describe_change(snapshot, snapshot.initial.weights[0], self._shown)

    def _toggle(self, number: int) -> None:
        self._enlarge(None if self.mosaic.only is not None else number)

    def _move(self, number: int) -> None:
        """The keyboard is on another filter; if one is enlarged, that is to be this one."""
        if self.mosaic.only is not None and number >= 0:
            self._enlarge(number)
        self._hover(number)

    def _enlarge(self, number: int | None) -> None:
        self.mosaic.enlarge(number)
        self._refresh_caption()


def ends_of(limit: float | None) -> tuple[str, str]:
    """What stands beside the key to the colours; there is no limit if every filter has its own."""
    if limit is None:
        return tr("min"), tr("max")
    figure = localized(limit, ".2g" if limit >= 1e-3 else ".0e")
    return f"≤ −{figure}", f"≥ +{figure}"


def _sizes(weights: FloatArray) -> FloatArray:
    """How far each is from 0; 0 for what is no number."""
    size: FloatArray = np.nan_to_num(np.abs(weights), nan=0.0, posinf=0.0)
    return size


def _almost_largest(size: FloatArray) -> float:
    """What all but one in five hundred stay below: a few outliers must not pale all the others."""
    rank = size.size - 1 - size.size // 500
    return float(np.partition(size, rank, axis=None)[rank])


def _describe_change(snapshot: Snapshot, initial: FloatArray, change: FloatArray) -> str:
    if snapshot.updates == 0:
        return tr("Nothing has changed yet: press Train.")
    moved, places = float(np.abs(change).max()), ".0e"
    if moved > _NOTICEABLE * float(np.abs(initial).max()):
        text, places = tr("Change since the start, at most {moved}"), ".2g"
    elif snapshot.network.rule.hidden_derivative != "derivative":
        text = tr(
            "Nothing to see: no weight moved by more than {moved}. The notebook's slope "
            "σ′(activation) is next to 0, so no gradient arrives."
        )
    else:
        text = tr("No weight has moved noticeably yet (at most {moved}).")
    return text.format(moved=localized(moved, places))

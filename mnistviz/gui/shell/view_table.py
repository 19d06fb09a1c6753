"""The views below the curves: a row of tabs, one of them in front; what is behind costs nothing.

A view is imported and made when it first comes to the front, or when somebody asks for it by its
class: eight of the nine would keep a person waiting for the window who may never look at them. Each
can show at any moment what it would show had it been there from the start.
"""

from functools import partial
from importlib import import_module
from typing import TypeVar

from mnistviz.gui.kit.context import Context
from mnistviz.gui.kit.language import speak
from mnistviz.gui.kit.tabs import TabbedCard
from mnistviz.gui.kit.theme import Theme
from mnistviz.gui.kit.view import View
from mnistviz.training.snapshot import Snapshot

VIEWS = (
    (
        "Filters",
        "Ctrl+1",
        "What each unit of the first layer looks for.",
        "filters.view.FiltersView",
    ),
    ("Network", "Ctrl+2", "Every unit, and what happens without it.", "network.view.NetworkView"),
    ("X-ray", "Ctrl+3", "How a drawing is prepared for the network.", "xray.view.XrayView"),
    ("Evidence", "Ctrl+4", "Which pixels speak for an answer.", "evidence.view.EvidenceView"),
    ("Pinned", "Ctrl+5", "When the network learned which drawing.", "pinned.view.PinnedView"),
    ("Mistakes", "Ctrl+6", "Which digits it takes for which.", "mistakes.view.MistakesView"),
    (
        "Reliability",
        "Ctrl+7",
        "How far to trust its percentages.",
        "reliability.view.ReliabilityView",
    ),
    ("Health", "Ctrl+8", "Whether the training goes well, by layer.", "health.view.HealthView"),
    ("Gradients", "Ctrl+9", "Whether the calculus is right.", "gradients.view.GradientsView"),
)
"""Title, key, what it shows, and where its class is found."""

_HOME = "mnistviz.gui.views."

Kind = TypeVar("Kind", bound=View)


class Views(TabbedCard):
    """Makes every view of ``VIEWS`` when it is needed, and passes on what comes for all of them."""

    def __init__(self, context: Context) -> None:
        super().__init__("Views")
        self._context = context
        self._snapshot: Snapshot | None = None
        self._theme: Theme | None = None
        self._made: dict[int, View] = {}
        for number, (title, key, shows, _path) in enumerate(VIEWS):
            self.add(title, partial(self._get, number), shows, key)

    def view(self, kind: type[Kind]) -> Kind:
        """The view of that class, made now if it is not there yet.

        Raises:
            StopIteration: it is none of ``VIEWS``.
        """
        path = f"{kind.__module__}.{kind.__name__}"
        view = self._get(next(n for n, one in enumerate(VIEWS) if _HOME + one[-1] == path))
        assert isinstance(view, kind)  # noqa: S101 - that is where it was found
        return view

    def _get(self, number: int) -> View:
        """A new view looks as the others do, and learns what it has missed."""
        if number not in self._made:
            title, _key, _shows, path = VIEWS[number]
            module, name = (_HOME + path).rsplit(".", 1)
            kind: type[View] = getattr(import_module(module), name)
            view = self._made[number] = speak(kind(self._context), name=title)
            self.put(number, view)
            if self._theme is not None:
                view.set_theme(self._theme)
            if self._snapshot is not None:
                view.set_snapshot(self._snapshot)
        return self._made[number]

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Show it in the view in front; the others remember it."""
        self._snapshot = snapshot
        for view in self._made.values():
            view.set_snapshot(snapshot)

    def set_theme(self, theme: Theme) -> None:
        """Colours and type from ``theme``."""
        self._theme = theme
        self.set_scale(theme.scale)
        for view in self._made.values():
            view.set_theme(theme)

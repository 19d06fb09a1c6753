"""The actions of one window: which are possible, and how to do one by its name."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mnistviz.gui.action import Action, Rows, State
from mnistviz.gui.actions import controls, menus, view, without_menu
from mnistviz.gui.glossary.explain import explain_keys

if TYPE_CHECKING:
    from mnistviz.gui.main_window import MainWindow


class ActionTable:
    """Whoever drives the window calls its actions by name: ``run("train")``, ``run("pin 7")``.

    Attributes:
        menus: from left to right.
        actions: all of them by name; "view Health" and its like bring a view to the front.
        controls: widgets that are enabled while the action of that name is possible, and whose
            explanations name its keys.
    """

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        titles_and_keys = window.views.titles_and_keys
        self.menus = menus(view(number, *each) for number, each in enumerate(titles_and_keys))
        rows = (*without_menu(), *self.menus)
        self.actions = {action.name: action for action in _actions(rows)}
        self._of_key = {key: one for one in self.actions.values() for key in one.single_keys}
        self.controls = controls(window)
        for name, control in self.controls.items():
            explain_keys(control, self.actions[name].keys)
        self.refresh()

    @property
    def state(self) -> State:
        """The window's at this moment."""
        window = self._window
        canvas, look = window.drawing.canvas, window.appearance
        return State(
            status=window.session.status,
            has_network=window.session.snapshot is not None,
            can_undo=canvas.can_undo,
            can_redo=canvas.can_redo,
            is_blank=canvas.is_blank,
            pinned=len(window.pins),
            theme=look.theme_name,
            language=look.language,
            projector=look.projector,
        )

    def of_key(self, key: str) -> Action | None:
        """What a key without a modifier does; ``key`` as ``QKeySequence`` names it."""
        return self._of_key.get(key)

    def is_possible(self, name: str) -> bool:
        """Whether an action can be done now.

        Raises:
            KeyError: there is none of that name.
        """
        return self.actions[name].possible(self.state)

    def run(self, name: str) -> None:
        """Do it, if it is possible.

        Raises:
            KeyError: there is none of that name.
        """
        if self.is_possible(name):
            self.actions[name].do(self._window)

    def refresh(self) -> None:
        """Enable the controls of those that are possible now."""
        state = self.state
        for name, control in self.controls.items():
            control.setEnabled(self.actions[name].possible(state))


def _actions(rows: Rows) -> Iterator[Action]:
    for row in rows:
        if isinstance(row, Action):
            yield row
        elif row is not None:
            yield from _actions(row.rows)

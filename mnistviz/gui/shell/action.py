"""What an action is, how its keys are named, and what decides whether it is possible."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from mnistviz.gui.glossary.term import Key, keys_in_words
from mnistviz.gui.kit.language import Language, tr
from mnistviz.gui.kit.theme import ThemeName
from mnistviz.training.snapshot import Status


@dataclass(frozen=True)
class State:
    """What decides which actions are possible, and which are marked in their menu.

    Attributes:
        status: what the run does; None while nothing can be trained.
        has_network: whether a network is on screen.
        can_undo: whether there is something to take back in the drawing.
        can_redo: whether there is something to bring back.
        is_blank: whether nothing is drawn.
        pinned: how many drawings are pinned.
        classes: how many there are to pin one as.
        theme: as it was chosen.
        language: as it was chosen.
        projector: whether the type is large.
    """

    status: Status | None = None
    has_network: bool = False
    can_undo: bool = False
    can_redo: bool = False
    is_blank: bool = True
    pinned: int = 0
    classes: int = 0
    theme: ThemeName = "system"
    language: Language = "system"
    projector: bool = False


def always(_state: State) -> bool:
    """For what is possible at any time."""
    return True


@dataclass(frozen=True)
class Action:
    """Something that a person can do by a key or a menu.

    Attributes:
        name: what it is called by; never shown.
        title: in English, as menus have it, with "&" before the underlined letter.
        do: does it.
        keys: each of them does it.
        possible: whether it can be done now.
        explanation: for the list of keys, in English; empty where the title says enough.
        is_on: whether it is marked in its menu; None for an action that switches nothing.
        choice: of the actions with the same one, exactly one is on; empty for all others.
        repeats: whether a key that is held down does it again and again.
    """

    name: str
    title: str
    do: Callable[[], object]
    keys: tuple[Key, ...] = ()
    possible: Callable[[State], bool] = always
    explanation: str = ""
    is_on: Callable[[State], bool] | None = None
    choice: str = ""
    repeats: bool = False

    @cached_property
    def single_keys(self) -> tuple[str, ...]:
        """Those without a modifier: what has the keyboard may have another use for them."""
        texts = [key for key in self.keys if isinstance(key, str)]
        return tuple(text for text in texts if not re.search(r"\+|F\d", text))

    @property
    def shortcuts(self) -> tuple[Key, ...]:
        """All others, which Qt takes before any widget sees them."""
        return tuple(key for key in self.keys if key not in self.single_keys)

    def in_words(self) -> str:
        """What it does, in the language that is chosen."""
        if self.explanation:
            return tr(self.explanation)
        return tr(self.title).replace("&", "").removesuffix(" …")


@dataclass(frozen=True)
class Menu:
    """Attributes: ``title`` in English; ``rows`` downwards, where None is a line between two."""

    title: str
    rows: "Rows"


Rows = Sequence[Action | Menu | None]


def keys_listed(actions: Iterable[Action]) -> list[tuple[Action, tuple[Key, ...]]]:
    """Those that have keys, with them; actions that are explained alike are listed as one."""
    listed: dict[str, tuple[Action, tuple[Key, ...]]] = {}
    for action in actions:
        first, keys = listed.get(action.in_words(), (action, ()))
        listed[action.in_words()] = first, (*keys, *action.keys)
    return [(action, keys) for action, keys in listed.values() if keys_in_words(keys)]

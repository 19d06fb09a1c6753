"""How the application says that something in it has changed, as it knows no Qt and its signals."""

import sys
from collections.abc import Callable
from types import MethodType
from typing import Generic, TypeVarTuple, cast
from weakref import WeakMethod

Arguments = TypeVarTuple("Arguments")

tests_of_life: list[Callable[[object], bool]] = []
"""Whoever has objects that can end before Python's part of them, as Qt's widgets can, adds how to
tell whether one lives: the methods of those that do not are called no longer."""


class Event(Generic[*Arguments]):
    """Calls everybody who asked, in the order in which they did, on the thread that emits it.

    It keeps no listener alive: of a bound method it holds a weak reference, and forgets it with its
    object. What a listener raises goes to ``sys.excepthook``, as from a slot of Qt's, and the
    others are called all the same.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[], Callable[[*Arguments], object] | None]] = []

    def connect(self, listener: Callable[[*Arguments], object]) -> None:
        """Call ``listener`` with every emission from now on."""
        if isinstance(listener, MethodType):
            method = WeakMethod(listener)
            self._listeners.append(lambda: cast("Callable[[*Arguments], object] | None", method()))
        else:
            self._listeners.append(lambda: listener)

    def disconnect(self, listener: Callable[[*Arguments], object]) -> None:
        """Call it no longer; nothing happens if it is not connected."""
        self._listeners = [get for get in self._listeners if get() not in (None, listener)]

    def emit(self, *arguments: *Arguments) -> None:
        """Tell everybody."""
        for get in tuple(self._listeners):
            listener = get()
            owner = getattr(listener, "__self__", None)
            if listener is None or not all(lives(owner) for lives in tests_of_life):
                self._listeners.remove(get)
                continue
            try:
                listener(*arguments)
            except Exception:
                sys.excepthook(*sys.exc_info())

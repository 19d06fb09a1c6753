"""Everybody is told, nobody is kept alive, and one that fails keeps nothing from the others."""

import gc
import sys
import weakref

import pytest

from mnistviz.app.events import Event


class Listener:
    def __init__(self) -> None:
        self.heard: list[tuple[int, str]] = []

    def hear(self, number: int, word: str) -> None:
        self.heard.append((number, word))


def test_everybody_is_told_in_the_order_of_connecting() -> None:
    event: Event[int, str] = Event()
    order: list[str] = []
    event.connect(lambda number, word: order.append(f"first {number} {word}"))
    event.connect(lambda number, word: order.append(f"second {number} {word}"))
    event.emit(1, "one")
    assert order == ["first 1 one", "second 1 one"]


def test_a_listener_is_not_kept_alive() -> None:
    event: Event[int, str] = Event()
    listener = Listener()
    event.connect(listener.hear)
    event.emit(1, "one")
    assert listener.heard == [(1, "one")]
    gone = weakref.ref(listener)
    del listener
    gc.collect()
    assert gone() is None
    event.emit(2, "two")
    assert event._listeners == []


def test_who_has_disconnected_is_told_no_longer() -> None:
    event: Event[int, str] = Event()
    one, other = Listener(), Listener()
    event.connect(one.hear)
    event.connect(other.hear)
    event.disconnect(one.hear)
    event.emit(1, "one")
    assert (one.heard, other.heard) == ([], [(1, "one")])


def test_a_listener_may_connect_and_disconnect_while_it_is_told() -> None:
    event: Event[()] = Event()
    calls: list[str] = []

    def once() -> None:
        calls.append("once")
        event.disconnect(once)
        event.connect(lambda: calls.append("later"))

    event.connect(once)
    event.connect(lambda: calls.append("always"))
    event.emit()
    assert calls == ["once", "always"]
    event.emit()
    assert calls == ["once", "always", "always", "later"]


def test_one_that_fails_is_reported_and_the_others_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event: Event[()] = Event()
    reported: list[type[BaseException]] = []
    calls: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: reported.append(kind))

    def fail() -> None:
        raise ZeroDivisionError

    event.connect(fail)
    event.connect(lambda: calls.append("told"))
    event.emit()
    assert (reported, calls) == ([ZeroDivisionError], ["told"])

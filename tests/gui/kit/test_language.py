"""Texts that are said again in another language, without a restart."""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QSpinBox,
    QWidget,
)

from mnistviz.app.experiments import shipped_model
from mnistviz.data.ink.drawing import Drawing
from mnistviz.files import resource
from mnistviz.gui.kit import language
from mnistviz.gui.kit.card import Card, label
from mnistviz.gui.kit.inputs import Segmented
from mnistviz.gui.kit.language import choose_language, forget, speak, tr
from mnistviz.gui.shell.application import destroy, make_application, open_window
from tests.gui.support import ONE, OpenUser, User

MAIN = ("network", "controls", "curves", "drawing", "status")
"""Panels that are looked at, by the window's names for them."""

SILENT = re.compile(r"[\d.,:%±·×\s–+-]*|.*\.npz|(relu|sigmoid)(-notebook)?")
"""What needs no translation: figures, names of files and of presets."""

MO = resource("languages/mnistviz_de.mo").read_bytes()


class Brackets(NullTranslations):
    """A language in which every text is the English one in brackets."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"


@pytest.fixture
def brackets(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(language, "catalogue", lambda _code: Brackets())
    choose_language("en")
    yield
    choose_language("en")
    settle()


def settle() -> None:
    """Let Qt tell all widgets."""
    QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
    QApplication.processEvents()


def choose(code: language.Language) -> None:
    choose_language(code)
    settle()


@pytest.mark.parametrize("content", [MO[:64], b"", bytes(range(256)), MO[:-9], None])
def test_a_damaged_file_is_left_aside_with_a_line(
    content: bytes | None, user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "mnistviz_de.mo"
    if content is None:
        damaged.mkdir()
    else:
        damaged.write_bytes(content)
    language.catalogue.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(language, "resource", lambda _: damaged)
        user.window.appearance.choose_language("de")
        assert str(damaged) in user.window.message.text
        assert tr("Train") == "Train"
        window = open_window(make_application(), user.window.experiments.settings, language="de")
        assert str(damaged) in window.message.text
        window.close()
        destroy(window)
    user.window.appearance.choose_language("de")
    assert tr("Train") == "Trainieren"


def texts_of(widget: QWidget) -> dict[str, str]:
    """Everything that a widget says, by kind; markup apart."""
    thing: Any = widget
    said = {"name": widget.accessibleName(), "description": widget.accessibleDescription()}
    said["tip"] = widget.toolTip()
    if isinstance(widget, QLabel | QAbstractButton):
        said["text"] = re.sub(r"<[^>]*>|&nbsp;", " ", thing.text())
    if isinstance(widget, QSpinBox):
        said["special"] = thing.specialValueText()
    return {kind: text for kind, text in said.items() if text}


def all_texts(user: User) -> dict[str, str]:
    result = {}
    for name in MAIN:
        panel = getattr(user.window, name)
        for number, widget in enumerate((panel, *panel.findChildren(QWidget))):
            for kind, text in texts_of(widget).items():
                result[f"{name} {number} {type(widget).__name__} {kind}"] = text
    return result


def figures(texts: dict[str, str]) -> dict[str, list[str]]:
    """Their digits; between them languages write points or commas."""
    return {where: re.findall(r"\d+", text) for where, text in texts.items()}


def test_without_a_translation_a_text_is_itself(app: QApplication) -> None:
    choose_language("en")
    assert tr("No text of ours") == "No text of ours"


def test_a_spoken_text_follows_the_language(brackets: None) -> None:
    button = speak(QPushButton(), text="Go", tip="It goes.", name="Go now", description="Why not")
    assert (button.text(), button.toolTip()) == ("Go", "It goes.")
    choose("de")
    assert button.text() == "«Go»"
    assert button.toolTip() == "«It goes.»"
    assert button.accessibleName() == "«Go now»"
    assert button.accessibleDescription() == "«Why not»"
    choose("en")
    assert button.text() == "Go"


def test_what_is_put_together_is_asked_for_again(brackets: None) -> None:
    button = speak(QPushButton(), text=lambda: f"{tr('Fruit')}: {tr('Pear')}")
    choose("de")
    assert button.text() == "«Fruit»: «Pear»"
    choose("en")
    assert button.text() == "Fruit: Pear"


def test_an_empty_text_is_left_to_others(brackets: None) -> None:
    free = label("", "caption")
    free.setText("12.3")
    was_spoken = label("Title")
    speak(was_spoken, text="")
    was_spoken.setText("45.6")
    choose("de")
    assert (free.text(), was_spoken.text()) == ("12.3", "45.6")


@pytest.mark.parametrize("kinds", [("text",), ()])
def test_a_text_that_is_forgotten_stays(brackets: None, kinds: tuple[str, ...]) -> None:
    shown = speak(label("Title"), name="A title")
    forget(shown, *kinds)
    shown.setText("7 of 9")
    choose("de")
    assert shown.text() == "7 of 9"
    assert shown.accessibleName() == ("«A title»" if kinds else "A title")
    forget(QLabel())  # nobody knows it


def test_cards_and_switches(brackets: None, qtbot: object) -> None:
    card, switch = Card("Fruit"), Segmented("Kind", [("Apple", "Red."), ("Pear", "Green.")])
    choose("de")
    assert card.accessibleName() == "«Fruit»"
    assert [found.text() for found in card.findChildren(QLabel)] == ["«Fruit»"]
    assert switch.accessibleName() == "«Kind»"
    pear = switch.button(1)
    assert (pear.text(), pear.toolTip()) == ("«Pear»", "«Green.»")
    assert pear.accessibleName() == "«Kind»: «Pear»"


def test_widgets_that_are_gone_are_not_spoken_to(brackets: None) -> None:
    gone = label("Gone")
    gone.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    choose("de")


@pytest.mark.parametrize("when", ["empty", "trained", "a model", "a test digit"])
def test_every_text_of_the_main_panels_changes_and_comes_back(
    brackets: None, user: User, when: str
) -> None:
    if when == "trained":
        user.train(5)
        user.draw(*ONE)
    elif when == "a model":
        user.window.experiments.show_model(shipped_model())
        user.wait_for_run(1)
    elif when == "a test digit":
        user.press(Qt.Key.Key_T)
    if when in {"trained", "a test digit"}:
        user.wait(lambda: user.window.drawing.meter.verdict is not None)
    user.window.curves.follow.show()
    settle()
    english = all_texts(user)
    choose("de")
    other = all_texts(user)
    untranslated = {
        where: text
        for where, text in other.items()
        if "«" not in text and SILENT.fullmatch(text) is None
    }
    assert untranslated == {}
    assert figures(other) == figures(english), "figures stay"
    choose("en")
    assert all_texts(user) == english


def test_while_training_the_figures_go_on_in_the_other_language(brackets: None, user: User) -> None:
    user.click(user.window.controls.train)
    user.wait_for_updates(3)
    choose("de")
    status = user.window.status
    assert status.state.text() == "«Training» · relu"
    assert user.window.controls.train.text() == "«Pause»"
    epoch = status.epoch.text()
    user.wait(lambda: status.epoch.text() != epoch)
    assert re.fullmatch(r"«[\d,]+ of 30»", status.epoch.text())
    user.wait(lambda: "«training»" in user.window.curves.loss_values.text())
    user.click(user.window.controls.train)
    user.wait(lambda: user.window.controls.train.text() == "«Train»")


def test_what_is_painted_changes_too(brackets: None, user: User) -> None:
    canvas, diagram = user.window.drawing.canvas, user.window.network.diagram
    english = canvas.grab().toImage(), diagram.grab().toImage()
    choose("de")
    assert isinstance(user.window.document.content, Drawing)
    other = canvas.grab().toImage(), diagram.grab().toImage()
    assert all(one != two for one, two in zip(english, other, strict=True))
    assert user.window.curves.accuracy.getPlotItem().getAxis("bottom").labelText == "«Epochs»"
    choose("en")
    assert (canvas.grab().toImage(), diagram.grab().toImage()) == english


def test_the_axes_are_written_anew(user: User) -> None:
    plots = user.window.curves.loss, user.window.curves.accuracy
    axes = [plot.getPlotItem().getAxis(side) for plot in plots for side in ("left", "bottom")]
    user.window.grab()
    pictures = [axis.picture for axis in axes]
    choose("de")
    user.window.grab()
    assert not [True for axis, old in zip(axes, pictures, strict=True) if axis.picture is old]


def test_numbers_are_typed_alike_in_every_language(brackets: None, user: User) -> None:
    choose("de")
    controls = user.window.controls
    assert controls.speed.text() == "«Full speed»"
    user.enter(controls.speed, "25")
    assert controls.speed.text() == "25« updates/s»"
    choose("en")
    assert controls.speed.text() == "25 updates/s"
    choose("de")
    controls.speed.setValue(controls.speed.valueFromText("«Full speed»"))
    assert controls.speed.value() == 0.0
    user.enter(controls.boxes["learning_rate"], "0.02")
    user.wait(lambda: user.snapshot.settings.learning_rate == 0.02)
    assert controls.boxes["learning_rate"].text() == "0,02"
    choose("en")
    assert controls.boxes["learning_rate"].text() == "0.02"


def test_when_nothing_can_be_trained(brackets: None, open_user: OpenUser) -> None:
    user = open_user()
    user.window.status.refuse()
    assert user.window.status.state.text() == "Cannot train"
    choose("de")
    assert user.window.status.state.text() == "«Cannot train»"

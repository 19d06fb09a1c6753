"""A page of plain text to read and to copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6 import sip
from PyQt6.QtCore import QUrl
from PyQt6.QtGui import QDesktopServices, QGuiApplication
from PyQt6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from mnistviz.gui.kit.language import choose_language
from mnistviz.gui.kit.text_dialog import TextDialog
from mnistviz.gui.kit.theme import Theme
from tests.gui.support import mouse_click, settle

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def dialog(qtbot: QtBot, light: Theme, tmp_path: Path) -> Iterator[TextDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    result = TextDialog(window, "Error report", "Show details", "one\n<b>two</b>", tmp_path)
    result.open()
    qtbot.waitExposed(result)
    yield result
    if not sip.isdeleted(result):
        result.close()
    settle()


def test_the_text_can_be_copied_as_it_is(dialog: TextDialog) -> None:
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None
    clipboard.clear()
    mouse_click(dialog.copy)
    assert clipboard.text() == "one\n<b>two</b>"
    assert dialog.text.isReadOnly()


def test_its_folder_can_be_opened(
    dialog: TextDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    mouse_click(dialog.open_folder)
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]


def test_without_a_folder_there_is_no_such_button(qtbot: QtBot, light: Theme) -> None:
    dialog = TextDialog(None, "Error report", "Show details", "text")
    qtbot.addWidget(dialog)
    assert len(dialog.buttons.buttons()) == 2


def test_it_is_gone_when_it_is_closed(dialog: TextDialog, qtbot: QtBot) -> None:
    close = dialog.buttons.button(QDialogButtonBox.StandardButton.Close)
    assert close is not None
    with qtbot.waitSignal(dialog.destroyed):
        mouse_click(close)


def test_it_can_be_made_smaller_than_its_text(dialog: TextDialog) -> None:
    dialog.text.setPlainText("x" * 1000 + "\n" * 1000)
    dialog.resize(dialog.minimumSizeHint())
    settle()
    assert dialog.width() < 600
    assert dialog.height() < 400


def test_german(qtbot: QtBot, light: Theme) -> None:
    choose_language("de")
    dialog = TextDialog(None, "Error report", "Show details", "text")
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == dialog.text.accessibleName() == "Fehlerbericht"
    assert dialog.copy.text() == "&Kopieren"

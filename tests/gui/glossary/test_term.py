"""Keys as they are read."""

import pytest
from PyQt6.QtWidgets import QApplication

from mnistviz.gui.glossary.term import Key, keys_in_words
from mnistviz.gui.kit.language import choose_language


@pytest.mark.parametrize(
    ("keys", "said", "in_german"),
    [
        ((), "", ""),
        (("Space",), "Space", "Leertaste"),
        (("Right",), "Right arrow", "Pfeil rechts"),
        (("Ctrl+Shift+Z", "Ctrl+Y"), "Ctrl+Shift+Z or Ctrl+Y", "Strg+Umschalt+Z oder Strg+Y"),
        (("0", "1", "2"), "0 to 2", "0 bis 2"),
        (("", "F1"), "F1", "F1"),
    ],
)
def test_in_both_languages(
    app: QApplication,
    keys: tuple[Key, ...],
    said: str,
    in_german: str,
) -> None:
    assert keys_in_words(keys) == said
    choose_language("de")
    assert keys_in_words(keys) == in_german

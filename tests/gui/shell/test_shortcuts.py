"""The list of keys has room for all words, or scrolls."""

import pytest

from mnistviz.gui.kit.language import Language
from mnistviz.gui.shell.help import ShortcutsDialog
from tests.gui.support import User, settle


@pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
def test_no_word_is_cut_on_a_small_screen(user: User) -> None:
    window = user.window
    window.action_table.run("keys")
    (dialog,) = window.findChildren(ShortcutsDialog)
    inside, screen, viewport = dialog.area.widget(), dialog.screen(), dialog.area.viewport()
    assert inside is not None
    assert screen is not None
    assert viewport is not None
    languages: list[Language] = ["en", "de"]
    for language in languages:  # while it is open
        window.appearance.choose_language(language)
        settle()
        assert dialog.width() <= screen.availableSize().width()
        assert dialog.height() <= screen.availableSize().height()
        assert inside.sizeHint().width() <= viewport.width()

"""Every text of the window in German, and back.

``python -m tests.gui.test_translation`` lists the texts that are not translated yet, and
translations that nobody needs any more.
"""

import re
import string
import xml.etree.ElementTree as ET

import pytest
from PyQt6.QtCore import QCoreApplication
from PyQt6.QtWidgets import QApplication, QDialogButtonBox

from mnistviz.files import resource
from mnistviz.gui.kit.language import choose_language, translations
from tests.gui.glossary.terms import TERMS
from tests.gui.translatable import Collector

FILE = "languages/mnistviz_de.ts"


def pairs() -> list[tuple[str, str]]:
    """Sources and translations, as they stand in the file."""
    root = ET.parse(resource(FILE)).getroot()  # noqa: S314 - a file of our own
    return [
        (message.findtext("source") or "", message.findtext("translation") or "")
        for message in root.iter("message")
    ]


def missing(collector: Collector) -> list[tuple[str, str]]:
    """Texts without a translation, and where they stand."""
    german = translations("de")
    return [(where, text) for text, where in collector.texts.items() if text not in german]


def stale(collector: Collector) -> list[str]:
    """Translations of texts that are no longer shown."""
    return [source for source, _ in pairs() if source not in collector.texts]


@pytest.fixture(scope="module")
def collector() -> Collector:
    return Collector()


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_the_collector_sees_every_kind_of_text(collector: Collector) -> None:
    some = {
        "Filters",  # a tab: kept in a list, shown later
        "Filter {n} of {all}: {low} to {high}",  # tr
        "Show all mistakes",  # a keyword of speak
        "Shared",  # an option of a switch
        "Raw",  # marked in a table
        "What each unit of the first layer looks for.",
        "Nearest training digits",
        "True derivatives, softmax, cross-entropy, momentum, and mini-batches of slightly bent "
        "images in random order.",
    }
    assert some <= {*collector.texts}
    assert {term.text for term in TERMS.values()} <= {*collector.texts}


def test_no_text_is_put_together_before_it_is_translated(collector: Collector) -> None:
    assert collector.unclear == set()


def test_every_text_is_translated(collector: Collector) -> None:
    assert missing(collector) == []


def test_nothing_else_is_translated(collector: Collector) -> None:
    assert stale(collector) == []
    sources = [source for source, _ in pairs()]
    assert sources == sorted(set(sources))
    assert all(translation for _, translation in pairs())


def test_figures_keep_their_places() -> None:
    for source, translation in pairs():
        if "{" in source:
            assert placeholders(translation) == placeholders(source), source


def test_space_around_a_text_stays() -> None:
    """It is there to part a text from what stands before or after it."""
    for source, translation in pairs():
        assert re.findall(r"^\s*|\s*$", translation) == re.findall(r"^\s*|\s*$", source), source


def test_a_german_term_has_two_sentences_too() -> None:
    german = translations("de")
    for term in TERMS.values():
        assert len(re.findall(r"[.!?](?=\s|$)", german[term.text])) == 2, german[term.text]


def test_marks_of_the_keyboard_are_kept_in_menus() -> None:
    for source, translation in pairs():
        assert translation.count("&") == source.count("&"), source
        assert translation.partition("\t")[1] == source.partition("\t")[1], source


def test_the_file_says_what_it_is() -> None:
    root = ET.parse(resource(FILE)).getroot()  # noqa: S314 - a file of our own
    assert (root.tag, root.get("language"), root.get("sourcelanguage")) == ("TS", "de_DE", "en")
    assert [name.text for name in root.iter("name")] == ["mnistviz"]


def test_qts_own_texts_stay(app: QApplication) -> None:
    """In an empty translation they would vanish from dialogs and menus."""
    choose_language("de")
    own = QCoreApplication.translate("QShortcut", "Del")
    strange = QCoreApplication.translate("QShortcut", "no such text %1")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    choose_language("en")
    assert own
    assert strange == "no such text %1"
    assert [button.text() for button in box.buttons()] != [""]


def _list() -> None:
    collector = Collector()
    for where, text in missing(collector):
        print(f"missing  {where}  {text!r}")
    for text in stale(collector):
        print(f"stale    {text!r}")
    for found in collector.unclear:
        print(f"unclear  {found.where}  {found.text}")


if __name__ == "__main__":
    _list()

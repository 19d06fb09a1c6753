"""Every text of the window in German, and back.

``python -m tests.gui.test_translation`` puts new texts into the catalogue, to be translated there,
takes out what nobody shows any more, and compiles it.
"""

import ast
import re
import string
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from PyQt6.QtCore import QCoreApplication
from PyQt6.QtWidgets import QApplication, QDialogButtonBox

import mnistviz
from mnistviz.files import resource
from mnistviz.gui.kit.language import _SETTERS, choose_language
from tests.gui.glossary.terms import TERMS

PO, MO = (f"languages/mnistviz_de.{kind}" for kind in ("po", "mo"))

SHOWN: dict[str, tuple[int | str, ...]] = {
    "tr": (0,),
    "mark": (0,),
    "speak": tuple(_SETTERS),
    "Action": (1, "explanation"),
    "Card": (0,),
    "ColorBar": (0,),
    "LivePlot": (0,),
    "Menu": (0,),
    "PixelPicture": (0,),
    "Preset": ("summary", "schedule"),
    "Segmented": (0, 1),
    "Tab": (0, 2),
    "Term": (0, 1, 2),
    "TextDialog": (1, 2),
    "_button": (0, 1),
    "__init__": (0,),  # of a Card
    "ask_where_to_save": (1, 2),
    "ask_which_to_open": (1, 2),
    "label": (0,),
}
"""Which arguments of which functions are shown, by place or by name; what else is, is marked."""


def literals(argument: ast.expr) -> Iterator[str]:
    """The texts that an expression may be or has in a table."""
    match argument:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from (*literals(one), *literals(other))
        case ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from literals(part)
        case ast.JoinedStr() | ast.BinOp():
            raise ValueError(f"{ast.unparse(argument)} is put together before it is translated")


def texts_in(source: str) -> Iterator[str | tuple[str, ...]]:
    """Those that a file shows; Babel's own reader sees none in tables, f-strings, ``if`` …"""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="ntr"), args=[one, many, _]):
                yield (*literals(one), *literals(many))
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                named = ((word.arg or "", word.value) for word in node.keywords)
                for place, argument in [*enumerate(node.args), *named]:
                    if place in SHOWN.get(name, ()):
                        yield from literals(argument)


def extracted() -> Catalog:
    """All texts of the program."""
    catalogue = Catalog()
    for file in sorted(Path(mnistviz.__file__).parent.rglob("*.py")):
        for text in texts_in(file.read_text(encoding="utf-8")):
            catalogue.add(text)
    return catalogue


def german() -> Catalog:
    """The catalogue as it is edited."""
    with resource(PO).open("rb") as file:
        return read_po(file, locale="de", abort_invalid=True)


def ids(catalogue: Catalog) -> list[object]:
    return [message.id for message in catalogue if message.id]


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """A text's forms for one and for many, or itself."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def pairs(catalogue: Catalog | None = None) -> list[tuple[str, str]]:
    """English and German."""
    return [
        pair
        for message in sorted(catalogue or german(), key=lambda message: forms(message.id))
        if message.id
        for pair in zip(forms(message.id), forms(message.string), strict=True)
    ]


def placeholders(text: str) -> list[tuple[str, str | None]]:
    return sorted((name, spec) for _, name, spec, _ in string.Formatter().parse(text) if name)


def test_the_extraction_sees_every_kind_of_text() -> None:
    found = texts_in(
        """
label("One" if it else "Two", "style"); speak(it, text="Three", tip=lambda: tr("Four"))
f"{tr(mark('Five') or 'Six')}"; Segmented("Seven", [("Eight", ""), ("Nine", "")])
Action("id", "Ten", explanation="Eleven"); ntr("{n} apple", "{n} apples", 2)
"""
    )
    some = {"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven"}
    assert {*found} == {*some, ("{n} apple", "{n} apples")}


@pytest.mark.parametrize("text", ['f"{n} runs"', '"runs " + n'])
def test_no_text_is_put_together_before_it_is_translated(text: str) -> None:
    with pytest.raises(ValueError, match="put together"):
        list(texts_in(f"tr({text})"))


def test_every_text_is_translated_and_nothing_else() -> None:
    catalogue = german()
    assert set(ids(extracted())) == set(ids(catalogue))
    assert not catalogue.obsolete
    assert all(all(forms(message.string)) for message in catalogue if message.id)
    assert not [message.id for message in catalogue if message.fuzzy]


def test_what_the_window_reads_is_the_catalogue() -> None:
    with resource(MO).open("rb") as file:
        compiled = read_mo(file)
    assert pairs(compiled) == pairs(german())
    assert str(compiled.plural_forms) == str(german().plural_forms)


def test_figures_keep_their_places() -> None:
    for source, translation in pairs():
        if "{" in source:
            assert placeholders(translation) == placeholders(source), source


def test_decimals_have_a_comma() -> None:
    version = r"\b(GPL, Version|SA|OFL) [\d.]+"
    for _source, translation in pairs():
        assert not re.search(r"\d\.\d", re.sub(version, "", translation)), translation


def test_space_around_a_text_stays() -> None:
    """It is there to part a text from what stands before or after it."""
    for source, translation in pairs():
        assert re.findall(r"^\s*|\s*$", translation) == re.findall(r"^\s*|\s*$", source), source


def test_a_german_term_has_two_sentences_too() -> None:
    translated = dict(pairs())
    for term in TERMS.values():
        assert len(re.findall(r"[.!?](?=\s|$)", translated[term.text])) == 2, translated[term.text]


def test_marks_of_the_keyboard_are_kept_in_menus() -> None:
    for source, translation in pairs():
        assert translation.count("&") == source.count("&"), source
        assert translation.partition("\t")[1] == source.partition("\t")[1], source


def test_qts_own_texts_are_translated_too(app: QApplication) -> None:
    choose_language("de")
    own = QCoreApplication.translate("QShortcut", "Del")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    choose_language("en")
    assert own == "Entf"
    assert [button.text() for button in box.buttons()] == ["Schließen"]


def _update() -> None:
    catalogue, file = german(), resource(PO)
    made, header = catalogue.creation_date, file.read_bytes().partition(b"\n\n")[0]
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.creation_date = made
    with file.open("wb") as po:
        po.write(header + b"\n\n")
        options = {"no_location": True, "sort_output": True, "ignore_obsolete": True}
        write_po(po, catalogue, width=0, omit_header=True, **options)
    with file.with_suffix(".mo").open("wb") as mo:
        write_mo(mo, catalogue)
    for message in catalogue:
        if message.id and not all(forms(message.string)):
            print("not translated:", message.id)


if __name__ == "__main__":
    _update()

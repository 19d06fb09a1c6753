"""All terms of the glossary, read as a proof-reader would."""

import re

import pytest

from mnistviz.gui.glossary import explain as engine
from mnistviz.gui.shell.view_table import VIEWS
from mnistviz.gui.views.curves.terms import loss_term
from mnistviz.nn.outputs import LOSSES
from tests.gui.glossary.terms import TERMS

END = re.compile(r"[.?!]”?(?=\s|$)")
"""Where a sentence ends; the point in a number is followed by a digit."""


def test_every_view_has_terms_of_its_own() -> None:
    assert {module.split(".")[3] for module, _key in TERMS} >= {
        row[3].split(".")[0] for row in VIEWS
    }
    texts = [term.text for term in TERMS.values()]
    assert len({*texts}) == len(texts)


@pytest.mark.parametrize("key", TERMS)
def test_a_term_has_a_title_and_two_sentences(key: tuple[str, str]) -> None:
    term = TERMS[key]
    assert term.title[:1] == term.title[:1].upper() != ""
    assert not term.title.endswith(".")
    assert len(END.findall(term.text)) == 2, term.text
    assert END.search(term.text[-1:]) or term.text.endswith("”"), term.text
    assert "  " not in term.text


@pytest.mark.parametrize("key", TERMS)
def test_a_formula_is_one_plain_line(key: tuple[str, str]) -> None:
    formula = TERMS[key].formula
    assert "\n" not in formula
    assert "\\" not in formula, "Unicode, not TeX"
    assert formula == formula.strip()
    assert not formula.endswith(".")


def test_every_loss_has_a_term_of_its_name() -> None:
    for loss in LOSSES.values():
        assert loss_term(loss.title).title == loss.title


def test_the_help_on_explanations_has_two_sentences_as_well() -> None:
    assert len(END.findall(engine._HOW.text)) == 2

"""All terms of the glossary, read as a proof-reader would."""

import re
from collections import Counter

import pytest

from mnistviz.gui.glossary import explain as engine
from mnistviz.gui.glossary import table
from mnistviz.gui.glossary.table import TERMS
from mnistviz.gui.views.curves.terms import loss_term
from mnistviz.nn.outputs import LOSSES

END = re.compile(r"[.?!]”?(?=\s|$)")
"""Where a sentence ends; the point in a number is followed by a digit."""


def test_no_key_is_used_twice() -> None:
    keys = Counter(key for part in table._PARTS for key in part.TERMS)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len(TERMS) == len(keys)


@pytest.mark.parametrize("key", TERMS)
def test_a_term_has_a_title_and_two_sentences(key: str) -> None:
    term = TERMS[key]
    assert term.title[:1] == term.title[:1].upper() != ""
    assert not term.title.endswith(".")
    assert len(END.findall(term.text)) == 2, term.text
    assert END.search(term.text[-1:]) or term.text.endswith("”"), term.text
    assert "  " not in term.text


@pytest.mark.parametrize("key", TERMS)
def test_a_formula_is_one_plain_line(key: str) -> None:
    formula = TERMS[key].formula
    assert "\n" not in formula
    assert "\\" not in formula, "Unicode, not TeX"
    assert formula == formula.strip()
    assert not formula.endswith(".")


def test_every_loss_has_a_term_of_its_name() -> None:
    for name, loss in LOSSES.items():
        assert loss_term(loss.title) == f"loss: {name}"
        assert TERMS[loss_term(loss.title)].title == loss.title


def test_the_help_on_explanations_has_two_sentences_as_well() -> None:
    assert len(END.findall(engine._HOW.text)) == 2

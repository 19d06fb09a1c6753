"""Terms of the glossary: curves."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

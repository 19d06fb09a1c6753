"""Terms of the glossary: network."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

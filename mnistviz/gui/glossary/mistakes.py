"""Terms of the glossary: mistakes."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

"""Terms of the glossary: filters."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

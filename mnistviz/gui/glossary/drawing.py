"""Terms of the glossary: drawing."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

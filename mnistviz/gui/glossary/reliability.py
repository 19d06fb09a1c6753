"""Terms of the glossary: reliability."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

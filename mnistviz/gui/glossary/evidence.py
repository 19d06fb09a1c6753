"""Terms of the glossary: evidence."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

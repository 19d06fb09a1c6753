"""Terms of the glossary: pinned."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

"""Terms of the glossary: health."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

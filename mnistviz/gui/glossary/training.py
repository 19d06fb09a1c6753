"""Terms of the glossary: training."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

"""Terms of the glossary: gradients."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {}

"""Every term there is, for the proof-reader."""

from importlib import import_module
from pathlib import Path

from mnistviz.gui import views
from mnistviz.gui.glossary.term import Term

MODULES = sorted(
    f"{views.__name__}.{file.parent.name}.{file.stem}"
    for file in Path(views.__path__[0]).glob("*/*.py")
    if "\nTERMS: dict[str, Term] = " in file.read_text(encoding="utf-8")
)

TERMS: dict[tuple[str, str], Term] = {
    (module, key): term for module in MODULES for key, term in import_module(module).TERMS.items()
}
"""By module and key."""

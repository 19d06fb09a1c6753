"""What the window says, in the language that is chosen; it can be changed while it is open.

A text that stays is given to a widget with ``speak``, which says it again in another language. One
that is put together from figures is made with ``tr`` whenever it is shown; views show it again when
Qt tells them of the new language (``LanguageChange``), all others when ``changed`` does.
"""

import struct
from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations, NullTranslations
from typing import Literal, TypeVar
from weakref import WeakKeyDictionary

from PyQt6 import sip
from PyQt6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator

from mnistviz.app.events import Event, tests_of_life
from mnistviz.errors import MnistvizError
from mnistviz.files import resource
from mnistviz.words import mark

Language = Literal["system", "en", "de"]

LANGUAGES: dict[Language, str] = {
    "system": mark("As the system"),
    "en": mark("English"),
    "de": mark("Deutsch"),
}
"""What can be chosen, in words; each language in its own."""

Speaker = TypeVar("Speaker", bound=QObject)

Text = str | Callable[[], str]
"""In English; or asked for again in each language, where it is put together from several."""

_SETTERS = {
    "text": "setText",
    "title": "setTitle",
    "window_title": "setWindowTitle",
    "tip": "setToolTip",
    "name": "setAccessibleName",
    "description": "setAccessibleDescription",
    "placeholder": "setPlaceholderText",
    "special": "setSpecialValueText",
    "suffix": "setSuffix",
}
"""The kinds of text that ``speak`` knows, and who takes them."""

_spoken: WeakKeyDictionary[QObject, dict[str, Text]] = WeakKeyDictionary()


changed: Event[()] = Event()
"""Another language is chosen, and all that was given to ``speak`` is said in it."""

tests_of_life.append(
    lambda owner: not isinstance(owner, sip.simplewrapper) or not sip.isdeleted(owner)
)


class _Chosen:
    catalogue = NullTranslations()  # English


def tr(text: str) -> str:
    """``text`` in the language that is chosen; itself if there is no translation."""
    return _Chosen.catalogue.gettext(text) if text else ""


def ntr(one: str, many: str, count: int) -> str:
    """As ``tr``, in the form that the language has for so many."""
    return _Chosen.catalogue.ngettext(one, many, count)


def speak(speaker: Speaker, **texts: Text) -> Speaker:
    """Give a widget or an action its texts, now and whenever the language changes.

    A text that is spoken comes back at the next change, whatever was set meanwhile; ``forget`` it
    first if it is to be another.

    Args:
        speaker: returned, for chaining.
        texts: the keys are those of ``_SETTERS``: text, tip, name, description …; an empty one is
            shown once, and not spoken. A function must not hold on to ``speaker``.
    """
    kept = _spoken.setdefault(speaker, {})
    for kind, text in texts.items():
        if text:
            kept[kind] = text
        else:
            kept.pop(kind, None)
    _say(speaker, texts)
    return speaker


def forget(speaker: QObject, *kinds: str) -> None:
    """Leave its texts to others from now on; those of some kinds if any are given.

    Args:
        speaker: may have none that are spoken.
        kinds: keys as for ``speak``.
    """
    kept = _spoken.get(speaker, {})
    for kind in kinds or list(kept):
        kept.pop(kind, None)


@cache
def catalogue(code: str) -> NullTranslations:
    """What is said in a language other than English.

    Raises:
        MnistvizError: no such file ships, or it is damaged.
    """
    file = resource(f"languages/mnistviz_{code}.mo")
    try:
        with file.open("rb") as opened:
            return GNUTranslations(opened)
    except (LookupError, OSError, ValueError, struct.error) as error:
        raise MnistvizError(f"cannot read {file}, so all is in English: {error}") from error


def choose_language(language: Language) -> str:
    """Say everything in that language from now on; its code, "en" or "de", is returned.

    Raises:
        MnistvizError: its texts cannot be read; everything is said in English.
    """
    code = QLocale.system().name()[:2] if language == "system" else language
    code = code if code in LANGUAGES else "en"
    _Chosen.catalogue, spoken = NullTranslations(), "en"
    try:
        if code != "en":
            _Chosen.catalogue, spoken = catalogue(code), code
    finally:  # in English, if there is none
        # Numbers in English are written as Python writes them, whatever the country.
        QLocale.setDefault(QLocale.c() if spoken == "en" else QLocale(spoken))
        if (app := QCoreApplication.instance()) is not None:
            _translate_qt(app, spoken)
        for speaker, texts in list(_spoken.items()):
            if not sip.isdeleted(speaker):
                _say(speaker, texts)
        changed.emit()
    return code


def _translate_qt(app: QCoreApplication, code: str) -> None:
    """Qt's own texts, as those of its dialogs' buttons; all widgets learn of the new language."""
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.deleteLater()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if code != "en" and translator.load(f"qtbase_{code}", folder):
        app.installTranslator(translator)
    QCoreApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))


def _say(speaker: QObject, texts: dict[str, Text]) -> None:
    for kind, text in texts.items():
        setter: Callable[[str], object] = getattr(speaker, _SETTERS[kind])
        if callable(text):
            setter(text())
        else:
            setter(tr(text) if text else "")

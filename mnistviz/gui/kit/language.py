"""What the window says, in the language that is chosen; it can be changed while it is open.

A text that stays is given to a widget with ``speak``, which says it again in another language. One
that is put together from figures is made with ``tr`` whenever it is shown; panels show it again
when Qt tells them of the new language (``changeEvent`` with ``LanguageChange``).
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, TypeVar
from weakref import WeakKeyDictionary

from PyQt6 import sip
from PyQt6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from mnistviz.errors import MnistvizError
from mnistviz.files import resource

Language = Literal["system", "en", "de"]

LANGUAGES: dict[Language, str] = {"system": "As the system", "en": "English", "de": "Deutsch"}
"""What can be chosen, in words; each language in its own."""

_CONTEXT = "mnistviz"

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
_in_force: list[QTranslator] = []


class _Translation(QTranslator):
    """A translation as Qt Linguist saves it (.ts), read without being compiled."""

    def __init__(self, texts: dict[str, str], parent: QObject | None) -> None:
        super().__init__(parent)
        self._texts = texts

    def isEmpty(self) -> bool:
        """There is something in it."""
        return False

    def translate(  # type: ignore[override]  # the stubs do not know a null string
        self,
        context: str | None,
        sourceText: str | None,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        """The translation, or None if it is not ours: an empty text would hide Qt's own."""
        if context != _CONTEXT or sourceText is None:
            return None
        return self._texts.get(sourceText)


def tr(text: str) -> str:
    """``text`` in the language that is chosen; itself if there is no translation."""
    return QCoreApplication.translate(_CONTEXT, text)


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
def translations(language: str) -> dict[str, str]:
    """English texts and theirs in ``language``.

    Raises:
        MnistvizError: no such file ships, or it is damaged.
    """
    pairs = {}
    file = resource(f"languages/mnistviz_{language}.ts")
    try:
        messages = ET.parse(file).iter("message")  # noqa: S314 - a file of our own
    except (ET.ParseError, LookupError, OSError, ValueError) as error:
        raise MnistvizError(f"cannot read {file}, so all is in English: {error}") from error
    for message in messages:
        source, translation = message.findtext("source"), message.findtext("translation")
        if source and translation:
            pairs[source] = translation
    return pairs


def choose_language(language: Language) -> str:
    """Say everything in that language from now on; its code, "en" or "de", is returned.

    Raises:
        MnistvizError: its texts cannot be read; everything is said in English.
    """
    code = QLocale.system().name()[:2] if language == "system" else language
    code = code if code in LANGUAGES else "en"
    app = QCoreApplication.instance()
    if app is None:
        return code
    while _in_force:
        former = _in_force.pop()
        if not sip.isdeleted(former):  # it goes with its application
            app.removeTranslator(former)
    try:
        _in_force.extend(_translators(code, app))
    finally:  # in English, if there are none
        for translator in _in_force:
            app.installTranslator(translator)
        # Figures are written alike everywhere, with a point.
        QLocale.setDefault(QLocale.c())
        for speaker, texts in list(_spoken.items()):
            if not sip.isdeleted(speaker):
                _say(speaker, texts)
    return code


def _translators(code: str, app: QCoreApplication) -> Iterator[QTranslator]:
    """Qt's own, for its dialogs' buttons, and ours."""
    if code == "en":
        return
    ours = _Translation(translations(code), app)
    for_qt = QTranslator(app)
    if for_qt.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        yield for_qt
    yield ours


def _say(speaker: QObject, texts: dict[str, Text]) -> None:
    for kind, text in texts.items():
        setter: Callable[[str], object] = getattr(speaker, _SETTERS[kind])
        if callable(text):
            setter(text())
        else:
            setter(tr(text) if text else "")

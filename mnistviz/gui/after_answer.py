"""What can wait until the answer to a drawing is painted."""

from collections.abc import Callable

from PyQt6.QtCore import QObject, QTimer

from mnistviz.gui.reader import Reader


class AfterAnswer(QTimer):
    """Calls something in the event loop's next round, when what was to be painted is painted.

    While the pen moves it is called seldom: the next movement would have to wait for it.
    """

    def __init__(
        self, parent: QObject, reader: Reader, do: Callable[[], None], pen_ms: int = 50
    ) -> None:
        """``pen_ms`` is the time between two calls while the pen moves, in milliseconds."""
        super().__init__(parent)
        self._reader, self._pen_ms = reader, pen_ms
        self.setSingleShot(True)
        self.timeout.connect(do)

    def begin(self) -> None:
        """Call it soon, and once, however often this is said before."""
        if not self._reader.is_under_way:
            self.start(0)
        elif not self.isActive():
            self.start(self._pen_ms)

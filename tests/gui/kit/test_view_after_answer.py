"""Views wait until the answer to a drawing is painted."""

from PyQt6.QtGui import QPaintEvent
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnistviz.app.document import Document
from mnistviz.gui.kit.view import AfterAnswer


class Answer(QWidget):
    """Notes when it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802
        self.done.append("painted")


def test_the_answer_is_painted_before_the_view_is_worked_out(qtbot: QtBot) -> None:
    answer = Answer()
    qtbot.addWidget(answer)
    answer.show()
    qtbot.waitUntil(lambda: bool(answer.done))
    answer.done.clear()
    later = AfterAnswer(answer, Document(), lambda: answer.done.append("view"))
    later.begin()
    later.begin()
    answer.update()
    assert answer.done == []
    qtbot.waitUntil(lambda: "view" in answer.done)
    assert answer.done == ["painted", "view"]


def test_while_the_pen_moves_it_is_worked_out_seldom(qtbot: QtBot) -> None:
    answer, document = Answer(), Document()
    qtbot.addWidget(answer)
    document.pen_down((140.0, 140.0))
    later = AfterAnswer(answer, document, lambda: answer.done.append("view"), 70)
    later.begin()
    assert later.isActive()
    assert later.interval() == 70
    document.pen_up()
    later.begin()
    assert later.interval() == 0, "the pen was lifted"

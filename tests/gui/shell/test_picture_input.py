"""Pictures from outside: opened, dropped anywhere on the window, or pasted."""

import os
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QClipboard, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PyQt6.QtWidgets import QApplication, QFileDialog

from mnistviz.app.experiments import shipped_model
from mnistviz.data.ink.drawing import Drawing
from mnistviz.data.ink.page import Picture
from mnistviz.data.ink.picture import load_picture
from mnistviz.data.ink.preparation import StoredDigit, network_input
from mnistviz.errors import MnistvizError
from mnistviz.gui.shell.picture_input import PictureInput
from tests.gui.support import ONE, User

CONTROL = Qt.KeyboardModifier.ControlModifier
WAYS = ("opened", "dropped", "pasted as a file", "pasted as an image", "dropped as an image")


@pytest.fixture
def clipboard(app: QApplication) -> Iterator[QClipboard]:
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None
    clipboard.clear()
    yield clipboard
    clipboard.clear()


@pytest.fixture
def seven(tmp_path: Path) -> Path:
    """A seven, dark on a light page, drawn thickly and off the middle."""
    page = Image.new("RGB", (300, 240), "#f4f1e8")
    pen = ImageDraw.Draw(page)
    pen.line([(60, 60), (150, 60), (95, 190)], fill="#23304a", width=12, joint="curve")
    path = tmp_path / "seven.png"
    page.save(path)
    return path


def file_mime(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def image_mime(path: Path) -> QMimeData:
    mime = QMimeData()
    mime.setImageData(QImage(str(path)))
    return mime


def drag(user: User, mime: QMimeData) -> QDragEnterEvent:
    """Bring something over the middle of the window."""
    event = QDragEnterEvent(
        QPoint(640, 400),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
    )
    event.ignore()
    QApplication.sendEvent(user.window, event)
    return event


def drop(user: User, mime: QMimeData) -> None:
    """Let it go there, with Shift held, which asks for a move."""
    assert drag(user, mime).isAccepted()
    event = QDropEvent(
        QPointF(640, 400),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
    )
    QApplication.sendEvent(user.window, event)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction, "nobody's file is moved away"


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    answer = ("" if path is None else str(path)), ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: answer))


Bring = Callable[[str, Path], None]


@pytest.fixture
def bring(user: User, clipboard: QClipboard, monkeypatch: pytest.MonkeyPatch) -> Bring:
    """Bring a file's picture into the window in one of the ``WAYS``."""

    def bring_one(way: str, path: Path) -> None:
        if way == "opened":
            choose(monkeypatch, path)
            user.press(Qt.Key.Key_P)
        elif way.startswith("dropped"):
            drop(user, image_mime(path) if "image" in way else file_mime(path))
        else:
            clipboard.setMimeData(image_mime(path) if "image" in way else file_mime(path))
            user.press(Qt.Key.Key_V, CONTROL)

    return bring_one


def assert_usable(user: User) -> None:
    """Another stroke is read, and the network can still be trained."""
    user.draw((0.2, 0.3), (0.8, 0.3))
    assert user.window.drawing.bars.values is not None
    user.steps(1)


@pytest.mark.parametrize("way", WAYS)
def test_a_good_picture(user: User, bring: Bring, seven: Path, way: str) -> None:
    window = user.window
    window.experiments.show_model(shipped_model())
    user.wait_for_run(1)
    user.draw(*ONE)
    drawn = user.window.document.content
    window.say("something that was said before")
    bring(way, seven)
    user.wait(lambda: user.window.document.content is not drawn)
    picture = user.window.document.content
    assert isinstance(picture, Picture)
    assert picture.grey.shape == (240, 300)
    assert not window.message.isVisible()
    expected = load_picture(seven)
    assert isinstance(expected, Picture)
    assert np.array_equal(picture.grey, expected.grey)
    assert np.array_equal(window.drawing.grid.shown.pixels, network_input(picture, deskew=True))
    assert window.drawing.answer.text() == "7"
    user.press(Qt.Key.Key_Z, CONTROL)
    assert user.window.document.content is drawn
    assert window.drawing.answer.text() == "1"
    user.window.document.put(picture)
    user.draw(*ONE)
    begun = user.window.document.content
    assert isinstance(begun, Drawing)
    assert len(begun.strokes) == 1
    assert window.drawing.answer.text() == "1"
    user.press(Qt.Key.Key_Z, CONTROL)
    assert user.window.document.content is picture


def test_the_button_opens(user: User, seven: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, seven)
    user.click(user.window.drawing.open)
    user.wait(lambda: isinstance(user.window.document.content, Picture))


def test_the_dialog_is_left_without_a_file(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    user.draw(*ONE)
    drawn = user.window.document.content
    choose(monkeypatch, None)
    user.press(Qt.Key.Key_P)
    assert not user.window.background.is_busy
    assert user.window.document.content is drawn
    assert user.window.message.text == ""


def test_a_digit_in_mnists_own_form_is_taken_as_it_is(
    user: User, bring: Bring, tmp_path: Path
) -> None:
    pixels = user.snapshot.data.test.images[0]
    path = tmp_path / "stored.png"
    Image.fromarray(255 - pixels.reshape(28, 28)).save(path)
    bring("opened", path)
    user.wait(lambda: isinstance(user.window.document.content, StoredDigit))
    assert np.array_equal(user.window.drawing.grid.shown.pixels, pixels)
    assert "test image" not in user.window.drawing.remark.text()


def test_of_several_files_the_first(user: User, seven: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    Image.open(seven).rotate(90, expand=True).save(other)
    drop(user, file_mime(seven, other))
    user.wait(lambda: isinstance(user.window.document.content, Picture))
    user.wait(lambda: not user.window.background.is_busy)
    assert isinstance(user.window.document.content, Picture)
    assert user.window.document.content.grey.shape == (240, 300)


def test_a_file_that_is_an_image_too(user: User, seven: Path, tmp_path: Path) -> None:
    """As browsers and file managers offer it: the file is what was meant."""
    mime = file_mime(seven)
    mime.setImageData(QImage(5, 5, QImage.Format.Format_RGB32))
    drop(user, mime)
    user.wait(lambda: isinstance(user.window.document.content, Picture))


def test_what_is_no_picture_cannot_be_dropped(user: User, seven: Path) -> None:
    text = QMimeData()
    text.setText("seven")
    assert not drag(user, text).isAccepted()
    assert not drag(user, QMimeData()).isAccepted()
    assert drag(user, file_mime(seven)).isAccepted()
    assert drag(user, image_mime(seven)).isAccepted()


def wrong_way(path: Path) -> str:
    """A file that is there and no picture."""
    path.write_text("no picture", encoding="utf-8")
    return QUrl.fromLocalFile(str(path)).toString()


def mixed(kind: str, good: Path, folder: Path) -> QMimeData:
    """Several things at once, of which some are no picture, as programs hand them over."""
    mime, dead = QMimeData(), QUrl.fromLocalFile(str(folder / "gone.png"))
    web, address = QUrl("https://example.org/7.png"), QUrl.fromLocalFile(str(good))
    match kind:
        case "a dead file and an image":
            mime.setUrls([dead])
            mime.setImageData(QImage(str(good)))
        case "a browser's image":
            mime.setUrls([web])
            mime.setText(web.toString())
            mime.setHtml('<img src="https://example.org/7.png">')
            mime.setImageData(QImage(str(good)))
        case "files of which the second is one":
            mime.setUrls([QUrl(wrong_way(folder / "notes.txt")), dead, address])
        case "a web address and a file":
            mime.setUrls([web, address])
        case "an image without pixels and a file":
            mime.setUrls([address])
            mime.setImageData(QImage())
        case "a path as text":
            mime.setText(f"{good}\n")
        case "a path in quotes":
            mime.setText(f'"{good}"')
        case "a file's address as text":
            mime.setText(f"copy\n{address.toString()}")
    return mime


MIXED = (
    *("a dead file and an image", "a browser's image", "files of which the second is one"),
    *("a web address and a file", "an image without pixels and a file", "a path as text"),
    *("a path in quotes", "a file's address as text"),
)


@pytest.mark.parametrize("kind", MIXED)
@pytest.mark.parametrize("way", ["dropped", "pasted"])
def test_the_first_part_that_is_a_picture(
    user: User, clipboard: QClipboard, seven: Path, tmp_path: Path, kind: str, way: str
) -> None:
    mime = mixed(kind, seven, tmp_path)
    if way == "dropped":
        drop(user, mime)
    else:
        clipboard.setMimeData(mime)
        user.press(Qt.Key.Key_V, CONTROL)
    user.wait(lambda: not user.window.background.is_busy)
    assert user.window.message.text == ""
    assert isinstance(user.window.document.content, Picture)
    assert user.window.document.content.grey.shape == (240, 300)


def test_nothing_that_fits_is_said_once(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[MnistvizError] = []
    mime = QMimeData()
    image = QImage(30, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    mime.setUrls([QUrl(wrong_way(tmp_path / "notes.txt")), QUrl("file:///nowhere/7.png")])
    mime.setImageData(image)
    monkeypatch.setattr(user.window.message, "say", said.append)
    drop(user, mime)
    user.wait(lambda: not user.window.background.is_busy)
    assert len(said) == 1
    assert "notes.txt is not a picture" in str(said[0])


@pytest.mark.parametrize("as_text", [True, False])
def test_a_web_address(user: User, as_text: bool) -> None:
    mime, address = QMimeData(), "https://example.org/seven.png"
    if as_text:
        mime.setText(address)
    else:
        mime.setUrls([QUrl(address)])
    drop(user, mime)
    assert "web address" in user.window.message.text
    assert user.window.document.is_blank


@pytest.mark.parametrize("there", ["nothing", "text", "a web address", "an image without pixels"])
def test_nothing_to_paste(user: User, clipboard: QClipboard, there: str) -> None:
    user.draw(*ONE)
    drawn = user.window.document.content
    mime = QMimeData()
    if there == "text":
        mime.setText("seven")
    elif there == "a web address":
        mime.setUrls([QUrl("https://example.org/seven.png")])
    elif there == "an image without pixels":
        mime.setImageData(QImage())
    if there != "nothing":
        clipboard.setMimeData(mime)
    user.press(Qt.Key.Key_V, CONTROL)
    assert "no picture" in user.window.message.text
    assert user.window.message.isVisible()
    assert user.window.document.content is drawn
    assert_usable(user)


@pytest.mark.parametrize("size", [(33, 47), (1, 40), (300, 7)])
@pytest.mark.parametrize("kind", ["RGB888", "Mono", "Grayscale8", "ARGB32_Premultiplied"])
def test_images_in_any_form_of_qt(kind: str, size: tuple[int, int]) -> None:
    """Rows are padded in some of them."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for step in range(min(size)):
        image.setPixelColor(step, step, Qt.GlobalColor.black)
    mime, taken = QMimeData(), list[np.ndarray]()
    mime.setImageData(image.convertToFormat(QImage.Format[f"Format_{kind}"]))

    class Here:
        def do(self, work: Callable[[], object], *_: object) -> None:
            content = work()
            assert isinstance(content, Picture)
            taken.append(content.grey)

    PictureInput(None, Here(), taken.append, taken.append).take(mime)  # type: ignore[arg-type]
    width, height = size
    expected = np.full((height, width), 255)
    np.fill_diagonal(expected, 0)
    assert np.array_equal(taken[0], expected)


def _large(path: Path) -> None:
    """20,000 by 20,000 pixels in black and white, which are few bytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    side = 20_000
    rows, packer = bytes(1 + side // 8), zlib.compressobj(1)
    packed = b"".join(packer.compress(rows * 100) for _ in range(side // 100)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", packed), chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def _bad(name: str, path: Path, good: Path) -> None:
    """Write a picture that cannot be read."""
    if name == "dot.png":
        Image.new("L", (1, 1), 255).save(path)
    elif name == "cut.png":
        path.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    elif name == "text.png":
        path.write_text("Dear reader,\nthis is no picture.\n", encoding="utf-8")
    elif name == "animated.gif":
        frames = [Image.new("L", (40, 40), level) for level in (0, 120, 240)]
        frames[0].save(path, save_all=True, append_images=frames[1:], duration=100)
    elif name == "drawing.svg":
        path.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    elif name == "blank.png":
        Image.new("RGB", (200, 200), "white").save(path)
    elif name == "folder":
        path.mkdir()
    elif name == "pipe.png":
        os.mkfifo(path)
    elif name == "large.png":
        _large(path)


BAD = {
    "dot.png": "shows nothing",
    "cut.png": "damaged or cut off",
    "text.png": "not a picture that can be read",
    "animated.gif": "animation",
    "drawing.svg": "SVG",
    "blank.png": "shows nothing",
    "folder": "irectory",
    **({"pipe.png": "a device, a pipe or a socket"} if os.name == "posix" else {}),
    "large.png": "too many pixels",
    "missing.png": "No such file",
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("way", ["opened", "dropped", "pasted as a file"])
def test_a_bad_picture(
    user: User, bring: Bring, seven: Path, tmp_path: Path, name: str, way: str
) -> None:
    message = user.window.message
    path = tmp_path / name
    _bad(name, path, seven)
    user.draw(*ONE)
    drawn = user.window.document.content
    bring(way, path)
    user.wait(message.isVisible)
    assert BAD[name] in message.text
    assert name in message.text
    assert "\n" not in message.text
    assert user.window.document.content is drawn
    assert_usable(user)
    bring(way, seven)
    user.wait(lambda: isinstance(user.window.document.content, Picture))
    assert not message.isVisible()


@pytest.mark.parametrize("name", ["dot.png", "blank.png", "large.png"])
def test_a_bad_image_on_the_clipboard(
    user: User, clipboard: QClipboard, seven: Path, tmp_path: Path, name: str
) -> None:
    image = QImage(7_200, 7_200, QImage.Format.Format_Mono)  # Qt's own loader has a limit
    image.fill(0)
    if name != "large.png":
        _bad(name, tmp_path / name, seven)
        image = QImage(str(tmp_path / name))
    user.draw(*ONE)
    drawn = user.window.document.content
    mime = QMimeData()
    mime.setImageData(image)
    clipboard.setMimeData(mime)
    user.press(Qt.Key.Key_V, CONTROL)
    user.wait(user.window.message.isVisible)
    assert BAD[name] in user.window.message.text
    assert user.window.message.text.startswith("The picture")
    assert user.window.document.content is drawn
    assert_usable(user)


def test_closing_while_a_picture_is_being_read(user: User, seven: Path) -> None:
    drop(user, file_mime(seven))
    user.window.close()
    assert user.window.document.is_blank

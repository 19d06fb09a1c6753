"""What is no picture, or shows nothing, is refused in one plain line."""

import contextlib
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, features

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.ink.picture import picture_from_pixels, read_picture
from mnistviz.errors import MnistvizError


def digit(mnist: DataSet, index: int) -> Image.Image:
    """A test digit as MNIST has it, light on dark."""
    return Image.fromarray(mnist.test.images[index].reshape(28, 28))


def negative(image: Image.Image) -> Image.Image:
    return Image.eval(image, lambda value: 255 - value)


def resized(image: Image.Image, width: int, height: int | None = None) -> Image.Image:
    return image.resize((width, height or width), Image.Resampling.BICUBIC)


def refusal_of(path: Path) -> str:
    """The message with which the file is refused, which must be a single line naming it."""
    with pytest.raises(MnistvizError) as caught:
        read_picture(path)
    message = str(caught.value)
    assert str(path) in message
    assert len(message.splitlines()) == 1
    return message


@pytest.mark.parametrize("grey", [0, 128, 255])
@pytest.mark.parametrize("size", [(1, 1), (1, 50), (28, 28), (900, 300)], ids=str)
def test_a_blank_page(grey: int, size: tuple[int, int], tmp_path: Path) -> None:
    Image.new("L", size, grey).save(tmp_path / "blank.png")
    assert refusal_of(tmp_path / "blank.png").endswith("it shows nothing: it is empty")


def test_a_page_of_noise(tmp_path: Path) -> None:
    page = np.random.default_rng(0).integers(0, 256, (280, 280)).astype(np.uint8)
    Image.fromarray(page).save(tmp_path / "snow.png")
    assert refusal_of(tmp_path / "snow.png").endswith("it shows nothing: too much noise")


def test_a_page_of_lines_alone(tmp_path: Path) -> None:
    page = np.full((280, 280), 255, np.uint8)
    page[::40] = page[:, ::40] = 120
    Image.fromarray(page).save(tmp_path / "squares.png")
    assert refusal_of(tmp_path / "squares.png").endswith("it shows nothing: it is empty")


def test_a_page_that_is_nearly_blank(tmp_path: Path) -> None:
    page = np.full((100, 100), 200, np.uint8)
    page[40:60, 45:55] = 190
    Image.fromarray(page).save(tmp_path / "faint.png")
    assert refusal_of(tmp_path / "faint.png").endswith("it shows nothing: too little contrast")


def test_a_page_that_is_all_transparent(tmp_path: Path) -> None:
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(tmp_path / "glass.png")
    assert "shows nothing" in refusal_of(tmp_path / "glass.png")


@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "bmp", "tiff", "webp"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_cut_off_file(suffix: str, share: float, mnist: DataSet, tmp_path: Path) -> None:
    path = tmp_path / f"cut.{suffix}"
    resized(digit(mnist, 0), 300).save(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    refusal_of(path)


@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "bmp", "tiff", "webp", "avif"])
def test_any_damage_is_refused_or_harmless(suffix: str, mnist: DataSet, tmp_path: Path) -> None:
    if suffix == "avif" and not features.check("avif"):
        pytest.skip("this Pillow reads no AVIF")
    path = tmp_path / f"damaged.{suffix}"
    resized(negative(digit(mnist, 0)), 60).save(path)
    content = np.frombuffer(path.read_bytes(), np.uint8)
    rng = np.random.default_rng(0)
    for _ in range(150):
        damaged = content.copy()
        damaged[rng.integers(len(content), size=rng.integers(1, 4))] = rng.integers(256)
        path.write_bytes(damaged.tobytes())
        with contextlib.suppress(MnistvizError):
            assert read_picture(path).max() == 255


def test_a_program_is_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "digit.png"
    Image.new("L", (50, 50), 255).save(path, format="EPS")
    started: list[object] = []
    monkeypatch.setattr("PIL.EpsImagePlugin.Ghostscript", lambda *_, **__: started.append(1))
    refusal_of(path)
    assert started == []


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("side", [50, 800])
def test_a_picture_with_a_pixel_that_is_no_number(value: float, side: int, tmp_path: Path) -> None:
    page = np.full((side, side), 200.0, np.float32)
    page[20:30, 24:27], page[5, 5] = 0.0, value
    Image.fromarray(page).save(tmp_path / "sun.tiff")
    assert ("NaN" if np.isnan(value) else "infinite") in refusal_of(tmp_path / "sun.tiff")


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"Dear reader,\nthis is no picture.\n" * 99])
def test_a_file_that_is_no_picture(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "letter.png"
    path.write_bytes(content)
    assert "not a picture" in refusal_of(path)


def test_a_missing_file(tmp_path: Path) -> None:
    assert "No such file" in refusal_of(tmp_path / "nowhere.png")


def test_a_folder(tmp_path: Path) -> None:
    assert "directory" in refusal_of(tmp_path)


@pytest.mark.parametrize("size", [(8000, 7000), (60_000, 1000), (20_000, 20_000)], ids=str)
def test_a_picture_that_is_too_large(size: tuple[int, int], tmp_path: Path) -> None:
    # Only the header is real; nothing may be unpacked before the size is known.
    path = tmp_path / "large.png"
    Image.new("1", (1, 1)).save(path)
    content = bytearray(path.read_bytes())
    content[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    path.write_bytes(content)
    assert "too many pixels" in refusal_of(path)


@pytest.mark.parametrize("size", [(1, 2), (2, 1), (3, 3), (1, 400), (3000, 2)], ids=str)
def test_the_smallest_pictures(size: tuple[int, int], tmp_path: Path) -> None:
    page = Image.new("L", size, 255)
    page.putpixel((size[0] // 2, size[1] // 2), 0)
    page.save(tmp_path / "tiny.png")
    try:
        pixels = read_picture(tmp_path / "tiny.png")
    except MnistvizError as error:
        assert "shows nothing" in str(error)  # noqa: PT017 - either is fine
    else:
        assert pixels.max() == 255


@pytest.mark.parametrize("suffix", ["gif", "png", "webp"])
def test_an_animation(suffix: str, mnist: DataSet, tmp_path: Path) -> None:
    path = tmp_path / f"moving.{suffix}"
    first, second = (resized(digit(mnist, index), 60) for index in (0, 1))
    first.save(path, save_all=True, append_images=[second])
    assert "animation" in refusal_of(path)


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>\n<!-- a drawing -->\n'])
def test_a_drawing_of_lines(head: str, tmp_path: Path) -> None:
    path = tmp_path / "digit.png"
    path.write_text(head + '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>')
    message = refusal_of(path)
    assert "SVG" in message
    assert "PNG" in message


OTHERS = {
    b"%PDF-1.7\n%": ("PDF", "PNG"),
    b"%!PS-Adobe-3.0\n": ("PostScript", "PNG"),
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic": ("HEIC", "JPEG"),
    b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic": ("HEIC", "JPEG"),
    b"\0\0\0\x18ftypisom\0\0\0\0isommp41": ("film", "picture"),
    b"8BPS\0\x01": ("Photoshop", "PNG"),
}


@pytest.mark.parametrize("start", OTHERS, ids=[words[0] for words in OTHERS.values()])
def test_what_people_take_for_a_picture(start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "digit.png"
    path.write_bytes(start + bytes(5000))
    message = refusal_of(path)
    assert all(word in message for word in OTHERS[start])


@pytest.mark.parametrize("light", ["even", "sloping"])
@pytest.mark.parametrize("grain", [0.0, 4.0, 8.0])
def test_a_photograph_of_a_blank_page(light: str, grain: float, tmp_path: Path) -> None:
    page = np.full((300, 400), 230.0)
    if light == "sloping":
        page *= np.linspace(1.0, 0.5, 400)
    page += np.random.default_rng(0).normal(0.0, 1.0, page.shape) * grain
    Image.fromarray(np.clip(page, 0, 255).astype(np.uint8)).save(tmp_path / "page.png")
    assert "shows nothing" in refusal_of(tmp_path / "page.png")


def test_pixels_in_memory_that_show_nothing() -> None:
    with pytest.raises(MnistvizError, match=r"^the picture .*shows nothing: it is empty$"):
        picture_from_pixels(np.full((50, 60, 4), 255, np.uint8))

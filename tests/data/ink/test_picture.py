"""People's own image files: whatever they are, the network is given a digit of MNIST's kind."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.ink.page import Picture
from mnistviz.data.ink.picture import load_picture, picture_from_pixels, read_picture
from mnistviz.data.ink.preparation import StoredDigit, network_input
from mnistviz.nn.arrays import ByteArray

Grey = Image.Image
Form = Callable[[Grey], Image.Image]
COUNT = 20
"""Digits that are tried in every form."""


def likeness(one: ByteArray, other: ByteArray) -> float:
    """The cosine between two pictures: 1 if one is the other, more or less dark."""
    a, b = one.astype(float), other.astype(float)
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def digit(mnist: DataSet, index: int) -> Grey:
    """A test digit as MNIST has it, light on dark."""
    return Image.fromarray(mnist.test.images[index].reshape(28, 28))


def negative(image: Grey) -> Grey:
    return Image.eval(image, lambda value: 255 - value)


def resized(image: Grey, width: int, height: int | None = None) -> Grey:
    return image.resize((width, height or width), Image.Resampling.BICUBIC)


def read(image: Image.Image, folder: Path, name: str = "digit.png") -> ByteArray:
    image.save(folder / name)
    return read_picture(folder / name)


def assert_read(mnist: DataSet, folder: Path, form: Form, name: str = "digit.png") -> None:
    """Every digit that is brought into this form and saved is read back as itself."""
    found = []
    for index in range(COUNT):
        pixels = read(form(digit(mnist, index)), folder, name)
        assert pixels.shape == (784,)
        assert pixels.dtype == np.uint8
        assert pixels.max() == 255
        found.append(likeness(pixels, mnist.test.images[index]))
    # Not more: the strokes are drawn anew with one pen's width, and MNIST's are not.
    assert np.mean(found) > 0.88
    assert min(found) > 0.65


@pytest.mark.parametrize("turn", [lambda image: image, negative], ids=["light", "dark"])
def test_mnists_own_pictures_come_out_unchanged(
    turn: Callable[[Grey], Grey], mnist: DataSet, tmp_path: Path
) -> None:
    # But for one grey level: the darkest pixel becomes 255 where MNIST's is 254.
    changed = [
        index
        for index in range(200)
        if np.abs(
            read(turn(digit(mnist, index)), tmp_path).astype(int) - mnist.test.images[index]
        ).max()
        > 1
    ]
    assert len(changed) <= 2


def test_pictures_of_full_ink_come_out_bit_for_bit(mnist: DataSet) -> None:
    images = mnist.test.images[:1000]
    images = images[images.max(axis=1) == 255]
    same = [
        np.array_equal(
            network_input(picture_from_pixels(image.reshape(28, 28)), deskew=False), image
        )
        for image in images
    ]
    assert sum(same) >= 0.99 * len(same)


@pytest.mark.parametrize("side", [20, 28, 56, 140, 300, 800])
@pytest.mark.parametrize("turn", [lambda image: image, negative], ids=["light", "dark"])
def test_any_size_dark_on_light_or_light_on_dark(
    side: int, turn: Callable[[Grey], Grey], mnist: DataSet, tmp_path: Path
) -> None:
    assert_read(mnist, tmp_path, lambda image: resized(turn(image), side))


@pytest.mark.parametrize("side", [56, 140, 300])
def test_a_sharpened_picture(side: int, mnist: DataSet, tmp_path: Path) -> None:
    # Lanczos leaves ripples of a few grey levels around what it enlarges.
    size, filter_ = (side, side), Image.Resampling.LANCZOS
    assert_read(mnist, tmp_path, lambda image: negative(image).resize(size, filter_))


@pytest.mark.parametrize("side", [28, 56, 84])
def test_a_small_jpeg(side: int, mnist: DataSet, tmp_path: Path) -> None:
    # Every block of 8x8 pixels that has ink has traces of it all over.
    assert_read(mnist, tmp_path, lambda image: resized(negative(image), side), "digit.jpg")


def test_a_blurred_picture(mnist: DataSet, tmp_path: Path) -> None:
    blur = ImageFilter.GaussianBlur(5)
    assert_read(mnist, tmp_path, lambda image: resized(negative(image), 200).filter(blur))


def test_any_place_on_a_large_page(mnist: DataSet, tmp_path: Path) -> None:
    def page(image: Grey) -> Grey:
        page = Image.new("L", (700, 400), 230)
        page.paste(resized(Image.eval(image, lambda value: 230 - value // 2), 150), (500, 30))
        return page

    assert_read(mnist, tmp_path, page)


def test_faint_ink(mnist: DataSet, tmp_path: Path) -> None:
    assert_read(
        mnist,
        tmp_path,
        lambda image: resized(Image.eval(image, lambda value: 200 - value // 5), 100),
    )


def test_the_grain_of_paper(mnist: DataSet, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)

    def noisy(image: Grey) -> Grey:
        page = np.asarray(resized(negative(image), 200), float)
        return Image.fromarray(np.clip(page - rng.uniform(0, 25, page.shape), 0, 255).astype("u1"))

    assert_read(mnist, tmp_path, noisy)


@pytest.mark.parametrize("ink", [0, 255], ids=["black ink", "white ink"])
def test_a_transparent_background(ink: int, mnist: DataSet, tmp_path: Path) -> None:
    def cut_out(image: Grey) -> Image.Image:
        image = resized(image, 100)
        # What is transparent has the ink's own colour, as drawing programs leave it.
        result = Image.new("RGBA", image.size, (ink, ink, ink, 0))
        result.putalpha(image)
        return result

    assert_read(mnist, tmp_path, cut_out)


def test_a_transparent_grey_picture(mnist: DataSet, tmp_path: Path) -> None:
    def cut_out(image: Grey) -> Image.Image:
        return Image.merge("LA", (Image.new("L", image.size, 0), image))

    assert_read(mnist, tmp_path, cut_out)


def test_a_palette(mnist: DataSet, tmp_path: Path) -> None:
    assert_read(mnist, tmp_path, lambda image: resized(image, 100).convert("RGB").quantize(16))


def test_a_palette_with_a_transparent_colour(mnist: DataSet, tmp_path: Path) -> None:
    image = resized(digit(mnist, 0), 100).point([0] * 128 + [1] * 128, "P")
    image.putpalette([255, 255, 255, 40, 0, 0])
    image.save(tmp_path / "palette.png", transparency=0)
    pixels = read_picture(tmp_path / "palette.png")
    assert likeness(pixels, mnist.test.images[0]) > 0.9


def test_16_bits(mnist: DataSet, tmp_path: Path) -> None:
    def deep(image: Grey) -> Image.Image:
        return Image.fromarray(np.asarray(resized(negative(image), 100), np.uint16) * 257)

    assert_read(mnist, tmp_path, deep)


def test_1_bit(mnist: DataSet, tmp_path: Path) -> None:
    assert_read(
        mnist, tmp_path, lambda image: resized(image, 100).point([0] * 128 + [255] * 128, "1")
    )


def test_colours(mnist: DataSet, tmp_path: Path) -> None:
    def blue_on_yellow(image: Grey) -> Image.Image:
        page = Image.new("RGB", (100, 100), (250, 240, 150))
        page.paste((20, 30, 160), mask=resized(image, 100))
        return page

    assert_read(mnist, tmp_path, blue_on_yellow)


def test_lab_colours(mnist: DataSet, tmp_path: Path) -> None:
    def lab(image: Grey) -> Image.Image:
        light = resized(negative(image), 100)
        return Image.merge("LAB", (light, *[Image.new("L", light.size, 128)] * 2))

    assert_read(mnist, tmp_path, lab, "digit.tiff")


@pytest.mark.parametrize(
    ("ink", "paper"),
    [((200, 60, 60), (60, 121, 60)), ((250, 235, 60), (255, 255, 255))],
    ids=["as light as the paper", "yellow on white"],
)
def test_colours_of_about_the_same_lightness(
    ink: tuple[int, int, int], paper: tuple[int, int, int], mnist: DataSet, tmp_path: Path
) -> None:
    def on_paper(image: Grey) -> Image.Image:
        page = Image.new("RGB", (100, 100), paper)
        page.paste(ink, mask=resized(image, 100))
        return page

    assert_read(mnist, tmp_path, on_paper)


@pytest.mark.parametrize("side", [120, 80])
def test_small_on_its_page(side: int, mnist: DataSet, tmp_path: Path) -> None:
    def page(image: Grey) -> Grey:
        page = Image.new("L", (3000, 3000), 255)
        page.paste(resized(negative(image), side), (1900, 700))
        return page

    assert_read(mnist, tmp_path, page, "digit.bmp")


@pytest.mark.parametrize(
    ("low", "high"),
    [(0.0, 1.0), (-1.0, 1.0), (0.0, 255.0), (1e-8, 3e-8), (-2e30, 1e30), (0.0, 65535.0)],
)
def test_numbers_with_a_point_of_any_range(
    low: float, high: float, mnist: DataSet, tmp_path: Path
) -> None:
    def numbers(image: Grey) -> Image.Image:
        share = np.asarray(resized(negative(image), 100), np.float32) / np.float32(255.0)
        return Image.fromarray(share * np.float32(high - low) + np.float32(low))

    assert_read(mnist, tmp_path, numbers, "digit.tiff")


@pytest.mark.parametrize("broken", [3e38, -3e38, 1e6])
@pytest.mark.parametrize("side", [100, 1500])
def test_a_broken_pixel(broken: float, side: int, mnist: DataSet, tmp_path: Path) -> None:
    def hot(image: Grey) -> Image.Image:
        values = np.asarray(resized(negative(image), side), np.float32) / np.float32(255.0)
        values[7, 3] = broken
        return Image.fromarray(values)

    assert_read(mnist, tmp_path, hot, "digit.tiff")


@pytest.mark.parametrize(("low", "high"), [(0, 4095), (900, 1900), (-20_000, 30_000)])
def test_whole_numbers_of_any_range(low: int, high: int, mnist: DataSet, tmp_path: Path) -> None:
    def numbers(image: Grey) -> Image.Image:
        share = np.asarray(resized(negative(image), 100), np.float64) / 255.0
        return Image.fromarray(np.rint(low + share * (high - low)).astype(np.int32))

    assert_read(mnist, tmp_path, numbers, "digit.tiff")


@pytest.mark.parametrize("ground", [110, 160, 200])
def test_dithered_on_grey_ground(ground: int, mnist: DataSet, tmp_path: Path) -> None:
    def scan(image: Grey) -> Image.Image:
        return resized(image, 280).point(lambda value: ground * (255 - value) // 255).convert("1")

    assert_read(mnist, tmp_path, scan)


@pytest.mark.parametrize("suffix", ["jpg", "gif", "bmp", "tiff", "webp", "ppm", "jp2", "tga"])
def test_other_kinds_of_file(suffix: str, mnist: DataSet, tmp_path: Path) -> None:
    form: Form = lambda image: resized(negative(image), 200)  # noqa: E731
    assert_read(mnist, tmp_path, form, f"digit.{suffix}")


def test_the_kind_of_file_is_not_taken_from_its_name(mnist: DataSet, tmp_path: Path) -> None:
    resized(digit(mnist, 0), 150).save(tmp_path / "digit.txt", format="PNG")
    pixels = read_picture(tmp_path / "digit.txt")
    assert likeness(pixels, mnist.test.images[0]) > 0.9


@pytest.mark.parametrize("turn", range(2, 9))
def test_a_photograph_is_turned_upright(turn: int, mnist: DataSet, tmp_path: Path) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[0x0112] = turn  # how the camera was held
    for index in range(5):
        upright = resized(negative(digit(mnist, index)), 300, 350)
        upright.transpose(undo[turn]).save(tmp_path / "photo.jpg", exif=exif, quality=90)
        pixels = read_picture(tmp_path / "photo.jpg")
        assert likeness(pixels, read(upright, tmp_path, "upright.jpg")) > 0.97


def test_the_digit_is_centred_and_20_pixels_long(mnist: DataSet, tmp_path: Path) -> None:
    index = np.arange(28)
    for number in range(COUNT):
        image = resized(negative(digit(mnist, number)), 200, 300)
        pixels = read(image, tmp_path).reshape(28, 28).astype(float)
        rows, columns = pixels.sum(axis=1), pixels.sum(axis=0)
        assert [rows @ index / rows.sum(), columns @ index / columns.sum()] == pytest.approx(
            [14.0, 14.0], abs=0.1
        )
        dark = [np.flatnonzero((pixels > 100).any(axis=axis)) for axis in (0, 1)]
        assert 17 <= max(int(np.ptp(each)) + 1 for each in dark) <= 21


def test_a_speck_is_not_blown_up(tmp_path: Path) -> None:
    page = Image.new("L", (560, 560), 255)
    page.paste(0, (200, 300, 206, 306))
    pixels = read(page, tmp_path).reshape(28, 28)
    assert (pixels > 0).any(axis=0).sum() <= 6


def test_a_large_picture_is_read(mnist: DataSet, tmp_path: Path) -> None:
    page = Image.new("L", (4000, 3000), 255)
    page.paste(resized(negative(digit(mnist, 0)), 2000), (1000, 500))
    assert likeness(read(page, tmp_path), mnist.test.images[0]) > 0.9


def test_a_digit_of_mnist_stays_one_and_others_do_not(mnist: DataSet, tmp_path: Path) -> None:
    digit(mnist, 0).save(tmp_path / "digit.png")
    assert isinstance(load_picture(tmp_path / "digit.png"), StoredDigit)
    resized(digit(mnist, 0), 29).save(tmp_path / "digit.png")
    assert isinstance(load_picture(tmp_path / "digit.png"), Picture)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_pixels_in_memory_are_read_as_the_file_is(
    mode: str, mnist: DataSet, tmp_path: Path
) -> None:
    image = resized(negative(digit(mnist, 0)), 90).convert(mode)
    pixels = network_input(picture_from_pixels(np.asarray(image)), deskew=False)
    np.testing.assert_array_equal(pixels, read(image, tmp_path))


@pytest.mark.parametrize("suffix", ["gif", "png", "webp"])
def test_one_frame_is_no_animation(suffix: str, mnist: DataSet, tmp_path: Path) -> None:
    path = tmp_path / f"one.{suffix}"
    resized(negative(digit(mnist, 0)), 90).save(path, save_all=True)
    assert likeness(read_picture(path), mnist.test.images[0]) > 0.85


@pytest.mark.parametrize("name", ["pages.tiff", "photo.mpo"])
def test_of_several_pictures_the_first_is_read(name: str, mnist: DataSet, tmp_path: Path) -> None:
    first, second = (resized(negative(digit(mnist, index)), 90) for index in (0, 1))
    first.save(tmp_path / name, save_all=True, append_images=[second])
    assert likeness(read_picture(tmp_path / name), mnist.test.images[0]) > 0.85

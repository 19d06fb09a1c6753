"""The file that ships is MNIST, and any other is refused in one plain line."""

import gc
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet
from mnistviz.data.datasets.mnist import load_mnist
from mnistviz.errors import MnistvizError
from mnistviz.files import resource
from mnistviz.nn.arrays import ByteArray

TRAIN_COUNTS = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
TEST_COUNTS = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def arrays_of(mnist: DataSet) -> dict[str, ByteArray]:
    return {
        "x_train": mnist.train.images.reshape(-1, 28, 28),
        "y_train": mnist.train.labels,
        "x_test": mnist.test.images.reshape(-1, 28, 28),
        "y_test": mnist.test.labels,
    }


def refusal_of(path: Path) -> str:
    """The message with which the file is refused, which must be a single line naming it."""
    with warnings.catch_warnings():
        # Whether the file was left open is the business of one test, not of whichever comes next.
        warnings.simplefilter("ignore", ResourceWarning)
        message = _message_for(path)
        gc.collect()
    assert path.name in message
    assert len(message.splitlines()) == 1
    return message


def _message_for(path: Path) -> str:
    # A function of its own, so that the exception and its traceback are gone when it returns.
    with pytest.raises(MnistvizError) as caught:
        load_mnist(path)
    return str(caught.value)


def test_sizes(mnist: DataSet) -> None:
    assert mnist.train.images.shape == (60000, 784)
    assert mnist.train.labels.shape == (60000,)
    assert mnist.test.images.shape == (10000, 784)
    assert mnist.test.labels.shape == (10000,)


def test_everything_is_bytes_over_the_whole_range(mnist: DataSet) -> None:
    for digits in (mnist.train, mnist.test):
        assert digits.images.dtype == digits.labels.dtype == np.uint8
        assert (digits.images.min(), digits.images.max()) == (0, 255)


def test_how_often_each_digit_occurs(mnist: DataSet) -> None:
    assert np.bincount(mnist.train.labels).tolist() == TRAIN_COUNTS
    assert np.bincount(mnist.test.labels).tolist() == TEST_COUNTS


def test_stored_order(mnist: DataSet) -> None:
    assert mnist.train.labels[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert mnist.test.labels[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]


def test_a_faithful_copy_is_accepted(mnist: DataSet, tmp_path: Path) -> None:
    # So that the refusals below are due to the damage and not to the copying.
    path = tmp_path / "copy.npz"
    np.savez(path, allow_pickle=False, **arrays_of(mnist))
    np.testing.assert_array_equal(load_mnist(path).test.images, mnist.test.images)


@pytest.mark.parametrize("name", ["x_train", "y_train", "x_test", "y_test"])
def test_one_changed_byte_is_noticed(name: str, mnist: DataSet, tmp_path: Path) -> None:
    arrays = arrays_of(mnist)
    changed = arrays[name].copy()
    changed.reshape(-1)[-1] ^= 1
    path = tmp_path / "changed.npz"
    np.savez(path, allow_pickle=False, **{**arrays, name: changed})
    assert name in refusal_of(path)


@pytest.mark.parametrize("name", ["x_train", "y_train", "x_test", "y_test"])
def test_a_missing_array_is_noticed(name: str, mnist: DataSet, tmp_path: Path) -> None:
    arrays = arrays_of(mnist)
    del arrays[name]
    path = tmp_path / "missing.npz"
    np.savez(path, allow_pickle=False, **arrays)
    assert name in refusal_of(path)


def test_another_type_of_number_is_noticed(mnist: DataSet, tmp_path: Path) -> None:
    # The very same bytes, but signed: a full-ink pixel would read as -1.
    arrays = arrays_of(mnist)
    path = tmp_path / "signed.npz"
    np.savez(path, allow_pickle=False, **{**arrays, "x_train": arrays["x_train"].view(np.int8)})
    assert "x_train" in refusal_of(path)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_a_cut_off_file_is_refused(share: float, tmp_path: Path) -> None:
    whole = resource("mnist.npz").read_bytes()
    path = tmp_path / "cut.npz"
    path.write_bytes(whole[: int(share * len(whole))])
    refusal_of(path)


def test_a_refused_file_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "cut.npz"
    path.write_bytes(resource("mnist.npz").read_bytes()[:1000])
    gc.collect()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        _message_for(path)
        gc.collect()
    assert caught == []


def test_a_byte_damaged_on_the_disk_is_noticed(tmp_path: Path) -> None:
    content = bytearray(resource("mnist.npz").read_bytes())
    content[len(content) // 2] ^= 0xFF
    path = tmp_path / "damaged.npz"
    path.write_bytes(content)
    refusal_of(path)


@pytest.mark.parametrize("name", ["x_train", "y_train", "x_test", "y_test"])
def test_a_byte_damaged_on_the_disk_is_noticed_without_compression(
    name: str, mnist: DataSet, tmp_path: Path
) -> None:
    # Nothing has to be unpacked that could fail, and the file's directory says what it should.
    arrays = arrays_of(mnist)
    path = tmp_path / "damaged.npz"
    np.savez(path, allow_pickle=False, **arrays)
    content = bytearray(path.read_bytes())
    content[content.index(arrays[name].tobytes()) + arrays[name].size // 2] ^= 1
    path.write_bytes(content)
    assert name in refusal_of(path)


@pytest.mark.parametrize(("offset", "bit"), [(8, 0x01), (8, 0x20), (10, 0x80)])
def test_a_byte_damaged_in_the_zip_files_directory_is_noticed(
    offset: int, bit: int, tmp_path: Path
) -> None:
    # The first entry's flags say "encrypted" or "patched", or its compression is unheard of.
    path = tmp_path / "damaged.npz"
    np.savez(path, x_train=np.zeros(1))
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + offset] ^= bit
    path.write_bytes(content)
    refusal_of(path)


def test_a_single_array_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "single.npy"
    np.save(path, np.zeros(3))
    refusal_of(path)


def test_a_zip_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.npz"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("x_train.npy", "not an array")
    refusal_of(path)


def test_a_text_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.npz"
    path.write_text("Dear reader,\nthis is not MNIST.\n")
    refusal_of(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    refusal_of(tmp_path / "nowhere.npz")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.npz"
    folder.mkdir()
    refusal_of(folder)

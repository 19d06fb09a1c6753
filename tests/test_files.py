"""A file is replaced as a whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from mnistviz.errors import MnistvizError
from mnistviz.files import replacing, require_writable


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that is already there."""
    path = tmp_path / "run.npz"
    path.write_bytes(b"old")
    return path


def assert_only_the_old_file(target: Path) -> None:
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_a_new_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new.npz"
    with replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_old_file_is_replaced(target: Path) -> None:
    with replacing(target) as file:
        file.write(b"new")
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


def test_the_old_file_stays_until_the_block_ends(target: Path) -> None:
    with replacing(target) as file:
        file.write(b"new")
        file.flush()
        assert target.read_bytes() == b"old"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_the_old_file_stays_when_the_block_raises(target: Path, error: type[BaseException]) -> None:
    def stop_half_way() -> None:
        with replacing(target) as file:
            file.write(b"half")
            raise error("on the way")

    with pytest.raises(error, match="on the way"):
        stop_half_way()
    assert_only_the_old_file(target)


def test_a_write_that_fails_leaves_the_old_file(target: Path) -> None:
    limits = pytest.importorskip("resource")
    soft, hard = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (1000, hard))  # as if the disk were full after that
    try:
        with pytest.raises(MnistvizError, match="cannot write"), replacing(target) as file:
            file.write(b"x" * 100_000)
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, (soft, hard))
    assert_only_the_old_file(target)


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_late_failure_leaves_the_old_file(
    target: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, fail)
    with pytest.raises(MnistvizError, match="No space left on device"), replacing(target) as file:
        file.write(b"new")
    monkeypatch.undo()
    assert_only_the_old_file(target)


def test_the_bytes_are_on_the_disk_before_the_old_file_goes(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def fsync(descriptor: int) -> None:
        seen.append((os.fstat(descriptor).st_size, target.read_bytes()))

    monkeypatch.setattr("os.fsync", fsync)
    with replacing(target) as file:
        file.write(b"new bytes")
    assert seen == [(9, b"old")]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640)])
def test_the_mode_is_that_of_an_ordinary_file(tmp_path: Path, mask: int, mode: int) -> None:
    path, before = tmp_path / "new.npz", os.umask(mask)
    try:
        with replacing(path) as file:
            file.write(b"new")
        assert os.umask(mask) == mask  # and it is left as it was
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def never_written(path: Path) -> str:
    """The message with which ``replacing`` refuses the target, before the block is entered."""
    with pytest.raises(MnistvizError) as caught, replacing(path):
        pytest.fail("the block was entered")
    message = str(caught.value)
    assert str(path) in message
    assert len(message.splitlines()) == 1
    return message


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "new.npz"
    assert "no folder" in never_written(path)
    with pytest.raises(MnistvizError, match="no folder"):
        require_writable(path)


def test_a_folder_as_the_target_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    assert "it is a folder" in never_written(path)
    with pytest.raises(MnistvizError, match="it is a folder"):
        require_writable(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_read_only_folder_is_refused(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Not by chmod: to root, whom tests may run as, every folder is writable.
    monkeypatch.setattr("os.access", lambda path, mode: (path, mode) != (target.parent, os.W_OK))
    assert "read-only" in never_written(target)
    with pytest.raises(MnistvizError, match="read-only"):
        require_writable(target)
    assert_only_the_old_file(target)


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    never_written(tmp_path / ("n" * 300))


def test_the_check_refuses_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(MnistvizError, match="cannot write"):
        require_writable(tmp_path / ("n" * 300))


def test_a_good_target_is_not_touched_by_the_check(target: Path) -> None:
    require_writable(target)
    require_writable(target.with_name("new.npz"))
    assert_only_the_old_file(target)

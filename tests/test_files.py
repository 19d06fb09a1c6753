"""A file is replaced as a whole or not at all."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mnistviz.errors import FileError, MnistvizError
from mnistviz.files import open_regular, replacing, require_writable
from tests.odd_files import EVERY_ODD_FILE, EVERY_ODD_TARGET, odd_file


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


def test_an_ordinary_file_is_opened(target: Path) -> None:
    link = target.with_name("link")
    link.symlink_to(target)
    for path in (target, link):
        with open_regular(path, 3) as file:
            assert file.read() == b"old"


@EVERY_ODD_FILE
def test_nothing_else_is(odd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path, says = odd_file(odd, "odd")
    with pytest.raises(FileError, match=says), open_regular(path, 2**30):
        pytest.fail("it was opened")


@pytest.mark.skipif(os.name != "posix", reason="POSIX has pipes in folders")
def test_what_becomes_a_pipe_on_the_way_is_not_waited_for(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = target.stat()
    target.unlink()
    os.mkfifo(target)
    monkeypatch.setattr("pathlib.Path.stat", lambda *_, **__: status)
    with pytest.raises(FileError, match="a pipe"), open_regular(target, 2**30):
        pytest.fail("it was opened")


@EVERY_ODD_TARGET
def test_what_is_no_file_is_not_replaced(
    odd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path, _says = odd_file(odd, "odd")
    kind = stat.S_IFMT(path.stat().st_mode)
    with pytest.raises(MnistvizError, match="it is a"), replacing(path):
        pytest.fail("the block was entered")
    assert stat.S_IFMT(path.stat().st_mode) == kind
    assert list(tmp_path.iterdir()) == [tmp_path / path]


def test_of_a_link_the_file_behind_it_is_replaced(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "folder" / "link"
    link.parent.mkdir()
    link.symlink_to(target)
    with replacing(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert list(link.parent.iterdir()) == [link]


def test_the_longest_names_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("\N{FOUR LEAF CLOVER}" * 62)  # 248 bytes of 255
    with replacing(path) as file:
        file.write(b"new")
    assert list(tmp_path.iterdir()) == [path]


_WRITER = """
import sys
from pathlib import Path
from mnistviz.files import replacing

with replacing(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("half way", flush=True)
    sys.stdin.read()
"""


def half_way(target: Path) -> "subprocess.Popen[str]":
    """Another process that has written its temporary file and waits before it renames it."""
    child = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "half way\n"
    return child


def test_what_a_killed_process_left_is_cleared_by_the_next(target: Path) -> None:
    with half_way(target) as child:
        assert len(list(target.parent.iterdir())) == 2
        child.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    assert target.read_bytes() == b"old"
    with replacing(target.with_name("another.png")) as file:
        file.write(b"new")
    assert {path.name for path in target.parent.iterdir()} == {"run.npz", "another.png"}


def test_what_another_process_is_writing_is_left_to_it(target: Path) -> None:
    with half_way(target) as child:
        for _ in range(3):
            with replacing(target) as file:
                file.write(b"new")
        assert len(list(target.parent.iterdir())) == 2
        child.communicate("")
    assert child.returncode == 0
    assert target.read_bytes() == b"half"
    assert list(target.parent.iterdir()) == [target]


def test_only_our_own_temporary_files_are_cleared(target: Path) -> None:
    names = {".mnistviz-notes", ".mnistviz-0123456789abcdef.bak", "mnistviz-0123456789abcdef"}
    for name in names:
        target.with_name(name).touch()
    target.with_name(".mnistviz-0123456789abcde0").mkdir()
    target.with_name(".mnistviz-0123456789abcdef").touch()
    with replacing(target) as file:
        file.write(b"new")
    assert {path.name for path in target.parent.iterdir()} == {
        *names,
        "run.npz",
        ".mnistviz-0123456789abcde0",
    }


def test_where_nothing_can_be_locked_nothing_is_cleared(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def unsupported(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    target.with_name(".mnistviz-0123456789abcdef").touch()
    with replacing(target) as file:
        file.write(b"new")
    assert target.read_bytes() == b"new"
    assert len(list(target.parent.iterdir())) == 2


def test_a_temporary_file_that_is_taken_for_abandoned_is_made_again(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    flock, made = fcntl.flock, list[Path]()

    def taken_once(descriptor: int, how: int) -> None:
        if not made:  # another process comes between making it and locking it
            made.extend(target.parent.glob(".mnistviz-*"))
            made[0].unlink()
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", taken_once)
    with replacing(target) as file:
        file.write(b"new")
    assert made
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]

import errno
import os
from pathlib import Path

import pytest

from panel.errors import InputError, SetupError
from panel.files import read_text, write_all_atomically, write_atomically


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


def test_a_file_is_read_without_its_leading_byte_order_mark(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfgr\xc3\xbc\xc3\x9fe\r\n")
    assert read_text(path, max_bytes=100) == "grüße\r\n"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.yaml: there is no such file"):
        read_text(tmp_path / "none.yaml", max_bytes=100)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InputError, match="this is a folder"):
        read_text(tmp_path, max_bytes=100)


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="not a regular file"):
        read_text(tmp_path / "pipe", max_bytes=100)


def test_an_impossible_path_is_an_input_error():
    with pytest.raises(InputError, match="cannot be read"):
        read_text(Path("a\0b"), max_bytes=100)


def test_bytes_that_are_not_utf8_are_told_with_their_line(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"one\ntwo\nth\xe9\n")
    with pytest.raises(InputError, match=r"latin\.yaml:3: byte 0xe9 is not UTF-8"):
        read_text(path, max_bytes=100)


def test_a_50_mb_file_is_refused_without_reading_it_whole(tmp_path):
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match="larger than 1,000 bytes"):
        read_text(path, max_bytes=1000)


def test_a_file_exactly_at_the_limit_is_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x" * 10)
    assert read_text(path, max_bytes=10) == "x" * 10


def test_a_file_is_written_with_its_folder_and_the_usual_permissions(tmp_path):
    path = tmp_path / "new" / "a.txt"
    write_atomically(path, "é\n")
    assert path.read_bytes() == "é\n".encode()
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask
    assert leftovers(path.parent) == []


@pytest.mark.parametrize("failing_write", [1, 2, 3])
def test_a_full_disk_leaves_the_old_report_untouched(tmp_path, monkeypatch, failing_write):
    names = ("a", "b", "c")
    write_all_atomically(tmp_path, dict.fromkeys(names, "old"))
    calls = 0
    sync = os.fsync

    def full_at_last(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == failing_write:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full_at_last)
    with pytest.raises(
        SetupError, match=r"a, b, c cannot be written to .*: the disk is full; free some space"
    ):
        write_all_atomically(tmp_path, dict.fromkeys(names, b"new"))
    assert {name: (tmp_path / name).read_text() for name in names} == dict.fromkeys(names, "old")
    assert leftovers(tmp_path) == []


def test_a_rename_that_fails_leaves_the_old_report_untouched(tmp_path, monkeypatch):
    write_atomically(tmp_path / "a", "old")

    def refuse(self, target):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(SetupError, match="the disk is read-only; choose another folder"):
        write_all_atomically(tmp_path, {"a": "new", "b": "new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "old"


def test_an_interrupt_leaves_no_temporary_file(tmp_path, monkeypatch):
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.txt", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_folder_is_a_setup_error(tmp_path, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise PermissionError(errno.EACCES, "Permission denied")

    # Permission bits do not stop root, as whom tests may run.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SetupError, match="permission is missing"):
        write_atomically(tmp_path / "a.txt", "x")


def test_a_file_in_the_way_of_the_folder_is_a_setup_error(tmp_path):
    (tmp_path / "outputs").write_text("")
    with pytest.raises(SetupError, match="choose another folder"):
        write_atomically(tmp_path / "outputs" / "a.txt", "x")

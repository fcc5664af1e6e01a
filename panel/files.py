"""Reading what a person wrote, within bounds, and writing what a reader will open, whole or not at all."""

import errno
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from panel.errors import InputError, SetupError

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_REMEDIES = {
    errno.ENOSPC: "the disk is full; free some space and run the same command again",
    errno.EDQUOT: "your disk quota is used up; free some space and run the same command again",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.EACCES: "permission is missing; change the folder's permissions or choose another folder",
    errno.EPERM: "permission is missing; change the folder's permissions or choose another folder",
}


def read_text(path: Path, *, max_bytes: int) -> str:
    """Read a UTF-8 text file that is no larger than `max_bytes`; a leading byte order mark is dropped.

    Raises:
        InputError: the file is missing, unreadable, not a regular file, too large (found before it is read
            whole) or not UTF-8 (told with the line).
    """
    try:
        # A pipe or a device would block or never end, so the kind is looked at before opening.
        if not stat.S_ISREG(path.stat().st_mode):
            kind = "a folder" if path.is_dir() else "not a regular file"
            raise InputError(f"{path}: this is {kind}; name a text file.")
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; check the name.") from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise InputError(f"{path}: the file cannot be read ({reason}); check its permissions.") from error
    if len(content) > max_bytes:
        raise InputError(f"{path}: the file is larger than {max_bytes:,} bytes; shorten it.")
    content = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}:{line}: byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8."
        ) from error


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write one file so that it is seen either as it was or whole; missing parent folders are made.

    Raises:
        SetupError: the disk is full, read-only or refuses; what was there is untouched.
    """
    write_all_atomically(path.parent, {path.name: content})


def write_all_atomically(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write the files of one report, `{name: content}`, into `folder`, which is made if missing.

    Every file is on disk under a temporary name before the first one is renamed, so a full disk leaves
    the old report untouched. A power cut between two renames can leave old files beside new ones, each whole.

    Raises:
        SetupError: the disk is full, read-only or refuses; no temporary file is left behind.
    """
    written: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            temporary = folder / f".{secrets.token_hex(8)}.tmp"
            written[temporary] = folder / name
            _write_synced(temporary, content.encode() if isinstance(content, str) else content)
        for temporary, path in written.items():
            temporary.replace(path)
        _sync_folder(folder)
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, f"{error.strerror}; choose another folder")
        names = ", ".join(files)
        raise SetupError(f"{names} cannot be written to {folder}: {remedy}.") from error
    finally:
        for temporary in written:
            _remove(temporary)


def _write_synced(path: Path, content: bytes) -> None:
    # Not tempfile: its files are readable by their owner alone, and stay so after the rename.
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the renames themselves survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    # Cleaning up must not hide the error that led here; after a rename the file is gone already.
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return

"""Print the folder that holds uv, fetching uv into ./.uv first where this machine has none.

    PATH="$(python3 get_uv.py):$PATH" && uv run panel …

Runs on a bare Python 3.9 or later: pip is used if it is there (it knows the user's index and proxy), and
otherwise the wheel is taken from the package index directly and checked against the index's SHA-256. Neither
touches the system's Python: everything lands in ./.uv, which may be deleted.
"""

import hashlib
import importlib.util
import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent / ".uv"
UV = HERE / "bin" / "uv"


def main() -> int:
    """Print the folder; 3 and a sentence on standard error where uv cannot be had."""
    if found := shutil.which("uv"):
        print(Path(found).parent)
        return 0
    try:
        if not UV.exists():
            print("Fetching uv into .uv (once) …", file=sys.stderr)
            if not fetched_by_pip():
                fetch_from_index()
    except Exception as error:  # noqa: BLE001 - whatever it was, the next step is the same
        print(
            f"uv could not be fetched: {error}; install it from https://docs.astral.sh/uv/.", file=sys.stderr
        )
        return 3
    print(UV.parent)
    return 0


def fetched_by_pip() -> bool:
    """Try pip; with --target it leaves an externally managed Python alone."""
    if importlib.util.find_spec("pip") is None:
        return False
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return (
        subprocess.run([*pip, "--target", str(HERE), "uv"], stdout=sys.stderr, check=False).returncode == 0
        and UV.exists()
    )


def fetch_from_index() -> None:
    """Take the newest wheel for this machine from the package index and unpack its uv."""
    index = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple"
    page_url = index.rstrip("/") + "/uv/"
    page = json.loads(fetch(page_url, accept="application/vnd.pypi.simple.v1+json"))
    wheel = newest([each for each in page["files"] if fits(each["filename"]) and not each.get("yanked")])
    data = fetch(urllib.parse.urljoin(page_url, wheel["url"]))
    if hashlib.sha256(data).hexdigest() != wheel["hashes"]["sha256"]:
        raise ValueError(f"{wheel['filename']} does not have the SHA-256 that the index gives")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        UV.parent.mkdir(parents=True, exist_ok=True)
        partial = UV.with_suffix(".part")
        partial.write_bytes(archive.read(inside))
    partial.chmod(0o755)
    partial.replace(UV)


def fetch(url: str, accept: str = "*/*") -> bytes:
    """Get one address of the index."""
    if not url.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        raise ValueError(f"{url} is not a secure address")
    request = urllib.request.Request(url, headers={"Accept": accept})  # noqa: S310 - checked above
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return answer.read()


def fits(filename: str) -> bool:
    """Tell whether a wheel runs on this machine."""
    machine = platform.machine().lower()
    if sys.platform == "darwin":
        return "-macosx_" in filename and filename.endswith(f"_{machine}.whl")
    libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    return libc in filename and filename.endswith(f"_{machine}.whl")


def newest(wheels: list) -> dict:
    """Give the wheel of the highest final version."""
    final = {}
    for wheel in wheels:
        if version := re.match(r"uv-(\d+(?:\.\d+)*)-", wheel["filename"]):
            final[tuple(map(int, version[1].split(".")))] = wheel
    if not final:
        raise ValueError("the index has no uv for this machine")
    return final[max(final)]


if __name__ == "__main__":
    sys.exit(main())

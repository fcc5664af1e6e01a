import hashlib
import importlib.util
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[1] / "get_uv.py"


@pytest.fixture
def get_uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("get_uv", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path / ".uv")
    monkeypatch.setattr(module, "UV", tmp_path / ".uv" / "bin" / "uv")
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    monkeypatch.setattr(module, "fetched_by_pip", lambda: False)
    return module


def index(get_uv: ModuleType, monkeypatch: pytest.MonkeyPatch, *, digest: str | None = None) -> None:
    """Serve a package index with three versions, of which 0.10.0 is the newest final one for this machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("uv-0.10.0.data/scripts/uv", "#!/bin/sh\necho uv 0.10.0\n")
    wheel = buffer.getvalue()
    sha256 = digest or hashlib.sha256(wheel).hexdigest()
    names = ["uv-0.9.9-py3-none-mine.whl", "uv-0.10.0-py3-none-mine.whl", "uv-0.11.0rc1-py3-none-mine.whl"]
    page = {
        "files": [{"filename": name, "url": f"../{name}", "hashes": {"sha256": sha256}} for name in names]
    }
    monkeypatch.setattr(get_uv, "fits", lambda name: "mine" in name)
    monkeypatch.setattr(
        get_uv, "fetch", lambda url, accept="": wheel if url.endswith(".whl") else json.dumps(page).encode()
    )


def test_an_installed_uv_is_used(get_uv, monkeypatch, capsys):
    monkeypatch.setattr(get_uv.shutil, "which", lambda _: "/opt/tools/uv")

    assert get_uv.main() == 0
    assert capsys.readouterr().out == "/opt/tools\n"


def test_without_pip_the_newest_final_wheel_is_unpacked(get_uv, monkeypatch, capsys):
    index(get_uv, monkeypatch)

    assert get_uv.main() == 0
    assert subprocess.run([get_uv.UV], capture_output=True, text=True, check=True).stdout == "uv 0.10.0\n"
    assert capsys.readouterr().out.strip() == str(get_uv.UV.parent)


def test_a_wheel_with_another_hash_is_refused_and_nothing_is_left(get_uv, monkeypatch, capsys):
    index(get_uv, monkeypatch, digest="0" * 64)

    assert get_uv.main() == 3
    assert not get_uv.UV.exists()
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "SHA-256" in captured.err


def test_an_index_without_tls_is_refused(get_uv, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://example.org/simple")

    assert get_uv.main() == 3


@pytest.mark.parametrize(
    ("machine", "platform", "wheel"),
    [
        ("x86_64", "linux", "uv-1-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"),
        ("aarch64", "linux", "uv-1-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.whl"),
        ("arm64", "darwin", "uv-1-py3-none-macosx_11_0_arm64.whl"),
        ("x86_64", "darwin", "uv-1-py3-none-macosx_10_12_x86_64.whl"),
    ],
)
def test_each_machine_gets_its_own_wheel(get_uv, monkeypatch, machine, platform, wheel):
    monkeypatch.setattr(get_uv.platform, "machine", lambda: machine)
    monkeypatch.setattr(get_uv.platform, "libc_ver", lambda: ("glibc", "2.36"))
    monkeypatch.setattr(get_uv.sys, "platform", platform)

    assert get_uv.fits(wheel)
    assert not get_uv.fits("uv-1-py3-none-win_amd64.whl")
    assert not get_uv.fits(wheel.replace(machine, "ppc64le"))


def test_it_needs_nothing_but_the_standard_library():
    isolated = [sys.executable, "-I", "-S", str(SCRIPT)]

    assert subprocess.run(isolated, capture_output=True, check=False).returncode == 0

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a workspace's records would be; nothing is there yet, not even the folder."""
    return tmp_path / ".panel" / "panel.sqlite3"

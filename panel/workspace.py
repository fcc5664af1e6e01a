"""Where things are: the folder that holds panel.toml, personas, prompts, dossiers and outputs.

Importing this module does nothing; `find_workspace` looks when it is called.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from panel.errors import InputError, SetupError
from panel.settings import Settings, load_settings

_PACKAGE = Path(__file__).parent
_CONTENTS = ("panel.toml", "personas", "prompts", "dossiers", "tests/recorded")
_GITIGNORE = """\
# The ledger of paid calls, and what can be made from it again.
.panel/
outputs/
"""


@dataclass(frozen=True)
class Workspace:
    """The folders one run reads and writes.

    Attributes:
        root: The folder with panel.toml.
        outputs: Where reports are written.
        data: Where the ledger lives; made when first written to.
        settings: What panel.toml says.
        bundled: True for the samples inside the installed package, which are only read.
    """

    root: Path
    outputs: Path
    data: Path
    settings: Settings
    bundled: bool = False

    @property
    def personas(self) -> Path:
        """The folder of `<persona>.md` files."""
        return self.root / "personas"

    @property
    def prompts(self) -> Path:
        """The folder of Jinja2 prompt files."""
        return self.root / "prompts"

    @property
    def dossiers(self) -> Path:
        """The folder of `<tool>.yaml` files."""
        return self.root / "dossiers"

    @property
    def ledger(self) -> Path:
        """The SQLite file of paid calls."""
        return self.data / "panel.sqlite3"


def find_workspace(asked: Path | None = None) -> Workspace:
    """Find the workspace: `asked`, PANEL_WORKSPACE, the current folder and its parents, or the bundle.

    Raises:
        SetupError: the folder that was asked for has no panel.toml.
        InputError: its panel.toml is wrong.
    """
    named = asked or (Path(os.environ["PANEL_WORKSPACE"]) if os.environ.get("PANEL_WORKSPACE") else None)
    if named is not None:
        if not (named / "panel.toml").is_file():
            raise SetupError(
                f"{named} is no workspace: it has no panel.toml; `panel init {named}` makes one."
            )
        return _own(named.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "panel.toml").is_file():
            return _own(folder)
    import platformdirs  # noqa: PLC0415 - only needed outside any workspace

    bundle = bundle_folder()
    return Workspace(
        root=bundle,
        outputs=here / "outputs",
        data=Path(platformdirs.user_data_dir("panel", appauthor=False)),
        settings=load_settings(bundle / "panel.toml"),
        bundled=True,
    )


def init_workspace(folder: Path) -> Workspace:
    """Make a new workspace from the bundle: settings, personas, prompts, sample dossiers, recordings.

    Raises:
        InputError: the folder already holds one of these; nothing is overwritten.
        SetupError: the folder cannot be written to.
    """
    if taken := [name for name in _CONTENTS if (folder / name).exists()]:
        raise InputError(f"{folder} already holds {', '.join(taken)}; choose a folder without them.")
    bundle = bundle_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text(_GITIGNORE, encoding="utf-8")
        # panel.toml comes last: until it is there, the folder is no workspace.
        for name in reversed(_CONTENTS):
            source = bundle / name
            if source.is_dir():
                shutil.copytree(source, folder / name)
            elif source.exists():
                shutil.copyfile(source, folder / name)
        (folder / "outputs").mkdir(exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"{folder} cannot be made into a workspace: {error.strerror}; choose another folder."
        ) from error
    return _own(folder.resolve())


def bundle_folder() -> Path:
    """Give the samples that came with the package: inside a wheel, or around an editable install."""
    inside = _PACKAGE / "bundle"
    return inside if inside.is_dir() else _PACKAGE.parent


def _own(root: Path) -> Workspace:
    return Workspace(
        root=root,
        outputs=root / "outputs",
        data=root / ".panel",
        settings=load_settings(root / "panel.toml"),
    )

"""The endpoint that replays recordings: answers that a capable model gave once, kept as ledger exports."""

from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from panel.errors import InputError, ModelError, SetupError
from panel.models.faults import who
from panel.models.recording import from_line
from panel.models.reply import Reply
from panel.models.request import Request
from panel.settings import ModelSettings


class RecordedEndpoint:
    """Answers from the `*.jsonl` files of a folder.

    A request is answered by the recording of its very messages and sample. Where there is none, since the
    prompt has changed meanwhile, that of the same persona, tools and sample answers, marked as stale.

    Args:
        name: What panel.toml calls the model.
        settings: Its settings; `recording` is the folder, relative to `root`.
        root: The workspace's folder.
    """

    def __init__(self, name: str, settings: ModelSettings, root: Path) -> None:
        self.name = name
        self.settings = settings
        self._root = root

    def slot(self) -> AbstractAsyncContextManager[None]:
        """Give a place for a call: here there are as many as are wanted."""
        return nullcontext()

    async def complete(self, request: Request) -> Reply:
        """Give what was recorded.

        Raises:
            ModelError: this was not recorded.
            SetupError: there are no recordings.
            InputError: recordings are malformed; every bad line is listed.
        """
        exact, about = self._recordings
        if reply := exact.get(_exactly(request)):
            return reply
        if reply := about.get(_roughly(request)):
            return replace(reply, stale=True)
        sample = f", sample {request.sample + 1}" if request.sample else ""
        raise ModelError(
            f"No answer from {self.name} for {who(request)}{sample}: "
            "it was not recorded; choose another model."
        )

    @cached_property
    def _recordings(self) -> tuple[dict[tuple[object, ...], Reply], dict[tuple[object, ...], Reply]]:
        exact: dict[tuple[object, ...], Reply] = {}
        about: dict[tuple[object, ...], Reply] = {}
        for request, reply in sorted(_read(self._folder()), key=lambda pair: pair[1].asked_at):
            exact[_exactly(request)] = reply
            about[_roughly(request)] = reply
        return exact, about

    def _folder(self) -> Path:
        if self.settings.recording is None:
            raise SetupError(
                f'[models."{self.name}"] in panel.toml needs `recording`, the folder of its answers.'
            )
        return self._root / self.settings.recording


def _exactly(request: Request) -> tuple[object, ...]:
    return request.prompt.hash, request.sample


def _roughly(request: Request) -> tuple[object, ...]:
    prompt = request.prompt
    return prompt.kind, prompt.persona, prompt.tools, request.sample, request.attempt


def _read(folder: Path) -> list[tuple[Request, Reply]]:
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise SetupError(
            f"{folder} holds no recordings (*.jsonl); point `recording` in panel.toml to a folder that does."
        )
    recordings: list[tuple[Request, Reply]] = []
    problems: list[str] = []
    for file in files:
        try:
            # Not splitlines: a text may hold line separators that JSON leaves as they are.
            lines = file.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{file}: cannot be read as UTF-8 text ({error}).")
            continue
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    recordings.append(from_line(line))
                except ValueError as error:
                    problems.append(f"{file}:{number}: {error}.")
    if problems:
        raise InputError("\n".join(problems))
    return recordings

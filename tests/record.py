"""Keeps tests/recorded/ current: `make record`.

Recorded answers are what a capable model said to exactly the prompts of three sample pairs. After a prompt
has changed they go on replaying, labelled as stale, until they are recorded anew:

    make record                                      list what is stale or missing
    uv run python -m tests.record prompts DIR        write those prompts for a model to answer, one file each
    uv run python -m tests.record import DIR "WHO"   take the answers, DIR/<same name>.answer, as recordings

The head-to-head's prompts hold the ballots' findings, so they come once the ballots are recorded. With
`--fail` the first form exits with 1 if anything is stale: the release check.
"""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from panel.cli.choosing import choose
from panel.errors import ModelError, SetupError
from panel.models.endpoint import open_endpoint
from panel.models.export import to_line
from panel.models.reply import Asked, Reply, Usage
from panel.models.request import Request
from panel.pipeline import Exchange, hold
from panel.workspace import find_workspace

ROOT = Path(__file__).parents[1]
PAIRS = {("mistral-3-small", "mistral-medium-3-2"): 1, ("poetry", "uv"): 3, ("dbos", "temporal"): 1}
"""The pairs, and how many ballots of each persona and tool are recorded."""
RECORDED = ROOT / "tests" / "recorded"


def main() -> int:
    """Do what the command line says; gives the exit code."""
    parser = argparse.ArgumentParser(prog="tests.record", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--fail", action="store_true", help="exit with 1 if anything is stale or missing")
    steps = parser.add_subparsers(dest="step")
    prompts = steps.add_parser("prompts")
    prompts.add_argument("folder", type=Path)
    imports = steps.add_parser("import")
    imports.add_argument("folder", type=Path)
    imports.add_argument("who", help="who wrote the answers; shown on every page made from them")
    asked = parser.parse_args()
    wanting = 0
    for pair, samples in PAIRS.items():
        answers = asked.folder if asked.step == "import" else None
        kept, stale = asyncio.run(_replay(pair, samples, answers, getattr(asked, "who", "")))
        if asked.step == "import":
            _save(pair, kept)
        if asked.step == "prompts":
            _write_prompts(asked.folder, stale)
        print(f"{' and '.join(pair)}: {len(kept)} current, {len(stale)} stale or missing")
        for request in stale:
            print(f"  {_name(request)}")
        wanting += len(stale)
    return int(asked.fail and wanting > 0)


async def _replay(
    pair: tuple[str, str], samples: int, answers: Path | None, who: str
) -> tuple[list[Exchange], list[Request]]:
    """Hold a pair's panel with recordings and new answers; gives what is current, and what is not."""
    workspace = find_workspace(ROOT)
    panel = choose(workspace, pair, "recorded", samples)
    kept: list[Exchange] = []
    stale: list[Request] = []

    async with open_endpoint("recorded", workspace.settings.model("recorded"), ROOT, print) as recorded:

        async def ask(_: str, request: Request) -> Asked:
            if answers and (answer := answers / f"{_name(request)}.answer").exists():
                reply = _reply(answer, who)
            else:
                try:
                    reply = await recorded.complete(request)
                except (ModelError, SetupError):
                    reply = None
            if reply is None or reply.stale:
                stale.append(request)
                raise ModelError("it is not recorded")
            kept.append((request, reply))
            return Asked(reply, paid_now=False)

        await hold(panel, ask, lambda _: None)
    if any(request.prompt.kind == "ballot" for request in stale):
        stale = [request for request in stale if request.prompt.kind == "ballot"]
    return kept, stale


def _name(request: Request) -> str:
    prompt = request.prompt
    return "_".join([*prompt.tools, prompt.persona or prompt.kind, str(request.sample), request.key[:8]])


def _write_prompts(folder: Path, requests: list[Request]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for request in requests:
        text = "\n\n".join(
            f"<{each.role}>\n{each.content}\n</{each.role}>" for each in request.prompt.messages
        )
        (folder / f"{_name(request)}.prompt").write_text(text, encoding="utf-8")


def _reply(answer: Path, who: str) -> Reply:
    text = answer.read_text(encoding="utf-8").strip()
    written = datetime.fromtimestamp(answer.stat().st_mtime, UTC).replace(microsecond=0)
    return Reply(
        text=text,
        finish_reason="stop",
        model="recorded",
        usage=Usage(0, 0),
        usd=0.0,
        asked_at=written,
        seconds=0.0,
        raw=json.dumps({"content": text}, ensure_ascii=False),
        provenance=who,
    )


def _save(pair: tuple[str, str], exchanges: list[Exchange]) -> None:
    lines = sorted(to_line(request, reply) for request, reply in exchanges)
    (RECORDED / f"{'-vs-'.join(pair)}.jsonl").write_text(
        "".join(f"{line}\n" for line in lines), encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())

"""The answer to the page's question, in a sentence, for every way in which a comparison can come out."""

from collections.abc import Sequence
from dataclasses import dataclass

from panel.reports.wording import joined
from panel.verdicts.comparison import Comparison
from panel.verdicts.head_to_head import HeadToHead, NoPick, Pick
from panel.verdicts.panel_result import PanelResult

WHICH = "Which one should you ship with?"
WHETHER = "Should you ship with it?"

_NEITHER = "The panel ships neither tool by itself; this says which to prefer where one of them must be used."


@dataclass(frozen=True)
class Condition:
    """When one of the tools is the right one."""

    tool: str
    when: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What the head-to-head said to one order of the question, where the two orders do not settle it."""

    asked: str
    said: str


@dataclass(frozen=True)
class Headline:
    """What stands above the fold.

    Attributes:
        question: The page's question.
        verdict: The answer in a few words of ours: "Ship with Quill", "Too close to call", "Skip it".
        answer: The answer in a sentence: the head-to-head's own where it is settled, else ours.
        counts: Each tool's count: "Quill: 3 of 4 ship".
        caveats: What the reader must know before taking the answer.
        conditions: When to pick which tool.
        readings: What each order was told, unless both agree.
        pricing_read: What the pricing means, with its as-of date; empty where nobody said.
    """

    question: str
    verdict: str
    answer: str
    counts: tuple[str, ...]
    caveats: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    readings: tuple[Reading, ...] = ()
    pricing_read: str = ""

    @property
    def opens_with_verdict(self) -> bool:
        """Whether the answer says the verdict itself, so that it need not be said twice."""
        following = self.answer.removeprefix(self.verdict)
        return following != self.answer and not following[:1].isalnum()

    @property
    def rest(self) -> str:
        """What follows the verdict, so that both make one text."""
        return self.answer.removeprefix(self.verdict) if self.opens_with_verdict else f". {self.answer}"


def headline(comparison: Comparison) -> Headline:
    """Answer the question of a comparison of one tool, of two, or of more."""
    names = {tool.slug: tool.name for tool in comparison.tools}
    counts = tuple(f"{names[result.tool]}: {result.count}" for result in comparison.results)
    caveats = _gaps(comparison, names)
    if comparison.head_to_head:
        neither = all(result.vote == "skip" for result in comparison.results)
        return _of_two(comparison.head_to_head, names, counts, (_NEITHER, *caveats) if neither else caveats)
    if len(comparison.tools) == 1:
        verdict, answer = _of_one(comparison, comparison.results[0])
        return Headline(WHETHER, verdict, answer, counts, caveats)
    verdict, answer = _of_counts(comparison.results, names)
    return Headline(WHICH, verdict, answer, counts, caveats)


def _of_two(
    asked: HeadToHead, names: dict[str, str], counts: tuple[str, ...], caveats: tuple[str, ...]
) -> Headline:
    conditions = tuple(Condition(names[_other(pick)], pick.pick_other_when) for pick in asked.picks)
    readings = tuple(_reading(each, names) for each in asked.asked)
    pricing_read = asked.picks[0].pricing_read if asked.picks else ""
    if asked.pick and asked.spoken:
        against = (
            f"The head-to-head goes against the panel's count: {joined(counts)}.",
        ) if asked.against_panel else ()  # fmt: skip
        return Headline(
            WHICH,
            _verdict(names[asked.pick], asked.spoken.answer),
            asked.spoken.answer,
            counts,
            (*against, *caveats),
            conditions[:1],
            (),
            pricing_read,
        )
    if asked.standing == "too close to call":
        told = [f"{names[pick.pick]} when {names[pick.order[0]]} is named first" for pick in asked.picks]
        answer = f"The head-to-head was asked in both orders, and picks {joined(told)}."
        return Headline(
            WHICH, "Too close to call", answer, counts, caveats, conditions, readings, pricing_read
        )
    answer = (
        f"The head-to-head is asked in both orders, and {'one' if asked.picks else 'neither'} has an answer."
    )
    return Headline(WHICH, "No answer yet", answer, counts, caveats, (), readings, pricing_read)


def _verdict(name: str, answer: str) -> str:
    """Say it in the answer's own words where it opens with them, so that nothing is said twice."""
    return f"Ship {name}" if answer.startswith(f"Ship {name}") else f"Ship with {name}"


def _other(pick: Pick) -> str:
    return pick.order[1] if pick.pick == pick.order[0] else pick.order[0]


def _reading(asked: Pick | NoPick, names: dict[str, str]) -> Reading:
    said = asked.answer if isinstance(asked, Pick) else f"No answer ({asked.reason}): {asked.detail}"
    return Reading(f"Asked with {names[asked.order[0]]} first", said)


def _of_one(comparison: Comparison, result: PanelResult) -> tuple[str, str]:
    name = comparison.tools[0].name
    people = {persona.slug: persona.name for persona in comparison.personas}
    words = {
        "ship": "Ship it",
        "skip": "Skip it",
        "tied": "A tie",
        "incomplete": "Not settled",
        "no verdict": "No verdict",
    }
    if not result.voting:
        return words[result.standing], f"No reviewer has a verdict on {name}."
    dissent = f", {joined([people[each] for each in result.dissent])} against" if result.dissent else ""
    return words[result.standing], f"{result.ships} of {result.voting} reviewers ship {name}{dissent}."


def _of_counts(results: Sequence[PanelResult], names: dict[str, str]) -> tuple[str, str]:
    """Answer from the counts alone: an incomplete panel is not ranked, and leaves the question open."""
    without = " No head-to-head was asked." if len(results) == 2 else ""  # noqa: PLR2004
    complete = [result for result in results if result.is_complete]
    most = max((result.ships for result in complete), default=0)
    leaders = [names[result.tool] for result in complete if result.ships == most] if most else []
    asked = len(results[0].verdicts)
    lead = f"{joined(leaders)} {'leads' if len(leaders) == 1 else 'lead'} with {most} of {asked}"
    if open_panels := [names[result.tool] for result in results if not result.is_complete]:
        many = len(open_panels) > 1
        told = (
            f"The panel{'s' if many else ''} on {joined(open_panels)} {'are' if many else 'is'} incomplete."
        )
        so_far = f" Of the complete ones, {lead}." if leaders and len(complete) > 1 else ""
        return "No answer yet", f"{told}{so_far}{without}"
    if not leaders:
        return (
            "Ship neither" if without else "Ship none of them"
        ), f"No reviewer ships any of them.{without}"
    if len(leaders) > 1:
        return "A tie", f"{lead} reviewers each.{without}"
    next_most = max(result.ships for result in results if result.ships != most)
    majority = "" if most * 2 > asked else ", without a majority"
    return f"{leaders[0]} leads{majority}", f"{lead} reviewers for it, {next_most} for the next.{without}"


def _gaps(comparison: Comparison, names: dict[str, str]) -> tuple[str, ...]:
    """Say who is missing and whose own ballots tie."""
    people = {persona.slug: persona.name for persona in comparison.personas}
    caveats: list[str] = []
    for result in comparison.results:
        if result.missing:
            gone = joined([people[each] for each in result.missing])
            caveats.append(f"The panel is incomplete: no ballot from {gone} on {names[result.tool]}.")
        if result.split:
            split = joined([people[each] for each in result.split])
            caveats.append(f"{split} did not settle on {names[result.tool]}: as many ballots ship as skip.")
    return tuple(caveats)

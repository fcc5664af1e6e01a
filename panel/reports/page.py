"""Comparison → page: what a reader sees, in reading order, before any form of it is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from panel.checks.claims import check_claims
from panel.intake.dossier import Dossier
from panel.prompting.persona import Persona
from panel.reports.critique import Note, Passage, annotate
from panel.reports.headline import Headline, headline
from panel.reports.making import Making, how_made
from panel.reports.split import Mark, ballots_text, mark_of, word_of
from panel.reports.wording import counted, interval_text, joined, percent
from panel.verdicts.ballot import Ballot, NoBallot
from panel.verdicts.comparison import Comparison, Flag
from panel.verdicts.panel_result import PanelResult
from panel.verdicts.verdict import Verdict

_MOST_NAMES = 5


@dataclass(frozen=True)
class Found:
    """One finding of a persona: what it is called, and its entries, one unless the finding is a list."""

    label: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """One persona on one tool.

    Attributes:
        ballot: The ballot whose critique speaks for the verdict; None without one.
        passages: Its critique, cut where claims end.
        notes: Where those claims come from.
        findings: In the persona's order, each with the entries of this ballot.
        flags: What code found wrong with this ballot.
    """

    tool: Dossier
    persona: Persona
    verdict: Verdict
    ballot: Ballot | None
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...]
    findings: tuple[Found, ...]
    flags: tuple[Flag, ...]

    @property
    def mark(self) -> Mark:
        """The mark of its verdict."""
        return mark_of(self.verdict)

    @property
    def word(self) -> str:
        """The word of its verdict: "Ship", "Skip", "Split" or "No ballot"."""
        return word_of(self.mark)

    @property
    def stability(self) -> str:
        """How stable the verdict is, in words: "3 of 3 ballots agree", "2 of 2 ballots agree, 1 missing"."""
        verdict = self.verdict
        cast = f"{verdict.stability} ballots agree" if len(verdict.ballots) > 1 else "one ballot"
        if verdict.is_split:
            cast = f"{len(verdict.ballots)} ballots tie"
        return f"{cast}, {len(verdict.missing)} missing" if verdict.missing else cast

    @property
    def ballots(self) -> str:
        """Its ballots in words: "2 ship, 1 skip"."""
        return ballots_text(self.verdict)


@dataclass(frozen=True)
class Card:
    """One tool, its panel result, and what each persona said of it, in the personas' order."""

    tool: Dossier
    result: PanelResult
    reviews: tuple[Review, ...]


@dataclass(frozen=True)
class Round:
    """One persona on every tool, in the tools' order."""

    persona: Persona
    reviews: tuple[Review, ...]


@dataclass(frozen=True)
class Page:
    """Everything a report shows, in reading order."""

    comparison: Comparison
    title: str
    categories: str
    headline: Headline
    cards: tuple[Card, ...]
    rounds: tuple[Round, ...]
    dissent: tuple[str, ...]
    """One sentence for each tool that some persona disagrees on."""
    figures: tuple[str, ...]
    """How far the personas agree over these tools, and how far they are different voices, a sentence each."""
    gaps: tuple[tuple[Review, NoBallot], ...]
    """Every ballot that is missing, with the review it is missing from."""
    loose_flags: tuple[tuple[str, Flag], ...]
    """Flags that no critique shown carries, each after the ballot or head-to-head it is about."""
    making: Making


def lay_out(comparison: Comparison) -> Page:
    """Lay a comparison out."""
    cards = tuple(
        Card(
            tool,
            result,
            tuple(
                _review(tool, persona, verdict, comparison.flags)
                for persona, verdict in zip(comparison.personas, result.verdicts, strict=True)
            ),
        )
        for tool, result in zip(comparison.tools, comparison.results, strict=True)
    )
    reviews = [review for card in cards for review in card.reviews]
    shown = [flag for review in reviews for flag in review.flags]
    return Page(
        comparison=comparison,
        title=_title([tool.name for tool in comparison.tools]),
        categories=" · ".join(dict.fromkeys(tool.category for tool in comparison.tools)),
        headline=headline(comparison),
        cards=cards,
        rounds=tuple(
            Round(persona, tuple(card.reviews[place] for card in cards))
            for place, persona in enumerate(comparison.personas)
        ),
        dissent=tuple(filter(None, (_dissent(card) for card in cards))),
        gaps=tuple((review, gone) for review in reviews for gone in review.verdict.missing),
        figures=tuple(_figures(comparison)),
        loose_flags=tuple((_about(flag, comparison), flag) for flag in comparison.flags if flag not in shown),
        making=how_made(comparison),
    )


def _figures(comparison: Comparison) -> Iterator[str]:
    agreement, distinctness = comparison.agreement, comparison.distinctness
    people = {persona.slug: persona.name for persona in comparison.personas}
    names = {tool.slug: tool.name for tool in comparison.tools}
    if agreement and agreement.alpha is not None:
        yield (
            f"Over {counted(agreement.tools, 'tool')} the reviewers agree with a Krippendorff’s alpha of "
            f"{agreement.alpha:.2f}: 1 is full agreement, 0 is what chance gives."
        )
    for result in comparison.results:
        for verdict in result.verdicts:
            if verdict.flip_rate and verdict.flip_interval:
                rate, interval = percent(verdict.flip_rate), interval_text(verdict.flip_interval)
                yield (
                    f"{people[verdict.persona]} on {names[verdict.tool]} is not stable: {verdict.stability} "
                    f"ballots agree, and two of them differ with a rate of {rate} (95 % interval {interval})."
                )
    if distinctness:
        yield (
            f"Asked again, a reviewer contradicts itself in {percent(distinctness.within)} of pairs of "
            f"ballots; two different reviewers disagree in {percent(distinctness.between)}."
        )


def _title(names: list[str]) -> str:
    if len(names) > _MOST_NAMES:
        return f"{len(names)} tools, one panel"
    return " vs ".join(names) if len(names) <= 2 else joined(names)  # noqa: PLR2004


def _review(tool: Dossier, persona: Persona, verdict: Verdict, flags: tuple[Flag, ...]) -> Review:
    ballot = verdict.spoken
    if ballot is None:
        return Review(tool, persona, verdict, None, (), (), (), ())
    answer = ballot.answer
    passages, notes = annotate(answer.critique, check_claims(answer, tool))
    about = (tool.slug, persona.slug, ballot.sample)
    return Review(
        tool=tool,
        persona=persona,
        verdict=verdict,
        ballot=ballot,
        passages=passages,
        notes=notes,
        findings=tuple(Found(each.label, answer.findings.get(each.key, ())) for each in persona.findings),
        flags=tuple(flag for flag in flags if (flag.tool, flag.persona, flag.sample) == about),
    )


def _about(flag: Flag, comparison: Comparison) -> str:
    people = {persona.slug: persona.name for persona in comparison.personas}
    names = {tool.slug: tool.name for tool in comparison.tools}
    tool = names.get(flag.tool, flag.tool)
    if flag.persona not in people:
        return joined([part for part in ("Head-to-head", tool) if part])
    return f"{people[flag.persona]} on {tool}, ballot {flag.sample + 1}"


def _dissent(card: Card) -> str:
    against = [review for review in card.reviews if review.persona.slug in card.result.dissent]
    if not against:
        return ""
    who = joined([review.persona.name for review in against])
    verb = against[0].verdict.vote
    says = f"{verb}s" if len(against) == 1 else verb
    return f"{who} {says} {card.tool.name}; the other reviewers with a verdict {card.result.vote} it."

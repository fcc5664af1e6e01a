"""Every rule that a check may flag by: what it looks for, and whether it blocks approval.

docs/checks.md is held against this table, and tests/checks shows both sides of each rule.
"""

from dataclasses import dataclass

from panel.verdicts.comparison import Severity


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        severity: "blocks" where an editor must strike, source or accept the words by name before approval;
            "look" where reading them is enough.
        looks_for: What is flagged, as a clause.
    """

    severity: Severity
    looks_for: str


RULES: dict[str, Rule] = {
    "quotation": Rule("blocks", "a fact whose quotation does not stand in the source that it names"),
    "unsupported": Rule("blocks", "a fact without a source or a quotation"),
    "span": Rule("look", "a claim about words that the critique does not hold"),
    "figure": Rule("blocks", "a figure that the dossier does not hold, in any way of writing it"),
    "price": Rule("blocks", "an amount of money that the dossier does not hold"),
    "percentage": Rule("blocks", "a percentage that the dossier does not hold"),
    "date": Rule("blocks", "a date that the dossier does not hold"),
    "version": Rule("blocks", "a version number that the dossier does not hold"),
    "name": Rule(
        "look", "a proper name that neither the dossier holds nor a claim gives as general knowledge"
    ),
    "hands-on": Rule("blocks", "words that claim to have used the tool"),
    "stance": Rule("blocks", "a critique that takes the side which its vote does not"),
    "missing-finding": Rule("look", "a finding that is empty or only fills the field"),
    "length": Rule("look", "a critique outside of 80 to 170 words"),
    "hype": Rule("look", "words of praise that say nothing"),
    "filler": Rule("look", "hedging chains and empty summing up"),
    "tagline": Rule("look", "the vendor's own sentence used as the reviewer's"),
    "sameness": Rule(
        "blocks", "a text that nearly repeats another persona's, or another tool's with the nouns changed"
    ),
    "self-competitor": Rule("look", "the tool named as its own competitor"),
    "forecast": Rule("look", "a forecast without a usable date or a test"),
    "injection": Rule("blocks", "words in the dossier that address a judge, or an answer that obeys them"),
}

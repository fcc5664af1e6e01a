"""The stance a critique takes, told from its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.stance import stance, stance_flags
from tests.checks.samples import subject

SHIPS = [
    "The limits are stated, the exit is cheap. This is a ship.",
    "One axis, won outright. It earns a ship.",
    "It’s the rare wrapper that deletes code; I’d ship it.",
    "I would still reach for it on Monday, lock-in and all.",
    "The lock file alone makes it worth adopting.",
    "Pricing is opaque, but the primitive composes. Ship it.",
    "This is not a skip.",
    "I see no reason to skip it.",
    "Nothing here gives me a reason to wait.",
    "I would not hesitate to ship it.",
    "The price is high and the docs are thin. For all that, my vote is ship.",
    "It is too useful to ignore.",
    "The vendor calls rivals a skip; I call this a ship.",
    "Even if prices double, this is a ship.",
    "Not only is it fast, it is a clear ship.",
    "A skip would be the safe answer. I'd adopt it anyway.",
    "It is a ship. It flips to a skip the day the free tier ends.",
    "No question, this is a ship.",
    "It is not cheap and this is a ship.",
    "Nothing keeps me from calling this a ship.",
    "Every buyer has a reason to ship it.",
    "Ship it unless you need Windows.",
    "With no lock-in to fear, this is a ship.",
    "More of a ship than a skip.",
    "I would call this a ship.",
    "I would pin the binary and reach for it on Monday.",
]

SKIPS = [
    "No limit is stated anywhere. This is a skip.",
    "I would not ship it.",
    "I wouldn’t adopt this before the licence is settled.",
    "I can't recommend it.",
    "It never earns a ship.",
    "Nothing in the excerpts makes this a ship.",
    "The moat is a discount. Stay away.",
    "Wait for the second vendor.",
    "I'd wait.",
    "A tidy wedge that is hardly worth adopting.",
    "It is not worth the migration.",
    "Do not ship it.",
    "Until the limits are published it stays a skip.",
    "With no limits stated anywhere, this is a skip.",
    "It is hard to recommend.",
    "The API is lovely, yet the bill is not. Skip it.",
    "It is too young to build on.",
    "The vendor's pricing makes this a skip.",
    "“Ship it,” the page says. I pass.",
    "This is far from a ship.",
    "That stops me from calling it a ship.",
    "This is a skip rather than a ship.",
    "Verdict: skip.",
    "I would not call this a ship.",
    "Nobody will reach for it on Monday.",
    "It has the best editor support of the three. Even so, I’d skip it.",
]

UNDECIDED = [
    "",
    "The primitive is a lock file that composes with every resolver.",
    "I would ship it if they published the limits.",
    "It would be a ship with a second region.",
    "Is this a ship?",
    "The vendor says ship it.",
    "Most teams would call this a skip.",
    "It flips to a ship once the licence changes.",
    "A discount would move me to a ship.",
    "Almost a ship.",
    "One region away from a ship.",
    "What would need to change for this to be a ship: a published limit.",
    "What would make this a ship is a stated limit.",
    "To earn a ship it must state its limits.",
    "With a stated limit, I'd ship it.",
    "Publish the limits and I'll ship it.",
    "Were they to publish limits, I'd ship it.",
    "A stable API has to land before this is a ship.",
    "But for the licence, a ship.",
    "The reasons to wait are gone.",
    "There are few reasons to skip this.",
    "They ship weekly, and every release ships with a changelog.",
    "A skip list keeps the keys sorted, a skip link helps the keyboard.",
    "The page offers “a ship” where others offer “a skip”.",
    "I would reach for Postgres before reaching for this.",
    "It is a ship or a skip, depending on the bill.",
    "I'd pick it instead of the incumbent.",
    "You can skip it with a flag.",
    "The maker promises to walk away from usage pricing.",
    "For prototypes it is a ship. For anything audited it is a skip.",
    "This is not, on balance, a ship.",
    "With no limits stated anywhere, a skip.",
    "When the bill arrives, this is a skip.",
]


LEANS_TO_SHIP = [
    "The other tabs can be closed.",
    "Keep this tab and close the rest.",
    "Close the Flake8 tab.",
    "Type it on Monday and watch what leaves the repository.",
    "The script in the wiki can go; delete it on Monday.",
    "The bet is early.",
    "Even so, the direction is right. Bet on it.",
    "How many pay remains open. I would put money behind this one.",
    "A stated window would settle that. Begin the next service with it.",
    "It earns its place in the repository.",
    "An analyst with three tabs open needs only this one.",
]
LEANS_TO_SKIP = [
    "Close this tab.",
    "The Mistral tab can be closed.",
    "Stay with what you have.",
    "A team starting in January should start elsewhere.",
    "I cannot see the budget this comes out of, and I would not sign.",
    "The safer answer is to leave it alone.",
    "Until that day it stays out of my repository.",
    "A platform lead should pass.",
    "The sum does not come out.",
    "A buyer has no reason to wait for it.",
    "A manager who has a counterparty is content, and the rest should look elsewhere.",
]
LEANS_TO_NEITHER = [
    "Whoever needs conda packages should stay with what they have.",
    "A single-card hobbyist should start elsewhere.",
    "Avoid it where the database must be embedded in a phone; elsewhere it is worth a look.",
    "Nobody should look elsewhere, and nobody should hurry.",
    "If the deal fails, close this tab.",
    "Should a reader close this tab?",
    "Critics say: close this tab.",
    "I would not close this tab.",
    "It stays out of the way of the build.",
    "A customer has no reason to move away.",
    "Keep this tab for the library, and close this tab for the service.",
]


@pytest.mark.parametrize("critique", LEANS_TO_SHIP)
def test_advice_to_take_the_tool_in_other_words_reads_as_ship(critique):
    assert stance(critique, "Mistral 3 Small").side == "ship"


@pytest.mark.parametrize("critique", LEANS_TO_SKIP)
def test_advice_to_leave_the_tool_in_other_words_reads_as_skip(critique):
    assert stance(critique, "Mistral 3 Small").side == "skip"


@pytest.mark.parametrize("critique", LEANS_TO_NEITHER)
def test_advice_to_some_on_conditions_or_from_others_takes_no_side(critique):
    assert stance(critique) is None


def test_an_outright_side_outweighs_advice_in_other_words():
    assert stance("I would ship it. Its rival's users can stay with what they have.").side == "ship"


def test_one_leaning_before_the_end_is_no_side_and_two_are():
    rest = " It resolves in one pass. It caches wheels."
    assert stance("The bet is early." + rest) is None
    assert stance("The bet is early. The direction is right." + rest).side == "ship"


@pytest.mark.parametrize("critique", SHIPS)
def test_words_for_shipping_read_as_ship(critique):
    assert stance(critique).side == "ship"


@pytest.mark.parametrize("critique", SKIPS)
def test_words_for_skipping_read_as_skip(critique):
    assert stance(critique).side == "skip"


@pytest.mark.parametrize("critique", UNDECIDED)
def test_words_that_settle_nothing_take_no_side(critique):
    assert stance(critique) is None


def test_the_last_two_sentences_outweigh_what_came_before():
    critique = (
        "For the API alone I would ship it. The licence is another matter. It forbids resale. So skip it."
    )
    assert stance(critique).side == "skip"


def test_an_early_side_counts_where_the_end_takes_none():
    critique = "I would ship it. It resolves in one pass. It caches wheels. Its lock file is portable."
    assert stance(critique).side == "ship"


def test_a_contradiction_is_flagged_with_its_sentence():
    (flag,) = stance_flags(
        subject("The bet is late. I would not ship it.", persona="futurist", verdict="ship")
    )
    assert (flag.rule, flag.tool, flag.persona, flag.sample) == ("stance", "uv", "futurist", 0)
    assert flag.where == "I would not ship it."
    assert flag.why == "The critique reads as a skip, but the vote is ship."


def test_the_flagged_sentence_keeps_its_quotations_and_capitals():
    (flag,) = stance_flags(
        subject("Whatever “Ship It” buttons say, this is a skip.", persona="futurist", verdict="ship")
    )
    assert flag.where == "Whatever “Ship It” buttons say, this is a skip."


@pytest.mark.parametrize("critique", [*SHIPS, *UNDECIDED])
def test_a_ship_that_reads_as_one_or_takes_no_side_is_not_flagged(critique):
    assert stance_flags(subject(critique, persona="futurist", verdict="ship")) == ()


@pytest.mark.parametrize("critique", [*SKIPS, *UNDECIDED])
def test_a_skip_that_reads_as_one_or_takes_no_side_is_not_flagged(critique):
    assert stance_flags(subject(critique, persona="futurist", verdict="skip")) == ()


@pytest.mark.parametrize("critique", SKIPS)
def test_every_skipping_critique_under_a_ship_is_flagged(critique):
    assert len(stance_flags(subject(critique, persona="futurist", verdict="ship"))) == 1


@given(st.text(max_size=400))
def test_reading_never_fails_and_quotes_the_critique_itself(critique):
    taken = stance(critique)
    assert taken is None or taken.sentence in critique


@pytest.mark.parametrize(
    ("critique", "side"),
    [
        ("The thesis holds, and a team choosing now should ship with it.", "ship"),
        ("The platform team should choose uv.", "ship"),
        ("Platform leads should not standardise on uv.", "skip"),
        ("A platform lead choosing for new services should pass uv by.", "skip"),
        ("Builders should look elsewhere.", "skip"),
        ("A team opening a repository shouldn't build on it.", "skip"),
    ],
)
def test_advice_to_everybody_about_the_tool_is_a_side(critique, side):
    taken = stance(critique, "uv")
    assert taken is not None
    assert taken.side == side


@pytest.mark.parametrize(
    "critique",
    [
        "Whoever needs a mirror should skip uv.",
        "Teams with a conda lock should skip it.",
        "A team should take pixi.",
        "The maker should ship uv's registry first.",
        "Teams should adopt it once it has a 1.0.",
        "If the deal closes, leads should not standardise on uv.",
    ],
)
def test_advice_to_some_on_a_condition_or_about_another_tool_is_none(critique):
    assert stance(critique, "uv") is None

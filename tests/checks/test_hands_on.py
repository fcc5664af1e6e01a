"""Claims to have used the tool, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.hands_on import claims_of_use, hands_on_flags
from tests.checks.samples import subject

CLAIMS = [
    "I installed it on a clean laptop and had a lock file in a minute.",
    "I have run it against our monorepo for a month.",
    "We’ve been using it since spring.",
    "I benchmarked the two and uv won.",
    "I've since tested both, and only one survives a restart.",
    "When we tried it, the first migration failed.",
    "I watched it recover from a killed worker.",
    "I spun up a server and pointed it at a bucket.",
    "I moved a service to it and never looked back.",
    "I saw 40 tokens a second.",
    "I use it every day.",
    "Two of us ran it over fifty repositories.",
    "This reviewer ran the demo twice.",
    "The first thing I did was install it; the second was to delete pyenv.",
    "Having tried it myself, I can say that the docs are honest.",
    "Installed it, ran the demo, and it worked.",
    "On my laptop the server starts in two seconds.",
    "In our tests the resolver was faster than pip.",
    "In my experience the resolver stalls on private indexes.",
    "My own benchmark gave 40 tokens a second.",
    "Our trial run hit the limit on the second day.",
    "From my own use, the docs skip the hard part.",
    "It took me ten minutes to get a first answer.",
    "When run here, the quickstart failed twice.",
    "In testing, the model dropped a tool call every tenth time.",
    "A quick test showed a cold start under a second.",
    "Tested locally, it took 3 seconds to resolve.",
    "Running it on a laptop took eleven seconds.",
    "The install took four minutes and asked for nothing.",
    "After a week of daily use, the cache never once missed.",
    "The price is not stated; I ran the free tier for a day.",
    "Having spent a week with it, one notices how seldom the cache misses.",
    "When tested against a mid-sized repository, it resolved without complaint.",
    "Timed on an ordinary laptop, a cold sync came to four seconds.",
    "Hands-on, the command line feels tighter than pip's.",
    "I have yet to see it fail on a real lockfile.",
    "I've seen it resolve a tree that pip gave up on.",
    "After migrating three of our services, the build scripts were gone.",
    "It installed cleanly on a fresh laptop.",
    "Our benchmark put it well ahead of Poetry.",
    "Our team moved forty packages over.",
    "I was up and running in five minutes.",
    "From experience, the errors read well.",
    "I'm using it for this site's build, and it holds.",
    "Once installed, I could delete four scripts the same evening.",
    "I kept hitting resolver errors on private indexes.",
    "Testing showed that the lockfile survives an upgrade.",
    "It has been running in our pipeline for months.",
    'The README says "fast", and I timed a cold start at 300 ms.',
]

NO_CLAIMS = [
    "I would run it over fifty repositories first.",
    "When a developer runs the sync on a cold cache, the lockfile is what is read.",
    "Whoever has used Cargo will find the workspaces familiar.",
    "Once installed, it replaces four commands.",
    "Testing it on one private index would settle what the docs leave open.",
    "Run on the vendor's machines, it finished in a second.",
    "In daily use the cache would decide, and no source describes it.",
    "Our question is who pays once the deal is approved.",
    "The README's benchmark puts it ahead of pip.",
    "I'd have tested the resolver before believing it.",
    "If I ran it on my laptop I would know.",
    "Had I tried it, I could say more.",
    "Before I ran it in production, I would want the limits in writing.",
    "Until I have measured it, the claim stays the vendor's.",
    "My first run would be the migration.",
    "Would I have used it on Monday?",
    "Have I run it?",
    "I have not used it.",
    "I never ran it.",
    "Nobody here has run it, and the dossier holds no benchmark.",
    "No test of mine, and none in the dossier, backs the figure.",
    'The README says "I installed it in a minute".',
    "“In our tests it was ten times faster” is all that the vendor offers.",
    "The page's boast, 'we measured it at 40 tokens a second', names no machine.",
    "A team that tried it would know within a week.",
    "Whoever installs it gets a Rust binary.",
    "Teams that have used it for a year rarely leave.",
    "A developer who used it last year must rewrite the config.",
    "The maker measured it on one H100 and published the number.",
    "The vendor's own tests put it ten times ahead.",
    "Someone who ran it told its maintainers, and the issue is open.",
    "We are told that it was tested on eight GPUs.",
    "Run it over fifty repositories and count the failures.",
    "A test run over fifty repositories would settle it.",
    "Running it on a laptop takes a quantised build.",
    "Installed with pip, it needs an interpreter.",
    "Used well, it deletes a script.",
    "Tested on the vendor's hardware, the figure is a ceiling.",
    "Measured against Poetry, it removes a step.",
    "The first ten minutes should pass; the swearing starts at the second deploy.",
    "After a year with it a team has its logic written as workflows.",
    "After two weeks of use a team knows whether it fits.",
    "The setup took years off nobody's life.",
    "I tried to find a price and there is none.",
    "I ran through the excerpts and no limit is stated.",
    "I tested that claim against the README and it stands.",
    "I counted three limits in the sources.",
    "I read the licence twice.",
    "I used to think that a lock file was enough.",
    "I built my case on the licence.",
    "I pointed at the missing SLA above.",
    "What I measured this against is a shell script.",
    "My test is whether the lock file survives an upgrade.",
]


@pytest.mark.parametrize("critique", CLAIMS)
def test_words_that_claim_use_are_flagged(critique: str):
    (flag,) = hands_on_flags(subject(critique))

    assert (flag.rule, flag.severity, flag.place) == ("hands-on", "blocks", "critique")
    assert flag.where in critique


@pytest.mark.parametrize("critique", NO_CLAIMS)
def test_wishes_reading_other_people_and_quotations_claim_no_use(critique: str):
    assert hands_on_flags(subject(critique)) == ()


def test_each_sentence_is_flagged_once_with_its_own_words():
    critique = "I installed it and I ran it. The licence is MIT. In our tests it held."

    assert [flag.where for flag in hands_on_flags(subject(critique))] == ["I installed", "In our tests"]


@given(st.text())
def test_what_is_flagged_stands_at_its_place(text: str):
    for claim in claims_of_use(f"{text} I installed it. {text}"):
        assert f"{text} I installed it. {text}"[claim.start : claim.end] == claim.text


@given(st.lists(st.sampled_from(NO_CLAIMS), max_size=6), st.sampled_from(CLAIMS))
def test_a_claim_is_found_among_honest_sentences(honest: list[str], claim: str):
    assert list(claims_of_use(" ".join(honest))) == []
    assert len(list(claims_of_use(" ".join([*honest, claim])))) == 1

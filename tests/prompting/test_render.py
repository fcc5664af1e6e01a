import hashlib
from datetime import date

import pytest

from panel.intake.dossier import Pricing
from panel.prompting.persona import Finding, Persona
from panel.prompting.prompt import Message
from panel.prompting.render import Review, Side, ballot_prompt, delimited, head_to_head_prompt, repair_prompt
from panel.settings import AnswerLimits


def _persona(*reads):
    return Persona(
        slug="narrow",
        name="Narrow",
        question="What is left?",
        order=9,
        reads=reads,
        findings=(Finding(key="rest", label="The rest", ask="What remains."),),
        ships_when=("Something remains.",),
        skips_when=("Nothing remains.",),
        voice="Looks at as little of the dossier as it is allowed to look at.",
    )


def test_a_ballot_prompt_is_a_system_message_and_one_user_message(personas, make_dossier, full, templates):
    prompt = ballot_prompt(personas[0], make_dossier(), full, templates)
    assert [each.role for each in prompt.messages] == ["system", "user"]
    assert (prompt.kind, prompt.persona, prompt.tools) == ("ballot", "developer-experience", ("tidemark",))


def test_the_system_message_is_the_same_bytes_for_every_tool(
    personas, make_dossier, full, compact, templates
):
    other = make_dossier(slug="other", name="Other", license=None, url=None, released=None)
    for persona in personas:
        for limits in (full, compact):
            texts = {
                ballot_prompt(persona, dossier, limits, templates).messages[0].content
                for dossier in (make_dossier(), other)
            }
            assert len(texts) == 1


def test_the_head_to_heads_system_message_is_the_same_for_every_pair(
    make_side, make_dossier, full, templates
):
    a, b, c = (make_side(make_dossier(slug=slug, name=slug)) for slug in ("aa", "bb", "cc"))
    pairs = ((a, b), (b, a), (c, a))
    assert len({head_to_head_prompt(*pair, full, templates).messages[0] for pair in pairs}) == 1


def test_a_changed_price_changes_only_the_prompts_that_read_pricing(personas, make_dossier, full, templates):
    dearer = make_dossier(pricing=Pricing(entry="Paid", summary="$99 a month."))
    changed = {
        persona.slug
        for persona in personas
        if ballot_prompt(persona, make_dossier(), full, templates).hash
        != ballot_prompt(persona, dearer, full, templates).hash
    }
    assert changed == {persona.slug for persona in personas if "pricing" in persona.reads}
    assert "developer-experience" not in changed
    assert "business-model" in changed


def test_a_changed_pricing_source_changes_only_the_prompts_that_read_pricing(
    personas, make_dossier, full, templates
):
    dossier = make_dossier()
    later = dossier.sources[1].model_copy(update={"retrieved": date(2026, 8, 8), "excerpt": ("Now $25.",)})
    changed = dossier.model_copy(update={"sources": (dossier.sources[0], later)})
    for persona in personas:
        same = (
            ballot_prompt(persona, dossier, full, templates).hash
            == ballot_prompt(persona, changed, full, templates).hash
        )
        assert same == ("pricing" not in persona.reads)


@pytest.mark.parametrize(
    ("section", "shown"),
    [
        ("profile", "Harbour Works"),
        ("license", "MPL-2.0"),
        ("pricing", "Free for one database"),
        ("sources", "append-only table"),
    ],
)
def test_only_the_sections_a_persona_reads_are_in_its_prompt(section, shown, make_dossier, full, templates):
    for reads in ("profile", "license", "pricing", "sources"):
        user = ballot_prompt(_persona(reads), make_dossier(), full, templates).messages[1].content
        assert "Tidemark" in user
        assert (shown in user) == (reads == section)


def test_a_source_about_other_sections_is_not_shown_and_does_not_set_the_date(make_dossier, full, templates):
    without = (
        ballot_prompt(_persona("profile", "sources"), make_dossier(), full, templates).messages[1].content
    )
    assert "Team plan" not in without
    assert "As of: 2026-03-02" in without
    with_pricing = ballot_prompt(_persona("pricing", "sources"), make_dossier(), full, templates).messages[1]
    assert "Team plan" in with_pricing.content
    assert "As of: 2026-05-09" in with_pricing.content


def test_what_is_unknown_is_said_to_be_not_stated(personas, make_dossier, full, templates):
    user = ballot_prompt(personas[0], make_dossier(license=None, released=None), full, templates).messages[1]
    assert "Licence: not stated" in user.content
    assert "First released: not stated" in user.content


def test_excerpts_stand_beneath_the_id_that_claims_cite(personas, make_dossier, full, templates):
    user = ballot_prompt(personas[1], make_dossier(), full, templates).messages[1].content
    assert (
        "Source s1, retrieved 2026-03-02 from docs.tidemark.example: Tidemark manual\n"
        '- "Changes are kept in one append-only table."\n'
        '- "A change may hold at most 64 KB."\n'
    ) in user


def test_length_in_words_is_asked_for_only_where_the_limits_leave_room(
    personas, make_dossier, full, compact, templates
):
    def system(limits):
        return ballot_prompt(personas[0], make_dossier(), limits, templates).messages[0].content

    assert "100 to 150 words, 500 to 1300 characters" in system(full)
    assert "words," not in system(compact)
    assert "250 to 600 characters" in system(compact)


def test_claims_are_asked_for_up_to_the_limit_or_not_at_all(personas, make_dossier, compact, templates):
    def system(limits):
        return ballot_prompt(personas[0], make_dossier(), limits, templates).messages[0].content

    assert "at most 5, one for each statement" in system(AnswerLimits(claims=5))
    assert "claims" not in system(compact)
    assert "quotation" not in system(compact)


def test_the_prompt_does_not_depend_on_weight_order_or_model(personas, make_dossier, full, templates):
    moved = personas[0].model_copy(update={"weight": 3.0, "order": 7, "model": "mistral:another"})
    prompts = [ballot_prompt(each, make_dossier(), full, templates) for each in (personas[0], moved)]
    assert prompts[0].hash == prompts[1].hash


def test_the_head_to_head_shows_counts_votes_and_findings_of_both(make_side, make_dossier, full, templates):
    first = make_side(make_dossier(slug="zebra", name="Zebra"), finding="stripes decide", count="2 of 4 ship")
    second = make_side(make_dossier(), finding="tides decide", count="3 of 3 ship, 1 missing")
    prompt = head_to_head_prompt(first, second, full, templates)
    user = prompt.messages[1].content
    assert (prompt.kind, prompt.persona, prompt.tools) == ("head-to-head", "", ("zebra", "tidemark"))
    assert user.index("Panel: 2 of 4 ship.") < user.index("stripes decide")
    assert (
        user.index("stripes decide")
        < user.index("Panel: 3 of 3 ship, 1 missing.")
        < user.index("tides decide")
    )
    assert user.count("- Futurist: ship\n") == 2
    assert "The Team plan costs $20 a month." in user
    assert user.endswith('pick is "zebra" or "tidemark".')


def test_swapping_the_head_to_head_moves_text_and_changes_none(make_side, make_dossier, full, templates):
    a, b = make_side(make_dossier(slug="aa", name="Aa")), make_side(make_dossier(slug="bb", name="Bb"))
    one, other = (
        head_to_head_prompt(*pair, full, templates).messages[1].content for pair in ((a, b), (b, a))
    )
    assert one != other
    assert sorted(one.splitlines()[:-1]) == sorted(other.splitlines()[:-1])


def test_a_persona_without_a_verdict_is_shown_as_such(personas, make_dossier, make_side, full, templates):
    silent = Side(make_dossier(), "no verdict", tuple(Review(each, None, {}) for each in personas))
    other = make_side(make_dossier(slug="other", name="Other"))
    user = head_to_head_prompt(silent, other, full, templates).messages[1].content
    assert "- Competitive: no verdict\n" in user
    assert "None: no reviewer gave an answer that could be read." in user


def test_a_list_finding_is_shown_whole(personas, make_dossier, make_side, full, templates):
    found = {"competitors": ("Alembic", "Flyway")}
    side = Side(make_dossier(), "1 of 1 ship", (Review(personas[1], "ship", found),))
    user = (
        head_to_head_prompt(side, make_side(make_dossier(slug="other")), full, templates).messages[1].content
    )
    assert "- Direct competitors: Alembic; Flyway\n" in user


def test_a_repair_shows_the_broken_answer_and_names_the_problem(personas, make_dossier, full, templates):
    prompt = ballot_prompt(personas[0], make_dossier(), full, templates)
    again = repair_prompt(prompt, '{"verdict": "maybe"}', "verdict must be 'ship' or 'skip'.", templates)
    assert again.messages[:2] == prompt.messages
    assert again.messages[2] == Message("assistant", '{"verdict": "maybe"}')
    assert again.messages[3].role == "user"
    assert "verdict must be 'ship' or 'skip'." in again.messages[3].content
    assert (again.kind, again.persona, again.tools) == (prompt.kind, prompt.persona, prompt.tools)
    assert again.hash != prompt.hash


@pytest.mark.parametrize(("broken", "sent"), [("", "(nothing)"), ("  \n", "(nothing)"), ("\ud800{", "?{")])
def test_a_broken_answer_is_made_fit_to_be_sent(broken, sent, personas, make_dossier, full, templates):
    prompt = ballot_prompt(personas[0], make_dossier(), full, templates)
    again = repair_prompt(prompt, broken, "The answer is empty.", templates)
    assert again.messages[2].content == sent
    assert len(again.hash) == 64


def test_an_endless_broken_answer_is_cut_and_says_so(personas, make_dossier, full, templates):
    prompt = ballot_prompt(personas[0], make_dossier(), full, templates)
    shown = repair_prompt(prompt, "x" * 90_000, "Too long.", templates).messages[2].content
    assert len(shown) < 20_100
    assert shown.endswith("x [… cut here]")


def test_delimiters_are_named_by_the_first_128_bits_of_the_texts_sha_256():
    mark = hashlib.sha256(b"known text").hexdigest()[:32]
    assert delimited("known text") == f"<data {mark}>\nknown text\n</data {mark}>"

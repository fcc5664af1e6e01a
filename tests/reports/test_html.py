import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from panel.reports.html import to_html
from tests.reports import example
from tests.reports.hostile_texts import TEXTS

EVERYTHING = example.everything()
VOID = {"meta", "path", "circle", "br", "link", "img", "input", "base"}


class Page(HTMLParser):
    """Elements in order with their attributes, the text of the page, and what was left open."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open, self.words, self.wrong = [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())

    @property
    def kinds(self):
        return Counter((tag, *attributes) for tag, attributes in self.elements)

    def having(self, attribute):
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


def page(comparison):
    return Page(to_html(comparison))


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_kind_of_page_is_well_formed_with_its_own_ids_and_links_that_lead_somewhere(name):
    found = page(EVERYTHING[name])
    assert (found.wrong, found.open) == ([], [])
    ids = found.having("id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in found.having("href") if href.startswith("#")]
    pointed_at = " ".join(found.having("aria-labelledby")).split()
    assert set(targets) | set(pointed_at) <= set(ids)
    assert [tag for tag, _ in found.elements].count("h1") == 1


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_page_loads_or_runs_anything(name):
    found = page(EVERYTHING[name])
    tags = {tag for tag, _ in found.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "video", "audio", "use"}
    attributes = {attribute for _, attributes in found.elements for attribute in attributes}
    assert not attributes & {"src", "srcset", "style", "background", "action"}
    assert not [attribute for attribute in attributes if attribute.startswith("on")]
    assert "url(" not in to_html(EVERYTHING[name])


def test_the_pages_own_policy_allows_its_style_sheet_and_nothing_else():
    (policy,) = [
        attributes["content"]
        for tag, attributes in page(example.pair()).elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'", policy
    )


def test_the_same_comparison_gives_the_same_page():
    assert to_html(example.pair()) == to_html(example.pair())


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_page_stays_small(name):
    html = to_html(EVERYTHING[name])
    per_tool = 35_000
    assert len(html.encode()) < 20_000 + per_tool * len(EVERYTHING[name].tools)


@pytest.fixture(scope="module")
def harmless():
    return page(example.hostile("harmless"))


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_adds_an_element_or_an_attribute_to_the_page(text, harmless):
    found = page(example.hostile(text))
    assert found.kinds == harmless.kinds
    assert found.having("href") == harmless.having("href")
    assert " ".join(text.split()) in found.text


def test_every_link_out_is_http_and_passes_nothing_on():
    links = [attributes for tag, attributes in page(example.pair()).elements if tag == "a"]
    out = [link for link in links if not link["href"].startswith("#")]
    assert len(out) == 2 + 5
    assert {urlsplit(link["href"]).scheme for link in out} == {"https"}
    assert {link["rel"] for link in out} == {"nofollow noopener"}


def test_the_answer_stands_before_everything_else_and_the_label_before_the_first_critique():
    text = page(example.pair()).text
    places = [
        text.index(words)
        for words in (
            "Which one should you ship with?",
            "Ship with Larch: one binary",
            "Pick Tarn when",
            "AI-written, not yet reviewed by an editor: a draft.",
            "Deleting the bootstrap problem",
        )
    ]
    assert places == sorted(places)


def test_a_draft_asks_not_to_be_indexed():
    robots = [a["content"] for tag, a in page(example.pair()).elements if a.get("name") == "robots"]
    assert robots == ["noindex"]


def test_counts_come_first_then_share_and_interval():
    assert "3 of 4 ship 75 %, 95 % interval 30–95 %" in page(example.pair()).text


def test_the_weighted_share_is_shown_only_where_weights_differ():
    assert "by weight" not in page(example.pair()).text
    heavier = [each.model_copy(update={"weight": 3}) for each in example.PERSONAS[:1]] + [
        *example.PERSONAS[1:]
    ]
    weighted = example.panel((example.LARCH,), example.STEADY, personas=heavier)
    assert "75 %, 95 % interval 30–95 %; 83 % by weight" in page(weighted).text


def test_the_community_has_not_voted_and_nothing_pretends_otherwise():
    assert page(example.pair()).text.count("No votes yet") == 2


def test_a_persona_shows_its_vote_in_words_its_stability_and_confidence():
    assert "Skip 2 of 3 ballots agree, medium confidence" in page(example.pair()).text


def test_a_fact_is_shown_with_its_quotation_and_leads_to_its_source():
    found = page(example.pair())
    assert "Fact, verified: Larch is one static binary. It needs neither Python nor a compiler." in found.text
    assert "#source-larch-s1" in found.having("href")
    assert "source-larch-s1" in found.having("id")


def test_general_knowledge_is_marked_as_such_and_an_unknown_source_is_called_unknown():
    text = page(example.pair()).text
    assert "General knowledge, not from the dossier" in text
    assert "This fact names source 's9', which the dossier does not have." in text


def test_findings_flip_conditions_and_forecasts_stand_side_by_side():
    text = page(example.pair()).text
    assert "The axis it wins on Time of a cold resolve in CI Breadth of ready-made hooks" in text
    assert "Would change this verdict An independent run of both tools" in text
    assert (
        "Larch reads and writes the standard lockfile By 30 November 2027. Test: A release note says so."
        in text
    )


def test_dissent_and_flags_are_named():
    text = page(example.pair()).text
    assert "Business model skips Larch; the other reviewers with a verdict ship it." in text
    assert "To check: Source s1 does not hold these words." in text
    assert "Business model on Larch, ballot 3: The critique skips, the ballot ships." in text


def test_every_missing_ballot_is_listed_with_its_reason():
    text = page(example.incomplete()).text
    assert "4 ballots asked for and not there; none of them counts as a vote" in text
    assert "Futurist on Tarn, ballot 2: cut off. The answer met the limit" in text
    assert "No critique: Futurist has no ballot on Tarn." in text


def test_a_critique_of_a_tie_says_which_side_it_is_of():
    assert "The ballots tie. This critique is of one that says ship." in page(example.incomplete()).text


def test_how_it_was_made_names_models_tokens_cost_and_prompts():
    text = page(example.pair()).text
    assert "mistral-large-2512 mistral-large-2512 26 59" in text
    assert "USD 0.0806" in text
    prompt_hash = example.pair().calls[0].prompt_hash
    assert f"Developer experience on Larch: {prompt_hash[:16]}" in text


def test_recorded_and_stale_answers_are_labelled():
    text = page(example.hostile("a named model")).text
    assert (
        "1 answer replayed from a recording, written by a named model. Stale: the prompt of 1 of them" in text
    )


def test_a_page_of_the_embedded_model_says_loudly_that_it_says_nothing():
    text = page(example.uninformative()).text
    assert text.index("These verdicts carry no information") < text.rindex("Which one should you ship with?")
    assert "These verdicts carry no information" not in page(example.pair()).text


def test_agreement_and_distinctness_are_told_where_they_are_known():
    from panel.verdicts.statistics import Agreement, Distinctness

    known = example.five().model_copy(
        update={
            "agreement": Agreement(alpha=0.41, tools=5),
            "distinctness": Distinctness(within=0.08, between=0.4),
        }
    )
    text = page(known).text
    assert "Over 5 tools the reviewers agree with a Krippendorff’s alpha of 0.41" in text
    assert "contradicts itself in 8 % of pairs of ballots; two different reviewers disagree in 40 %" in text


def test_more_than_two_tools_are_a_table_of_tools_by_reviewers():
    found = page(example.five())
    assert (
        "Moraine 2 of 3 ship, 1 split Ship 3 of 3 Split 1 of 2 Ship 3 of 3 Skip 3 of 3 No votes yet Free"
        in found.text
    )
    assert len([tag for tag, attributes in found.elements if attributes.get("class") == "reviewers"]) == 5


def test_many_tools_are_titled_by_their_number():
    tools = [example.LARCH.model_copy(update={"slug": f"tool-{n}", "name": f"Tool {n}"}) for n in range(6)]
    votes = {(persona.slug, tool.slug): ("ship",) for persona in example.PERSONAS for tool in tools}
    comparison = example.panel(tools, votes, answer_of=lambda persona, _: example.ANSWERS[persona, "larch"])
    assert "6 tools, one panel" in page(comparison).text


def test_no_critique_appears_twice_for_one_tool():
    text = page(example.single()).text
    assert text.count("Deleting the bootstrap problem") == 1

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from panel.reports.markdown import escape_markdown, to_markdown
from tests.reports import example
from tests.reports.hostile_texts import TEXTS

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shape(text):
    """Give the structure that a Markdown reader makes of a text: its elements, without their words."""
    tokens = MARKDOWN.parse(text)
    return [
        (part.type, part.attrs.get("href"))
        for token in tokens
        for part in (token, *(token.children or []))
        if part.type != "text"
    ]


@pytest.fixture(scope="module")
def harmless():
    return shape(to_markdown(example.hostile("harmless")))


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_becomes_markup(text, harmless):
    found = shape(to_markdown(example.hostile(text)))
    assert found == harmless
    assert not {kind for kind, _ in found} & {
        "html_block",
        "html_inline",
        "image",
        "fence",
        "code_block",
        "s",
    }


@pytest.mark.parametrize("name", example.everything())
def test_every_kind_of_comparison_has_its_headings_and_its_table(name):
    found = MARKDOWN.parse(to_markdown(example.everything()[name]))
    headings = [
        found[place + 1].content
        for place, token in enumerate(found)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    assert headings == [
        "The tools",
        "The reviewers",
        "Dissent, and what is missing",
        "Sources",
        "How this was made",
    ]
    assert [token.type for token in found].count("table_open") == 1


def test_the_page_reads_from_question_to_answer_to_counts():
    text = to_markdown(example.pair())
    assert text.startswith(
        "# Larch vs Tarn\n\n*Which one should you ship with?*\n\n**Ship with Larch**: one binary takes"
    )
    assert "- Larch: 3 of 4 ship\n- Tarn: 1 of 4 ship\n" in text
    assert "\n\n\n" not in text


def test_a_verdict_and_the_words_after_it_stay_apart():
    assert "\n**Ship with Larch** because it starts\n" in to_markdown(example.answering("because it starts"))


def test_critiques_carry_their_marks_and_notes():
    text = to_markdown(example.pair())
    assert "\n> Deleting the bootstrap problem is the whole trick: a single static binary that" in text
    assert "that needs no Python\\[1\\] puts" in text
    assert (
        "\n- \\[1\\] Fact, verified: “Larch is one static binary. It needs neither Python nor a compiler.” "
        "(s1, "
    ) in text


def test_the_same_comparison_gives_the_same_text():
    assert to_markdown(example.five()) == to_markdown(example.five())


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=80))
def test_escaped_text_reads_as_it_was_written(text):
    line = " ".join(text.split())
    shown = MARKDOWN.render(escape_markdown(text)).removeprefix("<p>").removesuffix("</p>\n")
    assert unescape(shown) == line


@given(st.text("-+=#>|*_`~[]()!&<:/1.) \n\\x", min_size=1, max_size=40))
def test_text_made_of_markup_stays_text(text):
    assert {kind for kind, _ in shape(escape_markdown(text))} <= {
        "paragraph_open",
        "inline",
        "paragraph_close",
    }

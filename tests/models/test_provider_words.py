import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.models.provider_words import SHOWN, asked_wait, read_words, redacted, shown, without_key

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            {"message": "Rate limit exceeded", "type": "rate_limited", "code": "1300"},
            ("rate_limited 1300", "Rate limit exceeded"),
        ),
        (
            {"error": {"message": "no credit", "code": "insufficient_quota"}},
            ("insufficient_quota", "no credit"),
        ),
        ({"error": "model not found"}, ("", "model not found")),
        ({"detail": [{"msg": "Extra inputs"}, {"msg": "Too short"}]}, ("", "Extra inputs; Too short")),
        ({"detail": "Not allowed"}, ("", "Not allowed")),
        ({"object": "error"}, ("", "")),
        ([], ("", "")),
        (7, ("", "")),
    ],
)
def test_code_and_message_are_found_in_the_shapes_that_providers_use(body, words):
    assert read_words(json.dumps(body)) == words


def test_plain_text_is_the_message_and_html_is_none():
    assert read_words("upstream timed out") == ("", "upstream timed out")
    assert read_words(" <html><title>502</title>") == ("", "")
    assert read_words("[" * 100_000) == ("", "[" * 100_000)


@given(st.text())
def test_any_body_can_be_read(body):
    code, message = read_words(body)
    assert isinstance(code, str)
    assert isinstance(message, str)


@given(st.text(), st.text(min_size=12, alphabet="abcdefgh0123456789"))
def test_what_is_shown_is_one_short_printable_line_without_the_key(words, key):
    line = shown(f"{words} {key} {words}", key)

    assert key not in line
    assert line.isprintable()
    assert len(line) <= SHOWN + 1


@pytest.mark.parametrize(
    "text",
    ["sk-canary-0123456789abcdef", "Bearer abc.def", "authorization: bearer x1y2", "api_key0123456789ab"],
)
def test_what_looks_like_a_key_is_taken_out(text):
    assert "[key]" in redacted(f"Wrong: {text}!", "")
    assert text not in redacted(f"Wrong: {text}!", "")


def test_ordinary_words_stay():
    text = "The api-compatibility-layer refused key-value-storage-engine and sk-learn."
    assert redacted(text, "") == text


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "12"}, 12),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9),
        ({"retry-after": format_datetime(NOW + timedelta(seconds=90), usegmt=True)}, 90),
        ({"retry-after": format_datetime(NOW - timedelta(seconds=90), usegmt=True)}, 0),
        ({"retry-after": "Tue, 24 Nov 2026 12:01:00"}, 60),
        ({"retry-after": "-3"}, 0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "later"}, None),
        ({}, None),
    ],
)
def test_the_wait_that_is_asked_for_is_read_in_all_its_forms(headers, seconds):
    assert asked_wait(headers, NOW) == seconds


@given(st.text())
def test_any_retry_after_can_be_read(value):
    seconds = asked_wait({"retry-after": value}, NOW)
    assert seconds is None or seconds >= 0


def test_a_placeholder_that_is_a_word_is_left_in_texts():
    assert without_key("Use Ollama: ollama run", "ollama") == "Use Ollama: ollama run"
    assert without_key("my-secret-key-0 and ollama", "my-secret-key-0") == "[key] and ollama"

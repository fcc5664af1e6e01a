from hypothesis import given
from hypothesis import strategies as st

from panel.models.tokens import estimate_tokens, prompt_tokens, prompt_tokens_at_most
from tests.models.samples import request

# Counted by Mistral's Tekken tokenizer (mistral-common, tekken_240911).
DOSSIER = """name: uv
tagline: An extremely fast Python package and project manager, written in Rust.
pricing:
  - plan: open source
    price: free
    as_of: 2026-11-01
sources:
  - id: readme
    url: https://docs.astral.sh/uv/
    excerpt: uv is 10-100x faster than pip.
"""
DOSSIER_TOKENS = 90


def test_an_estimate_of_a_dossier_is_off_by_a_fifth_at_most():
    assert abs(estimate_tokens(DOSSIER) / DOSSIER_TOKENS - 1) < 0.2


def test_nothing_has_no_tokens():
    assert estimate_tokens("") == 0


@given(st.text(), st.text())
def test_more_text_never_has_fewer_tokens(text, more):
    assert estimate_tokens(text) <= estimate_tokens(text + more)


@given(st.text())
def test_the_most_is_never_below_the_likely(text):
    assert prompt_tokens(request(text)) <= prompt_tokens_at_most(request(text))


@given(st.text())
def test_the_most_counts_every_byte(text):
    assert prompt_tokens_at_most(request(text)) >= len(text.encode())

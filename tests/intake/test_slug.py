import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.errors import InputError
from panel.intake.slug import slug_from_name, slug_problem


@pytest.mark.parametrize("slug", ["uv", "mistral-3-small", "7b", "vscode", "a-vsx", "x" * 60])
def test_plain_slugs_are_fine(slug):
    assert slug_problem(slug) is None


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "UV",
        "a_b",
        "a--b",
        "-a",
        "a-",
        "a b",
        "é",
        "a\n",
        "../a",
        "vs",
        "vs-a",
        "a-vs",
        "a-vs-b",
        "x" * 61,
        "١",
    ],
)
def test_unsafe_slugs_are_refused(slug):
    assert slug_problem(slug)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Mistral 3 Small", "mistral-3-small"),
        ("C++ Builder", "c-plus-plus-builder"),
        ("Café & Co.", "cafe-and-co"),
        ("Kino vs. World", "kino-world"),
        ("ＦＵＬＬ", "full"),
    ],
)
def test_a_name_gives_a_slug(name, slug):
    assert slug_from_name(name) == slug


@pytest.mark.parametrize("name", ["", "火山", "!!!", "vs"])
def test_a_name_without_latin_letters_is_refused_with_advice(name):
    with pytest.raises(InputError, match="Latin letters"):
        slug_from_name(name)


@given(st.text() | st.from_regex(r"[a-z vs-]{0,90}"))
def test_a_slug_from_any_name_is_a_good_slug(name):
    try:
        slug = slug_from_name(name)
    except InputError:
        return
    assert slug_problem(slug) is None
    assert slug_from_name(slug) == slug

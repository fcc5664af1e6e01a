import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.quoting import find

TEXT = 'Poetry replaces `setup.py` with a "simple" project\nformat; it\u2019s 98% of what 10-100x means.'


@pytest.mark.parametrize(
    "words",
    [
        "Poetry replaces `setup.py`",
        "a “simple” project",
        'a "simple" project format',
        "project\u00a0format",
        "  it's 98%  ",
        "it’s 98%",
        "10-100x",
        "means.",
    ],
)
def test_the_same_words_are_found_whatever_their_white_space_and_quotation_marks(words: str):
    place = find(words, TEXT)

    assert place is not None


@pytest.mark.parametrize(
    "words",
    [
        "poetry replaces",  # another case
        "Poetry replaced `setup.py`",  # another word
        "replaces setup.py",  # marks left out
        "8% of what",  # half a number
        "100x mean",  # half a word
        "with a simple project",  # quotation marks left out
        "Poetry … format",  # joined from two places
        "",
        "   ",
    ],
)
def test_words_that_do_not_stand_there_are_not_found(words: str):
    assert find(words, TEXT) is None


WORDS = st.text(st.sampled_from("abcdéA1 \n\t.,;-'\"“”’()%$"), min_size=1, max_size=60)


@given(before=WORDS, words=WORDS, after=WORDS)
def test_words_that_stand_there_whole_are_never_missed(before: str, words: str, after: str):
    if words.strip():
        assert find(words, f"{before} {words} {after}") is not None


@given(text=WORDS, words=WORDS)
def test_words_are_never_found_where_they_do_not_stand(text: str, words: str):
    place = find(words, text)
    if place is not None:
        assert plain(text[slice(*place)]) == plain(words)


@given(text=WORDS, data=st.data())
def test_a_changed_letter_is_always_noticed(text: str, data: st.DataObject):
    letters = [place for place, each in enumerate(text) if each.isalnum()]
    if letters:
        place = data.draw(st.sampled_from(letters))
        assert find(text[:place] + "Z" + text[place + 1 :], text) is None


def plain(text: str) -> str:
    """Write a text with single spaces and straight quotation marks: what may differ, taken out."""
    straight = text.translate(str.maketrans("“”„‟«»‘’‚‛‹›", '""""""' + "''''''"))
    return " ".join(straight.split())

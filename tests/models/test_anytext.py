from hypothesis import example, given

from panel.models.anytext import restored, storable
from tests.records.samples import any_text


@given(any_text)
@example("\x1a0000")
@example("\x1a\x1a1a\x00\ud83d")
def test_whatever_goes_in_comes_out_again(text: str) -> None:
    assert restored(storable(text)) == text


@given(any_text)
def test_what_is_stored_is_utf8_without_nul(text: str) -> None:
    assert "\x00" not in storable(text)
    storable(text).encode()


def test_ordinary_text_is_stored_as_it_is() -> None:
    text = 'C:\\users\\n "Très bien", 👩‍💻\n\ttab'
    assert storable(text) == text

"""What a text says in its writer's own words: its quotations blanked, every place kept."""

import re


def own_words(text: str) -> str:
    """Give the text with quotations as spaces and straight apostrophes, as long as before.

    A quotation stands in double marks, or in single ones that begin behind white space or a bracket and end
    before something that is no letter; the apostrophes of "it's" and "the team's" enclose none.
    """
    return _QUOTATION.sub(lambda quoted: " " * len(quoted[0]), text).replace("’", "'")


_QUOTATION = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|(?<!\w)['‘][^'‘’]+['’](?!\w)")

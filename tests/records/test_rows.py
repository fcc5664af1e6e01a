from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given

from panel.models.reply import Reply, Usage
from panel.models.request import Request
from panel.records.rows import CALL_COLUMNS, REQUEST_COLUMNS, to_reply, to_request, to_row, to_timestamp
from tests.records.samples import a_reply, a_request, replies, requests

SPLIT = len(REQUEST_COLUMNS)


@given(requests, replies)
def test_a_call_reads_back_as_it_was(request_: Request, reply: Reply) -> None:
    row = to_row(request_, reply)
    assert len(row) == len(CALL_COLUMNS)
    assert to_reply(row[SPLIT:]) == reply
    again = to_request(row[:SPLIT])
    assert again == request_
    assert again.key == request_.key == row[0]
    assert again.prompt.hash == request_.prompt.hash


def test_the_order_of_the_schemas_fields_is_kept() -> None:
    again = to_request(to_row(a_request(), a_reply())[:SPLIT])
    assert list(again.schema["properties"]) == ["verdict", "critique"]


def test_staleness_is_not_stored() -> None:
    stale = Reply(**{**vars(a_reply()), "stale": True})
    assert to_reply(to_row(a_request(), stale)[SPLIT:]) == a_reply()


def test_an_absurd_count_of_tokens_is_brought_into_the_columns_range() -> None:
    absurd = Reply(**{**vars(a_reply()), "usage": Usage(prompt=10**30, completion=-(10**30))})
    assert to_reply(to_row(a_request(), absurd)[SPLIT:]).usage == Usage(2**63 - 1, -(2**63 - 1))


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 11, 24, 6, 0, tzinfo=UTC), "2026-11-24 06:00:00"),
        (datetime(2026, 11, 24, 6, 0, 0, 1, tzinfo=UTC), "2026-11-24 06:00:00.000001"),
        (datetime(2026, 11, 24, 1, 0, tzinfo=timezone(timedelta(hours=2))), "2026-11-23 23:00:00"),
    ],
)
def test_a_moment_is_written_in_utc_as_django_writes_it(moment: datetime, written: str) -> None:
    assert to_timestamp(moment) == written

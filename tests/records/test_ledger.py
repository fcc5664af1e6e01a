import asyncio
from pathlib import Path

import pytest

from panel.errors import SetupError
from panel.records.ledger import DiskLedger, open_ledger
from panel.records.seen import Seen
from tests.records.samples import a_reply, a_request, look_up, put


def test_a_reply_is_found_again_by_another_run(path: Path) -> None:
    put(path, (a_request(), a_reply()))
    assert look_up(path, a_request().key, "0" * 64) == [a_reply(), None]


def test_where_the_key_is_taken_the_first_reply_stays(path: Path) -> None:
    put(path, (a_request(), a_reply("first")), (a_request(), a_reply("second")))
    assert look_up(path, a_request().key) == [a_reply("first")]


def test_a_reply_with_lone_surrogates_and_nul_is_kept_exactly(path: Path) -> None:
    odd = a_reply("half a pair \ud83d, the other \udc69, nul \x00, substitute \x1a001a")
    put(path, (a_request(), odd))
    assert look_up(path, a_request().key) == [odd]


def test_an_unknown_price_stays_unknown_and_a_free_call_free(path: Path) -> None:
    put(path, (a_request(0), a_reply(usd=None)), (a_request(1), a_reply(usd=0.0)))
    unknown, free = look_up(path, a_request(0).key, a_request(1).key)
    assert unknown is not None
    assert free is not None
    assert (unknown.usd, free.usd) == (None, 0.0)


def test_hundreds_of_calls_at_once_are_all_kept(path: Path) -> None:
    calls = [(a_request(sample), a_reply(f"answer {sample}")) for sample in range(300)]

    async def go() -> None:
        async with open_ledger(path) as ledger:

            async def one(sample: int) -> None:
                request, reply = calls[sample]
                assert await ledger.find(request.key) is None
                await ledger.commit(request, reply)
                assert await ledger.find(request.key) == reply

            await asyncio.gather(*map(one, range(300)))

    asyncio.run(go())
    assert look_up(path, *(request.key for request, _ in calls)) == [reply for _, reply in calls]


def test_the_run_is_told_what_it_paid_and_what_it_found(path: Path) -> None:
    put(path, (a_request(0), a_reply()))
    seen = Seen()

    async def go() -> None:
        async with open_ledger(path, seen) as ledger:
            await ledger.find(a_request(0).key)
            await ledger.find(a_request(0).key)
            await ledger.find(a_request(1).key)
            await ledger.commit(a_request(1), a_reply(usd=0.5))
            await ledger.find(a_request(1).key)

    asyncio.run(go())
    assert seen.paid == {a_request(1).key: 0.5}
    assert list(seen.reused) == [a_request(0).key]


def test_a_commit_goes_through_though_its_run_is_cancelled(path: Path) -> None:
    async def go() -> None:
        async with open_ledger(path) as ledger:
            run = asyncio.create_task(ledger.commit(a_request(), a_reply()))
            await asyncio.sleep(0)
            run.cancel()

    asyncio.run(go())
    assert look_up(path, a_request().key) == [a_reply()]


def _say(ledger: DiskLedger, pragma: str) -> None:
    # SQLite's own switches: the error is the one that a real disk gives.
    ledger._connection.execute(f"PRAGMA {pragma}")


def test_a_full_disk_is_one_sentence_and_what_was_committed_stays(path: Path) -> None:
    async def go() -> None:
        async with open_ledger(path) as ledger:
            await ledger.commit(a_request(0), a_reply())
            _say(ledger, "max_page_count = 1")
            with pytest.raises(SetupError) as told:
                await ledger.commit(a_request(1), a_reply("x" * 1_000_000))
            assert str(told.value) == (
                f"{path} cannot grow, the disk is full; make room and run the same command again, "
                "what was finished is kept."
            )
            assert await ledger.find(a_request(0).key) == a_reply()
            _say(ledger, "max_page_count = 1000000")
            await ledger.commit(a_request(2), a_reply())

    asyncio.run(go())
    assert look_up(path, *(a_request(sample).key for sample in range(3))) == [a_reply(), None, a_reply()]


def test_records_that_cannot_be_written_are_one_sentence(path: Path) -> None:
    async def go() -> None:
        async with open_ledger(path) as ledger:
            _say(ledger, "query_only = ON")
            with pytest.raises(SetupError, match=r"panel\.sqlite3 cannot be written; make it and its folder"):
                await ledger.commit(a_request(), a_reply())

    asyncio.run(go())


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(SetupError, match=r"panel\.sqlite3 cannot be written: .*; make its folder writable"):
        look_up(tmp_path / "taken" / "panel.sqlite3", "key")

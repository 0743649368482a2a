"""Duplicates are found by hashes, but judged by what is written: whatever hashes collide, no row is lost or doubled."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from scorecard.errors import ExtractError
from scorecard.extract import duplicates, inspect_extracts, judge, run
from scorecard.extract import inspection as looking
from scorecard.extract.ahead import ahead
from scorecard.extract.duplicates import CaseIds, hash_ids, same_written
from scorecard.extract.refusals import refused_cases
from scorecard.extract.settings import ExtractSettings
from tests.extract.making import AUTUMN, cell, count, csv_file, row

HASHES = {
    "all alike": lambda ids: np.zeros(len(ids), np.uint64),
    "all at the end of the range": lambda ids: np.full(len(ids), 2**64 - 1, np.uint64),
    "one bit": lambda ids: hash_ids(ids) & np.uint64(1),
    "two bits at the top": lambda ids: hash_ids(ids) & np.uint64(3 << 62),
}


@pytest.fixture(params=HASHES)
def colliding(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash that is the same for very many ids."""
    for module in (run, judge, looking):
        monkeypatch.setattr(module, "hash_ids", HASHES[request.param])


def mixed_rows() -> list[dict[str, str]]:
    """60 cases, of which some stand two or three times, in no order; five decided outside the period."""
    rows = [row(n, ethnicity=random.Random(n).choice(["W1", "A1", "B1", ""])) for n in range(60)]
    rows += [dict(rows[n]) for n in (3, 3, 17, 40, 59)]
    rows += [row(n, decision_date="2020-01-01") for n in range(100, 105)]
    random.Random(5).shuffle(rows)
    return rows


@pytest.mark.usefixtures("colliding")
def test_no_row_is_lost_or_merged_where_hashes_collide(tmp_path: Path) -> None:
    counts, ledger = count(csv_file(tmp_path, mixed_rows()))
    assert cell(counts, "decided") == 60
    assert {e.cause: e.rows for e in ledger.left_out} == {"duplicate": 5, "outside_period": 5}


@pytest.mark.usefixtures("colliding")
def test_conflicts_are_counted_by_case_where_hashes_collide(tmp_path: Path) -> None:
    rows = [*mixed_rows(), row(8, sex="Female"), row(9, outcome="refused"), row(9, outcome="pending")]
    with pytest.raises(ExtractError, match="2 cases stand more than once with different content"):
        count(csv_file(tmp_path, rows))


@pytest.mark.usefixtures("colliding")
def test_no_case_id_is_a_hash_of_its_own(tmp_path: Path) -> None:
    """An id whose hash is that of a blank is no blank; blank lines and totals repeat nothing."""
    lines = "case_id,decision_date,workforce,ethnicity,sex,outcome\n"
    people = "".join(f"SYN-{n},2021-10-05,officer,W1,Male,cleared\n" for n in range(4))
    totals = "Total,,,,,\nTotal,,,4,,\n,,,,,\n,,,,,\n"
    counts, ledger = count(csv_file(tmp_path, lines + people + totals))
    assert cell(counts, "decided") == 4
    assert {e.cause: e.rows for e in ledger.left_out} == {"total_line": 2, "blank_line": 2}
    with pytest.raises(ExtractError, match="2 rows have no case_id"):
        count(csv_file(tmp_path, [row(1), row(2), row(3, case_id=""), row(4, case_id=" ")]))


@pytest.mark.usefixtures("colliding")
def test_inspect_tells_the_same_where_hashes_collide(tmp_path: Path) -> None:
    rows = [row(1), row(2), row(2), row(3), row(3, sex="Female"), row(4, case_id=""), row(5, case_id="  ")]
    (seen,) = inspect_extracts([csv_file(tmp_path, rows)], ExtractSettings()).files
    assert (seen.repeats, seen.conflicts, seen.no_case_id) == (1, 1, 2)


@pytest.mark.parametrize("at_once", [1, 2, 7, 1 << 20])
def test_portions_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(duplicates, "AT_ONCE", at_once)
    one = csv_file(tmp_path, mixed_rows(), "one.csv")
    two = csv_file(tmp_path, [row(200), row(200), row(100, decision_date="2020-01-01")], "two.csv")
    counts, ledger = count(one, two)
    assert cell(counts, "decided") == 61
    assert [(e.source, e.rows) for e in ledger.left_out if e.cause == "duplicate"] == [("one.csv", 5), ("two.csv", 2)]
    three = csv_file(tmp_path, [row(3, sex="Female"), row(200, sex="Female"), row(300)], "three.csv")
    with pytest.raises(ExtractError, match="2 cases stand more than once"):
        count(one, two, three)


def test_content_is_compared_as_text_without_the_spaces_around_it(tmp_path: Path) -> None:
    rows = [row(1), row(1, sex=" Male "), row(2), row(2, sex="male")]
    with pytest.raises(ExtractError, match="1 case stands"):
        count(csv_file(tmp_path, rows))
    assert cell(count(csv_file(tmp_path, rows[:2]))[0], "decided") == 1


def test_a_column_that_only_one_file_has_is_content(tmp_path: Path) -> None:
    with_reason = csv_file(tmp_path, [row(1, refusal_reason="")], "a.csv")
    with pytest.raises(ExtractError, match="1 case stands"):
        count(with_reason, csv_file(tmp_path, [row(1)], "b.csv"))


@pytest.mark.parametrize("at_once", [1, 3, 100, 1 << 20])
def test_suspects_are_the_hashes_that_repeat(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """Beside a plain count, over batches of uneven sizes, with hashes at both ends of the range."""
    monkeypatch.setattr(duplicates, "AT_ONCE", at_once)
    chance = random.Random(at_once)
    drawn = [chance.randrange(2**64) for _ in range(300)] + [0, 2**64 - 1, 0, 2**63, 2**63]
    drawn += chance.choices(drawn, k=150)
    ids = CaseIds()
    for start in range(0, len(drawn), 37):
        ids.add(np.array(drawn[start : start + 37], np.uint64))
    ids.add(np.zeros(0, np.uint64))
    portions = ids.suspects()
    found = [int(h) for portion in portions for h in portion]
    assert found == sorted(h for h, times in Counter(drawn).items() if times > 1)
    assert all(len(p) for p in portions)
    assert ids.suspects() == [], "what was kept is let go"


def test_equal_ids_have_equal_hashes_wherever_they_stand() -> None:
    ids = pa.array(["", "A1", " A1 ", "SYN-0000001", "B1", "SYN-0000001", "é", "12345678", "123456789"])
    whole = hash_ids(ids)
    assert whole[1] == whole[2]
    assert whole[3] == whole[5]
    assert len(set(whole.tolist())) == 7
    for at in range(len(ids)):
        assert hash_ids(ids.slice(at, 1))[0] == whole[at]
    assert hash_ids(ids.slice(3, 0)).tolist() == []


def test_reading_ahead_keeps_order_ends_and_passes_errors_on() -> None:
    def three() -> Iterator[int]:
        yield from (1, 2, 3)
        raise ExtractError("told")

    assert list(ahead(iter(range(5)))) == [0, 1, 2, 3, 4]
    assert list(ahead(iter(()))) == []
    items = ahead(three())
    assert [next(items), next(items), next(items)] == [1, 2, 3]
    with pytest.raises(ExtractError, match="told"):
        next(items)


WRITTEN = [" c3 ", "C3", "\uff43\uff13", "C3\xa0", "\u200bc3", "C\u00ad3"]


def test_one_case_however_its_id_is_written(tmp_path: Path) -> None:
    rows = [row(1, case_id=text) for text in WRITTEN] + [row(1, case_id=text) for text in ("007", "7", "C 3", "c \t 3")]
    counts, ledger = count(csv_file(tmp_path, rows))
    assert cell(counts, "decided") == 4
    assert {e.cause: e.rows for e in ledger.left_out} == {"duplicate": 6}
    assert ledger.warnings[-1] == "6 rows repeat an earlier row of the same case and are not counted again."
    seen = inspect_extracts([csv_file(tmp_path, rows)], ExtractSettings()).files[0]
    assert (seen.repeats, seen.conflicts) == (6, 0)


@pytest.mark.parametrize("again", [text for text in WRITTEN if text != "C3"])
def test_one_case_with_two_contents_however_its_id_is_written(tmp_path: Path, again: str) -> None:
    rows = [row(1, case_id="C3"), row(2), row(1, case_id=again, outcome="refused")]
    with pytest.raises(ExtractError, match="1 case stands more than once with different content"):
        count(csv_file(tmp_path, rows))


def test_a_refused_case_that_stands_twice_is_sampled_once(tmp_path: Path) -> None:
    rows = [row(1, case_id=text, outcome="refused") for text in ("ab 1", "AB 1", "AB  1 ")]
    (case,) = refused_cases([csv_file(tmp_path, rows)], ExtractSettings(), AUTUMN)
    assert case.case_id == "ab 1"


def test_ids_in_part_of_an_array_are_those_of_that_part() -> None:
    ids = pa.array(["A1", "\xc41", "b 2", " B  2", "", "c"])
    assert [same_written(ids.slice(at, 1)).to_pylist() for at in range(6)] == [
        [text] for text in ("a1", "\xe41", "b 2", "b 2", "", "c")
    ]

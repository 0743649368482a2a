"""Files made to hurt, or hurt by accident: one clear sentence, bounded time and memory, never another exception."""

from __future__ import annotations

import io
import random
import time
import zipfile
from pathlib import Path

import pytest

from scorecard.disclosure.inspect import Report, check_file
from scorecard.errors import ExtractError
from tests.disclosure.inspect import bases

BOOK, DECK, PAGE, TIDY = bases.workbook(), bases.deck(), bases.PAGE.encode(), bases.TIDY.encode()
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'


def refused(tmp_path: Path, name: str, data: bytes) -> str:
    (tmp_path / name).write_bytes(data)
    start = time.monotonic()
    with pytest.raises(ExtractError) as problem:
        check_file(tmp_path / name)
    assert time.monotonic() - start < 10
    assert problem.value.exit_code == 3
    return problem.value.message


def bomb(megabytes: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a.csv", bytes(megabytes << 20))
    return buffer.getvalue()


def encrypted() -> bytes:
    data = bytearray(bases.zipped(a__csv=TIDY))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def nested(depth: int) -> bytes:
    data = bases.zipped(a__csv=TIDY)
    for _ in range(depth):
        data = bases.zipped(a__zip=data)
    return data


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.xlsx", OLE, "a.xlsx is protected with a password or of an old format"),
        ("a.zip", encrypted(), "a.zip is protected with a password; check a copy without one."),
        ("a.zip", bomb(50), "it may be a zip bomb."),
        ("a.zip", nested(6), "is nested more than 4 deep"),
        ("a.xlsx", BOOK[: len(BOOK) // 2], "a.xlsx is damaged and cannot be unpacked; save it anew and check that."),
        ("a.pptx", b"not a zip", "a.pptx is damaged and cannot be unpacked"),
        ("a.xlsx", bases.zipped(a__csv=TIDY), "a.xlsx is no Office file inside"),
        ("a.csv", b"", "a.csv is empty"),
        ("a.csv", b"a,b\0c", "a.csv is not a text file although its name says so"),
        ("a.docx", b"x", "a.docx is not a pptx, xlsx, csv, html or zip file"),
        (
            "a.xlsx",
            bases.edited(BOOK, {"xl/workbook.xml": lambda x: ENTITIES.encode() + x.split(b"?>", 1)[1]}),
            "declares XML entities or a document type",
        ),
        (
            "a.xlsx",
            bases.edited(BOOK, {"xl/workbook.xml": lambda x: b"<a>" * 500 + b"</a>" * 500}),
            "is not well-formed XML",
        ),
    ],
)
def test_refused_with_one_sentence(name: str, data: bytes, sentence: str, tmp_path: Path) -> None:
    message = refused(tmp_path, name, data)
    assert sentence in message
    assert "\n" not in message


def test_nested_bombs_share_one_allowance(tmp_path: Path) -> None:
    inner = bases.zipped(**{f"f{n}__csv": b"a,b\n" + bytes(f"{n},1\n" * 20, "ascii") for n in range(900)})
    data = bases.zipped(**{f"z{n}__zip": inner for n in range(8)})
    assert "holds more than 5,000 files" in refused(tmp_path, "a.zip", data)


def test_a_page_of_many_files_is_refused(tmp_path: Path) -> None:
    page = b"<p style='" + b'url("data:' * 50_000 + b"'>x</p>"
    assert "holds more than 1,000 files within" in refused(tmp_path, "a.html", page)


def test_a_style_sheet_without_braces_takes_no_time(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<style>" + b"url(data:" * 100_000 + b"</style><p>x</p>")
    start = time.monotonic()
    assert not check_file(tmp_path / "a.html").safe
    assert time.monotonic() - start < 10


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match=r"nowhere\.csv cannot be read"):
        check_file(tmp_path / "nowhere.csv")


def flipped(data: bytes, dice: random.Random) -> bytes:
    """A few bytes changed, or a piece cut out or doubled."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 8, 40))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    if dice.random() < 0.3:
        at, size = dice.randrange(len(changed)), dice.randrange(1, 200)
        changed[at : at + size] = changed[at : at + size] * dice.choice((0, 2))
    return bytes(changed)


def inside(data: bytes, dice: random.Random) -> bytes:
    """One part of a zip mutated, the zip itself whole: what reaches the XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        name = dice.choice(opened.namelist())
        return bases.edited(data, {name: lambda part: _words(part, dice)})


def _words(part: bytes, dice: random.Random) -> bytes:
    """An XML part with a value put in place of another: still well-formed, but nonsense."""
    pieces = part.split(b'"')
    if len(pieces) < 4 or dice.random() < 0.3:
        return flipped(part, dice)
    for _ in range(dice.choice((1, 3, 9))):
        at = dice.randrange(1, len(pieces) - 1) | 1
        if at < len(pieces):
            pieces[at] = dice.choice((b"", b"-1", b"999999999999999999999", b"NaN", b"x", b"1e400", b"A0", b"\xc3\xa9"))
    return b'"'.join(pieces)


def survives(tmp_path: Path, seed: int) -> bool:
    """True where the mutated file could still be read."""
    dice = random.Random(seed)
    name, data = dice.choice((("a.xlsx", BOOK), ("a.pptx", DECK), ("a.html", PAGE), ("a.csv", TIDY)))
    mutate = inside if data.startswith(b"PK") and dice.random() < 0.7 else flipped
    (tmp_path / name).write_bytes(mutate(data, dice))
    start = time.monotonic()
    try:
        report = check_file(tmp_path / name, threshold=5)
    except ExtractError as problem:
        outcome = problem.message
    else:
        assert isinstance(report, Report)
        outcome = "read"
    assert outcome == "read" or outcome.endswith(".")
    assert time.monotonic() - start < 10
    return outcome == "read"


@pytest.mark.parametrize("batch", range(10))
def test_mutated_files_give_a_report_or_a_sentence(batch: int, tmp_path: Path) -> None:
    read = [survives(tmp_path, seed) for seed in range(batch * 30, batch * 30 + 30)]
    assert any(read)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(100))
def test_many_mutated_files(batch: int, tmp_path: Path) -> None:
    for seed in range(1000 + batch * 100, 1100 + batch * 100):
        survives(tmp_path, seed)

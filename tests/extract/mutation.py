"""Breaks files at random: bytes of CSV, and the parts and bytes of xlsx."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

from scorecard.errors import ScorecardError
from scorecard.model import Counts, Ledger
from tests.extract.making import count, row, text_of

SECRETS = [f"SECRET{n:03}" for n in range(12)]
_BITS = [
    b"",
    b",",
    b'"',
    b"\n",
    b"\r",
    b";",
    b"\t",
    b"\0",
    b"\xff",
    b"\x96",
    b"W1",
    b"Total",
    b"2021-13-40",
    b"refused",
    b"=1+1",
    b"\xef\xbb\xbf",
    b"case_id",
]


def people() -> list[dict[str, str]]:
    """Twelve synthetic cases, each with a note that no message may hold; their case ids are secret too."""
    return [row(n, case_id=f"ID-{secret}", notes=f"note {secret}") for n, secret in enumerate(SECRETS)]


def csv_bytes() -> bytes:
    """The cases as CSV."""
    return text_of(people()).encode()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four changes: a part replaced, removed, doubled, or everything after it cut off."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([0, 1, 1, 2, 8, 40]))
        kind = chance.randrange(10)
        if kind == 0:
            data = data[:start]
        elif kind == 1:
            data = data[:end] + data[start:end] + data[end:]
        else:
            data = data[:start] + chance.choice(_BITS) + data[end:]
    return data


def mutated_workbook(data: bytes, chance: random.Random) -> bytes:
    """The workbook with its bytes broken, or with one of its parts broken and packed again."""
    if chance.random() < 0.3:
        return mutated(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w") as broken:
        victim = chance.choice(book.namelist())
        for name in book.namelist():
            content = book.read(name)
            broken.writestr(name, mutated(content, chance) if name == victim else content)
    return out.getvalue()


def survives(path: Path) -> bool:
    """True where the file was counted, False where it was refused; AssertionError where a person's cell was said."""
    try:
        counts, ledger = count(path)
    except ScorecardError as error:
        refused = error
    else:
        check_sums(counts, ledger)
        return True
    assert refused.exit_code in (2, 3, 4), refused
    assert "SECRET" not in str(refused), refused
    return False


def check_sums(counts: Counts, ledger: Ledger) -> None:
    """Every counted row is in the counts, once."""
    everybody = (
        counts.where(breakdown="sex", group="All").decisions
        if any(b.name == "sex" for b in counts.breakdowns)
        else None
    )
    assert ledger.rows_read == ledger.rows_counted + sum(e.rows for e in ledger.left_out)
    if everybody is not None:
        outcomes = ["decided", "withdrawn_by_applicant", "withdrawn_by_force", "suspended", "cancelled", "pending"]
        assert everybody[outcomes].sum().sum() == ledger.rows_counted
    assert "SECRET" not in str(ledger)

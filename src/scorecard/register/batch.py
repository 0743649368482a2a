"""Counts as rows of tables, and back: what is read is exactly what was written, or the register is damaged."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from scorecard.model import DETAIL_KEY, KEY, MEASURES, Breakdown, Counts, Period
from scorecard.register.database import damaged

Rows = Mapping[str, list[tuple[Any, ...]]]
PARTS = {  # table -> (how to write a row, how to read all rows of a batch)
    "batch_period": (
        "INSERT INTO batch_period VALUES (?, ?, ?, ?, ?, ?)",
        'SELECT label, start, "end", scheme FROM batch_period WHERE batch = ? ORDER BY position',
    ),
    "batch_breakdown": (
        "INSERT INTO batch_breakdown VALUES (?, ?, ?)",
        "SELECT definition FROM batch_breakdown WHERE batch = ? ORDER BY position",
    ),
    "decision": (
        "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        'SELECT force, period, workforce, breakdown, "group", decided, passed, refused, withdrawn_by_applicant, '
        "withdrawn_by_force, suspended, cancelled, pending FROM decision WHERE batch = ? ORDER BY position",
    ),
    "detail": (
        "INSERT INTO detail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        'SELECT force, period, workforce, breakdown, "group", topic, item, cases FROM detail '
        "WHERE batch = ? ORDER BY position",
    ),
}


def save(connection: sqlite3.Connection, counts: Counts) -> int:
    """Write a Counts, inside the caller's transaction; its number."""
    parts = _as_rows(counts)
    batch = connection.execute("INSERT INTO batch (digest) VALUES (?)", (_digest(parts),)).lastrowid
    assert batch is not None
    for table, (insert, _) in PARTS.items():
        connection.executemany(insert, [(batch, at, *row) for at, row in enumerate(parts[table])])
    return batch


def load(connection: sqlite3.Connection, batch: int, path: Path) -> Counts:
    """Read the Counts of that number; ConfigError where it is not what was written."""
    parts = {table: connection.execute(select, (batch,)).fetchall() for table, (_, select) in PARTS.items()}
    held = connection.execute("SELECT digest FROM batch WHERE id = ?", (batch,)).fetchone()
    if held != (_digest(parts),):
        raise damaged(path)
    return _as_counts(parts)


def digest(counts: Counts) -> str:
    """What a Counts is known by: the same for the same content, whenever it is stored."""
    return _digest(_as_rows(counts))


def _digest(parts: Rows) -> str:
    text = json.dumps([parts[table] for table in PARTS], default=repr)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The rows of a frame as Python values: text, int, or None for a withheld count."""
    columns = [
        [None if value is pd.NA else value for value in frame[name].to_numpy(dtype=object).tolist()] for name in frame
    ]
    return list(zip(*columns, strict=True))


def _as_rows(counts: Counts) -> Rows:
    definitions = [json.dumps(dataclasses.asdict(b), ensure_ascii=False) for b in counts.breakdowns]
    return {
        "batch_period": [(p.label, p.start.isoformat(), p.end.isoformat(), p.scheme) for p in counts.periods],
        "batch_breakdown": [(definition,) for definition in definitions],
        "decision": _plain(counts.decisions),
        "detail": _plain(counts.details),
    }


def _as_counts(parts: Rows) -> Counts:
    return Counts(
        _frame(parts["decision"], KEY, MEASURES),
        _frame(parts["detail"], DETAIL_KEY, ("cases",)),
        tuple(_period(*row) for row in parts["batch_period"]),
        tuple(_breakdown(definition) for (definition,) in parts["batch_breakdown"]),
    )


def _frame(rows: list[tuple[Any, ...]], key: tuple[str, ...], measures: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*key, *measures], dtype=object)  # as floats, large counts would be rounded
    return frame.astype(dict.fromkeys(key, "str") | dict.fromkeys(measures, "Int64"))


def _period(label: str, start: str, end: str, scheme: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end), label, scheme)


def _breakdown(definition: str) -> Breakdown:
    return Breakdown(**{name: _frozen(value) for name, value in json.loads(definition).items()})


def _frozen(value: Any) -> Any:
    """Lists, as JSON has them, as the tuples that they were."""
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def empty() -> Counts:
    """Counts of no period at all."""
    return _as_counts({table: [] for table in PARTS})

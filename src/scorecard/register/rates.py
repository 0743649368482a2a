"""The rates that a reply printed: kept beside its counts, and read back as they were or not at all."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scorecard.model import PrintedRate
from scorecard.register.database import damaged

Rates = tuple[PrintedRate, ...]
INSERT = "INSERT INTO release_rate VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
SELECT = """
    SELECT force, period, workforce, breakdown, "group", numerator, denominator, value, step FROM release_rate
    WHERE release = ? ORDER BY position
"""


def save(connection: sqlite3.Connection, release: int, rates: Sequence[PrintedRate]) -> None:
    """Write the rates of a release, inside the caller's transaction."""
    connection.executemany(INSERT, [(release, position, *_row(rate)) for position, rate in enumerate(rates)])


def load(connection: sqlite3.Connection, release: int, held: str, path: Path) -> Rates:
    """The rates of a release, whose digest is `held`; ConfigError where they are not what was written."""
    found = connection.execute(SELECT, (release,)).fetchall()
    rates = tuple(PrintedRate((row[0], row[1], row[2], row[3], row[4]), *row[5:]) for row in found)
    if digest(rates) != held:
        raise damaged(path)
    return rates


def digest(rates: Sequence[PrintedRate]) -> str:
    """What the rates are known by; empty where there are none, as in a register from before there were any."""
    text = json.dumps([_row(rate) for rate in rates], default=repr)
    return hashlib.sha256(text.encode()).hexdigest() if rates else ""


def of_force(rates: Rates, name: str, force: str) -> Rates:
    """The rates that stand under that name, under the force's."""
    return tuple(replace(rate, key=(force, *rate.key[1:])) for rate in rates if rate.key[0] == name)


def _row(rate: PrintedRate) -> tuple[object, ...]:
    return *rate.key, rate.numerator, rate.denominator, rate.value, rate.step

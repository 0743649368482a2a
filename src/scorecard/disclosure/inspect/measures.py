"""Checks of every table's numbers: stored digits beyond the shown ones, and counts below a threshold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorecard.disclosure.inspect.content import Content, Item
from scorecard.disclosure.inspect.numbers import more_than_shown
from scorecard.disclosure.inspect.report import Leak

NOT_COUNTS = re.compile(
    r"rank|order|position|year|quarter|period|month|page|slide|ratio|rate|share|%|per ?cent|difference|points|p.?value"
    r"|lower|upper|limit|\blow\b|\bhigh\b|minimum|maximum|threshold|base|version|level|above.parity|days|\bno\.?$|column|line",
    re.IGNORECASE,
)


def digits(content: Content) -> Iterator[Leak]:
    """Numbers stored with more digits than their cell, label or file shows."""
    for table in content.tables:
        for row in (tuple(_header_items(table.header)), *table.rows):
            for item in row:
                if item.value is not None and item.quantity and more_than_shown(item.value, item.decimals):
                    yield Leak("more_digits", table.where, f"first at {item.place}")


def _header_items(header: tuple[str, ...]) -> Iterator[Item]:
    """Headers are words; where one is a number it is looked at like a cell."""
    for at, text in enumerate(header):
        try:
            yield Item(text, float(text), None, f"header {at + 1}")
        except ValueError:
            continue


def small_counts(content: Content, threshold: int) -> Iterator[Leak]:
    """Whole numbers from 1 to threshold - 1 in columns of counts (no rates, ratios, ranks, limits)."""
    for table in content.tables:
        for name, items in table.columns():
            numbers = [i for i in items if i.value is not None and i.quantity]
            if NOT_COUNTS.search(name.replace("_", " ")) or not all(_is_count(i) for i in numbers):
                continue
            for item in numbers:
                if item.value is not None and 0 < item.value < threshold:
                    yield Leak("small_count", table.where, f"first at {item.place}")


def _is_count(item: Item) -> bool:
    """A whole number that is shown without decimals."""
    return item.value is not None and item.value == int(item.value) and not item.decimals and "%" not in item.text

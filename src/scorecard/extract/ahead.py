"""Reading ahead: the next batch is read in a thread of its own while the one before it is counted.

In: an iterator. Out: the same items in the same order; what goes wrong in it is raised where it would have been.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The items, each made while the one before it is in use. Only one is ever ahead, so that memory does not grow."""
    with ThreadPoolExecutor(1, "read-ahead") as reader:
        coming = reader.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = reader.submit(next, items, None)
            yield item

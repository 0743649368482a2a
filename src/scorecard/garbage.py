"""Python's search for garbage that refers to itself: seldom, in a command that soon ends.

Slides and sheets are hundreds of thousands of small objects that live until they are written; searching them again and
again takes a tenth of a run and finds next to nothing. A library that is imported leaves its user's setting alone.
"""

from __future__ import annotations

import gc

NEW_OBJECTS, ROUNDS = 100_000, (50, 100)  # after how many new objects the youngest are searched; the older, each


def search_seldom() -> None:
    """For the whole of this process."""
    gc.set_threshold(NEW_OBJECTS, *ROUNDS)

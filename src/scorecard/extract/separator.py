"""Whether unmapped values look joined by another mark than the one that is set between several reasons of one case.

In: the values and the code list. Out: the mark to set as reason_separator, or "". A guess to be read by a person: it is
told and never used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from scorecard.codes import CodeList, column
from scorecard.extract.values import parts
from scorecard.extract.words import toml_string

_MARKS = ("/", "|", ",", ";", "+", "&", "\n", " - ", " – ")
_LOOKED_AT = 2_000  # values; the mark shows in the first of them, if at all
_WORDS = 6  # of one reason; with more it is a sentence


def likely_separator(values: Iterable[str], codes: CodeList) -> str:
    """The mark that divides most of the values; "" where none does, or a cell of the column holds one value only.

    A mark divides a value where each part is in the code list, or one of them stands in another value too.
    """
    known = column(codes.name)
    if known is None or not known.several:
        return ""
    kept = tuple(islice(dict.fromkeys(values), _LOOKED_AT))
    divided = {mark: _divided(kept, mark, codes) for mark in _MARKS}
    best = max(divided, key=lambda mark: divided[mark])
    return best if divided[best] else ""


def _divided(values: tuple[str, ...], mark: str, codes: CodeList) -> int:
    """How many values the mark divides."""
    found = [set(parts(value, mark)) for value in values if mark in value]
    found = [p for p in found if len(p) > 1 and all(len(part.split()) <= _WORDS for part in p)]
    times = Counter(part for p in found for part in p)
    return sum(all(codes.match(part) for part in p) or any(times[part] > 1 for part in p) for p in found)


def how_to_separate(name: str, separator: str, likely: str) -> str:
    """What to look for where a column that may hold several has values that mean nothing; "" for other columns."""
    known = column(name)
    if known is None or not known.several:
        return ""
    shown = "a line break" if separator == "\n" else f"a {separator.strip()}"
    other = f", or reason_separator = {toml_string(likely)} in [extract]" if likely else ""
    return f"; several reasons of one case need {shown} between them{other}"


def setting(likely: str) -> str:
    """The lines to paste into scorecard.toml that set the mark."""
    return f"[extract]\nreason_separator = {toml_string(likely)}"

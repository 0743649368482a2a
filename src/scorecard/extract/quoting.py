"""Which values of a column may be quoted in a message: those that can only be codes, never a note about a person.

In: unmapped values with their rows, and the code list that they were compared with. Out: those that may be shown. A
value that stands once may be what somebody wrote about one person, so it is shown only where it is nearly a known one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from scorecard.codes import CodeList, fold
from scorecard.extract.values import is_total

_TOO_MANY = 40  # different values; a column with more is no list of codes
_FEW, _REPEATS = 10, 1.5  # codes repeat, names do not
_LIKE = 0.8
_SHORT, _LONGEST, _OFTEN = 30, 60, 5  # what stands often, or is nearly known, may be as long as labels are
_MOST_WORDS = 12
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
# No code of any list has three digits in a row, a date, a telephone number, an address, or the end of a sentence in it.
_PRIVATE = re.compile(
    r"\d{3,}|\d[\d /.-]{4,}\d|\d{1,2}[/.-]\d{1,2}[/.-]\d|@|https?:|[.!?](\s|$)|[\r\n]"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}\b|\b{_MONTH}[ -]\d{{1,2}}",
    re.IGNORECASE,
)
_ERROR = re.compile(r"#[A-Z0-9/]{2,12}[!?]?|Err:\d{3}")  # a formula's, of a spreadsheet: nobody wrote it


def private(text: str, longest: int = _LONGEST) -> bool:
    """True where a text looks like an id, a date, an address or a note, or is too long to be a code or a name."""
    if _ERROR.fullmatch(text.strip()):
        return False
    return len(text) > longest or len(text.split()) > _MOST_WORDS or bool(_PRIVATE.search(text))


def scattered(values: int, rows: int) -> bool:
    """True where so many different values stand in so few rows that the column is no list of codes."""
    return values > _TOO_MANY or (values > _FEW and rows < _REPEATS * values)


def showable(values: Mapping[str, int], codes: CodeList, own: Iterable[str] = ()) -> frozenset[str]:
    """The values that may be quoted. values: with the rows of each. own: the force's own values, which are known too.

    None where the column does not look like one of codes. A blank and a single sign always may, and what a
    spreadsheet says of its own.
    """
    if scattered(len(values), sum(values.values())):
        return frozenset()
    known = tuple({*codes.index, *codes.refused, *map(fold, own)} - {""})
    mixed = 2 * sum(private(value) for value in values) > len(values)  # most are notes: what repeats may be one too
    return frozenset(
        value
        for value, rows in values.items()
        if len(value.strip()) < 2
        or is_total(value)
        or _ERROR.fullmatch(value.strip())
        or (not mixed and rows > 1 and not private(value, _LONGEST if rows >= _OFTEN else _SHORT))
        or (not private(value) and _nearly_known(value, known))
    )


def _nearly_known(value: str, known: Iterable[str]) -> bool:
    """True where the value is a known one with a slip of the pen in it, and not one with a word more."""
    folded, several = fold(value), len(value.split()) > 1
    return any(
        folded == name
        or (_alike(folded, name) and not (several and folded.startswith(name)) and not folded.endswith(name))
        for name in known
    )


def _alike(one: str, other: str) -> bool:
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.real_quick_ratio() >= _LIKE and match.quick_ratio() >= _LIKE and match.ratio() >= _LIKE

"""Case ids as they are compared, in the engine: one case, however its id is written.

In: a column of ids as an expression of Ibis. Out: the same as `scorecard.extract.duplicates.same_written` makes of it,
as far as every engine can: capitals and full-width letters and digits, and what is white. Of the other characters that
NFKC takes for one (Ⅳ and IV, ﬁ and fi), none is in a case id that anybody has seen, and an engine keeps them apart.
"""

from __future__ import annotations

from typing import Any

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # the same signs in ASCII
_WHITE = dict.fromkeys("\t\n\r\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " ") | {
    chr(code): " " for code in range(0x2000, 0x200B)
}
# The first pair is for SQL Server, which reads a sign that its code page lacks as "?": it must stay what it is.
_SIGNS = {"?": "?"} | _WHITE | _WIDE
_UNSEEN = "\u200b\ufeff\u2060\u00ad"
_DOUBLINGS = 5  # runs of 32 spaces become one; there is no regular expression in SQL Server


def same_written(ids: Any) -> Any:
    """The ids as they are compared; an empty text for what is missing or white."""
    cell = ids.fill_null("").translate("".join(_SIGNS), "".join(_SIGNS.values()))
    for sign in _UNSEEN:
        cell = cell.replace(sign, "")
    for _ in range(_DOUBLINGS):
        cell = cell.replace("  ", " ")
    return cell.strip().lower()

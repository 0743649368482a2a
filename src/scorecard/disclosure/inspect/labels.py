"""The names of forces and periods that the tool knows in; what else stands in a cell or a sentence out.

A label may hold a number ("2031 Q 1"), which counts nobody. Nothing else is let off: what stands beside a label, or is
hardly one, is looked at like everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from scorecard.disclosure.inspect.numbers import printed
from scorecard.disclosure.inspect.wording import plain

_HEADS = {"period", "force"}  # words of a header under which labels stand


@dataclass(frozen=True)
class Labels:
    """The labels as they are written."""

    names: frozenset[str] = frozenset()

    def fill(self, text: str, header: str) -> bool:
        """True for a cell that holds a label and nothing else, under a header that says so."""
        return text.strip() in self.names and bool(_HEADS & {*plain(header).split()})

    def out_of(self, text: str) -> str:
        """The text with spaces for its labels; a label that is only a number stays, since it may be any number."""
        return self._in_words.sub(lambda found: " " * len(found.group()), text)

    @cached_property
    def _in_words(self) -> re.Pattern[str]:
        words = sorted((name for name in self.names if name and printed(name) is None), key=len, reverse=True)
        return re.compile(rf"(?<![\w.,])(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?!\w|[.,]\d)")

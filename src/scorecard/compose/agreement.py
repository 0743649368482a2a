"""One of a thing is singular: `1 police officer application was`, where a template speaks of any number.

In: a generated sentence. Out: the same, with the nouns and verbs that stand with a 1 made to agree with it.
"""

from __future__ import annotations

import re

_ONE = r"(?<![\d.,£])1 "
_NOUNS = "application|applicant|refusal|case|decision|row|force|group"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_BETWEEN = rf"((?:(?!(?:of|or|to|and|{_MONTHS})\b)[A-Za-z][\w'’-]*,? ){{0,6}}?)"
_NOUN = re.compile(rf"{_ONE}{_BETWEEN}({_NOUNS})s\b((?: of (?:[a-z]+ ){{1,4}}?)? ?(?:were|are)\b)?")
_VERB = re.compile(rf"({_ONE}(?:of [\d,]+(?: [A-Za-z][\w'’-]*){{0,6}}? )?(?:\([\d.]+%\) )?)(were|are)\b")
_UNKNOWN = re.compile(rf"({_ONE}with unknown [\w ]+? )(are)\b")
_SINGULAR = {"were": "was", "are": "is"}


def agreed(text: str) -> str:
    """The sentence with what belongs to a 1 in the singular; any other number is left as it is."""
    text = _NOUN.sub(lambda m: f"1 {m[1]}{m[2]}{_singular(m[3] or '')}", text)
    for pattern in (_VERB, _UNKNOWN):
        text = pattern.sub(lambda m: f"{m[1]}{_SINGULAR[m[2]]}", text)
    return text


def _singular(words: str) -> str:
    """The words with their last, a verb, in the singular."""
    before, _, verb = words.rpartition(" ")
    return f"{before} {_SINGULAR[verb]}" if verb else ""

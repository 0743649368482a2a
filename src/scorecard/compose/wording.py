"""Words for what is counted: workforces, groups and bases, from templates/words.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from scorecard.compose.agreement import agreed
from scorecard.compose.numbers import listed
from scorecard.model import ALL, Breakdown
from scorecard.shipped import shipped_toml


@cache
def _words() -> Mapping[str, Any]:
    return shipped_toml("templates/words.toml")


def heading(workforce: str) -> str:
    """`Police officers`"""
    return str(_words()["workforce"][workforce]["heading"])


def applicants(workforce: str) -> str:
    """`police officer applicants`"""
    return str(_words()["workforce"][workforce]["applicants"])


def applications(workforce: str) -> str:
    """`police officer applications`"""
    return str(_words()["workforce"][workforce]["applications"])


def phrase(breakdown: Breakdown, group: str, people: str) -> str:
    """The people of a group in a sentence: `Black police officer applicants`, `applicants aged 25 to 34`."""
    if group == ALL:
        return people
    own = _words()["phrase_of_group"]
    unknown = own["default"]["Unknown"] if group in breakdown.unknown else None
    pattern = own.get(breakdown.name, {}).get(group) or unknown or _pattern(breakdown)
    return _filled(pattern, named_in(breakdown, group), breakdown, people)


def phrase_of(breakdown: Breakdown, groups: Sequence[str], people: str) -> str:
    """The people of several groups: `Asian and Black applicants`, `applicants aged 16 to 24 or 25 to 34`."""
    if len(groups) == 1:
        return phrase(breakdown, groups[0], people)
    pattern = _pattern(breakdown)
    before = not pattern.startswith("{people}")  # nobody is recorded as one group and another
    named = listed([named_in(breakdown, group) for group in groups], "and" if before else "or")
    return _filled(pattern, named, breakdown, people)


def _pattern(breakdown: Breakdown) -> str:
    patterns = _words()["phrase"]
    return str(patterns.get(breakdown.name, patterns["default"]))


def _filled(pattern: str, named: str, breakdown: Breakdown, people: str) -> str:
    return pattern.format(group=named, lower=named.lower(), people=people, label=breakdown.label)


def named_in(breakdown: Breakdown, group: str) -> str:
    """A group's name within a sentence: `Asian male` of a crossed breakdown."""
    return crossed(group) if len(breakdown.columns) > 1 else group


def crossed(group: str) -> str:
    """`Asian male` for the crossed group `Asian, Male`; any other text as it is."""
    first, comma, second = group.partition(", ")
    return f"{first} {second.lower()}" if comma else group


def reason_named(code: str) -> str:
    """`Candidate family member`"""
    return str(_words()["reason"].get(code) or sentence(code.replace("_", " ")))


def within(text: str) -> str:
    """The text as it stands within a sentence: only its first letter is lowered, since names stay as they are."""
    return text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """The text with its first letter in upper case, and in the singular what stands with a 1; the rest as it is."""
    return agreed(text[:1].upper() + text[1:])

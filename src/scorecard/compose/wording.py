"""Words for what is counted: workforces, groups and bases, from templates/words.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from scorecard.compose.agreement import agreed
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
    words = _words()
    own = words["phrase_of_group"].get(breakdown.name, {}).get(group)
    unknown = words["phrase_of_group"]["default"]["Unknown"] if group in breakdown.unknown else None
    pattern = own or unknown or words["phrase"].get(breakdown.name, words["phrase"]["default"])
    named = crossed(group) if len(breakdown.columns) > 1 else group
    return str(pattern).format(group=named, lower=group.lower(), people=people, label=breakdown.label)


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

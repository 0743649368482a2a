"""Whom a section is about, and the words for them that its id, title, base, tables and sentences share.

In: a workforce, a breakdown and what the scorecard says of itself. Out: a Subject.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.compose.about import About
from scorecard.compose.numbers import Numbers
from scorecard.compose.wording import applicants, applications, heading, phrase
from scorecard.model import Breakdown


def section_id(*parts: str) -> str:
    """The id of a section, table or sheet, `reasons-officer-ethnicity-detail`; empty parts are left out."""
    return "-".join(part for part in parts if part).replace("_", "-").replace(" ", "-")


@dataclass(frozen=True)
class Subject:
    """The applicants of one workforce, by one breakdown, in the scorecard's period."""

    workforce: str
    breakdown: Breakdown
    about: About

    @property
    def numbers(self) -> Numbers:
        """How numbers are printed in this edition."""
        return self.about.numbers

    @property
    def people(self) -> str:
        """`police officer applicants`"""
        return applicants(self.workforce)

    @property
    def applications(self) -> str:
        """`police officer applications`"""
        return applications(self.workforce)

    @property
    def topic(self) -> str:
        """`Police officers by ethnicity`"""
        return f"{heading(self.workforce)} by {self.breakdown.label}"

    def id(self, kind: str = "") -> str:
        """The id of a section of that kind about them."""
        return section_id(kind, self.workforce, self.breakdown.name)

    def base(self, counted: str) -> str:
        """`Base: refused police officer applications, 1 June to 31 August 2021.`; counted: which of them."""
        return f"Base: {counted} {self.applications}, {self.about.period.dates}."

    def who(self, group: str) -> str:
        """The people of a group in a sentence."""
        return phrase(self.breakdown, group, self.people)

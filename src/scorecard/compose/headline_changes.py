"""What the first page says of changes since the last period: that of everybody, and which groups changed reliably.

In: the frame `trend`. Out: two sentences at most for each workforce. Everybody of a workforce is one test, whatever the
breakdown; groups are those whose change is reliable after adjustment for how many were compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.numbers import is_number
from scorecard.compose.records import Records, course, places
from scorecard.compose.subject import Subject
from scorecard.compose.trend import FRAME, VERBS, change_sentence
from scorecard.compose.trend_tables import BREAK, broken
from scorecard.compose.wording import heading, phrase_of
from scorecard.model import ALL, Figures, Statement, Tone

Part = tuple[Subject, Records]  # the records of this period by one breakdown


def trend_changes(figures: Figures, about: About, breakdowns: Sequence[str]) -> list[Statement]:
    """The reliable changes since the last period, for the headline page."""
    by_workforce: dict[str, list[Part]] = {}
    for workforce, breakdown, records in places(figures, FRAME, breakdowns, about):
        by_workforce.setdefault(workforce, []).append((Subject(workforce, breakdown, about), records))
    return [statement for parts in by_workforce.values() for statement in _of_one(figures, parts)]


def _of_one(figures: Figures, parts: Sequence[Part]) -> Iterator[Statement]:
    """Of one workforce: the change of everybody, then the groups that changed."""
    subject, total = max(((s, _total(records)) for s, records in parts), key=lambda part: _nearness(figures, *part))
    if total.change in VERBS:
        yield change_sentence(total, subject)
    groups = [said for s, records in parts if (said := _groups(s, records))]
    if groups:
        yield Statement(f"{heading(subject.workforce)}: the refusal rate {'; '.join(groups)}.", Tone.FINDING)


def _total(records: Records) -> Any:
    return next(r for r in records if r.group == ALL)


def _nearness(figures: Figures, subject: Subject, total: Any) -> tuple[str, bool]:
    """How near the period before is: a breakdown may be missing from the last one, and be counted otherwise."""
    before = course(figures, FRAME, subject.workforce, subject.breakdown.name)
    ends = [r.period_end for r in before if r.group == ALL and r.period == total.previous_period]
    return max(ends, default=""), not total.break_before


def _groups(subject: Subject, records: Records) -> str:
    """`rose reliably for White applicants and fell reliably for Asian applicants since H11 (by ethnicity)`; or ""."""
    changed = [r for r in records if r.change in VERBS and is_number(r.p_adjusted)]
    if not changed:
        return ""
    said = [
        f"{verb} reliably for {phrase_of(subject.breakdown, some, 'applicants')}"
        for change, verb in VERBS.items()
        if (some := [r.group for r in changed if r.change == change])
    ]
    mark = f" {BREAK}" if broken(changed[0]) else ""
    return f"{' and '.join(said)} since {changed[0].previous_period}{mark} (by {subject.breakdown.label})"

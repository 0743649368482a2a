"""What one statement counts: a part for each pair of crossed columns and each topic.

In: a Plan. Out: Parts, each a plan of few columns. All columns together would single out nearly every person, so that
an answer would be as good as the rows; the parts say little more than the Counts that are made of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from scorecard.extract.plan import Plan
from scorecard.extract.tally import topics

_TOPICS = {
    "reason": ("refusal_reason",),
    "panel": ("panel_outcome", "panel_date"),
    "appeal": ("appeal_outcome", "appeal_date"),
    "contact": ("contact_outcome", "contact_date"),
    "days": ("received_date", "decision_date"),
}
ALWAYS = ("force", "workforce", "outcome")


@dataclass(frozen=True)
class Part:
    """plan: of the columns of this part only. columns: those of them that the table has, with the columns of counts."""

    plan: Plan
    columns: tuple[str, ...]


def parts_of(plan: Plan, columns: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts of a plan. columns: ours that the table has."""
    crossed = list(dict.fromkeys(frozenset(b.columns) for b in plan.breakdowns))
    widest = [sorted(one) for one in crossed if not any(one < other for other in crossed)]
    asked = [names for topic, names in _TOPICS.items() if topic in topics(plan)] or [()]
    return tuple(_part(plan, (*one, *names), columns) for one in widest for names in asked)


def _part(plan: Plan, names: tuple[str, ...], columns: tuple[str, ...]) -> Part:
    names = tuple(dict.fromkeys((*ALWAYS, *names)))
    shown = [at for at, b in enumerate(plan.breakdowns) if set(b.columns) <= set(names)]
    narrow = replace(
        plan,
        rules=tuple(plan.rules[at] for at in shown),
        breakdowns=tuple(plan.breakdowns[at] for at in shown),
        lists={name: codes for name, codes in plan.lists.items() if name in names},
        dates=plan.dates & set(names),
    )
    counts = tuple(name for name in columns if is_count(name))
    return Part(narrow, (*(n for n in names if n in columns and (n in narrow.lists or n in narrow.dates)), *counts))


def is_count(name: str) -> bool:
    """Whether our column of that name holds numbers of decisions."""
    return name == "count" or name.startswith("count:")

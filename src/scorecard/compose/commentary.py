"""What people wrote: insights, recommendations and actions, shown as they stand; never in a public edition.

In: a Commentary. Out: a section of the points, and one of the actions with those carried forward; none where empty.
"""

from __future__ import annotations

from scorecard.compose.about import About, Commentary
from scorecard.compose.wording import sentence
from scorecard.model import Cell, Column, Row, Section, Statement, Table, Tone

PART = "Insights and actions"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _title(said: Commentary) -> str:
    """Which of the two there are; what was looked at is the writer's to say."""
    noted, advised = "What was noted on this period", "what is recommended"
    if not said.insights:
        return sentence(advised)
    return f"{noted}, and {advised}" if said.recommendations else noted


def commentary_sections(about: About) -> tuple[Section, ...]:
    """Insights with recommendations, then actions."""
    said = about.commentary
    made = []
    if said.insights or said.recommendations:
        made.append(
            Section(
                id="insights",
                part=PART,
                topic="Insights and recommendations",
                title=_title(said),
                base="Written by people, not generated.",
                statements=(
                    *(Statement(text) for text in said.insights),
                    *(Statement(f"Recommended: {text}", Tone.ASK) for text in said.recommendations),
                ),
            )
        )
    if said.actions:
        made.append(_actions(about))
    return tuple(made)


_ACTION_COLUMNS = (
    Column("action", "Action"),
    Column("owner", "Owner"),
    Column("due", "Due"),
    Column("state", "Status"),
    Column("since", "First in"),
)


def _actions(about: About) -> Section:
    actions = about.commentary.actions
    still = [a for a in actions if a.state in ("open", "overdue")]
    overdue = [a for a in actions if a.state == "overdue"]
    rows = tuple(
        Row(tuple(Cell(text) for text in (a.action, a.owner, a.due, sentence(a.state), a.since))) for a in actions
    )
    base = (
        f"Base: actions of {about.period.label} and open actions of earlier periods. Overdue: open, and due by the "
        "last day of the period."
    )
    title = f"{_counted(len(still), 'action')} open, {len(overdue)} of them overdue" if still else "No action is open"
    return Section(
        id="actions",
        part=PART,
        topic="Actions",
        title=title,
        base=base,
        tables=(Table("actions", "Actions", base, _ACTION_COLUMNS, rows),),
    )

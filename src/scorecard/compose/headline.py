"""The headline page: how many were decided and refused, each reliable disparity in ratio and in people, what to ask.

In: figures of every workforce. Out: one section with tiles and sentences. It counts and compares nothing of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.compose.about import About
from scorecard.compose.agreement import agreed
from scorecard.compose.assessment import RELIABLE, THROUGHOUT, Compared, Outcome, compared, named, throughout
from scorecard.compose.numbers import TOO_FEW, listed
from scorecard.compose.records import MAIN, now
from scorecard.compose.rounded import why_untested
from scorecard.compose.sentences import headline_statement, headline_together, write
from scorecard.compose.wording import applications, heading, phrase
from scorecard.model import ALL, Figures, Section, Statement, Tile, Tone

LONGEST_TITLE = 110
MOST_ALONE = 6  # reliable differences with a sentence each; more are said in one for each workforce and breakdown


def _total(figures: Figures, workforce: str, about: About) -> Any | None:
    rows = [r for b in figures.breakdowns for r in now(figures, MAIN, workforce, b.name, about) if r.group == ALL]
    return rows[0] if rows else None


Found = tuple[Any, Compared]  # the row of a reliable difference, and where it stands


def reliable(places: Sequence[Compared]) -> list[Found]:
    """Every reliable difference, in the order of the scorecard."""
    return [(row, place) for place in places for row in place.rows if row.finding in RELIABLE]


def _tiles(figures: Figures, workforces: Sequence[str], about: About) -> tuple[Tile, ...]:
    numbers = about.numbers
    tiles = []
    for workforce in workforces:
        total = _total(figures, workforce, about)
        if total is None:
            continue
        name = heading(workforce)
        tiles.append(
            Tile(f"{name}: decided", numbers.count(total.decided), f"{applications(workforce)} passed or refused")
        )
        refused, decided = numbers.count(total.refused), numbers.count(total.decided)
        rate = numbers.percent(total.refusal_rate)
        number = refused if rate == TOO_FEW.text else rate
        tiles.append(Tile(f"{name}: refused", number, f"{refused} of {decided} decided"))
    return tuple(tiles)


def _differences(found: Sequence[Found], about: About) -> list[Statement]:
    """Each reliable difference in a sentence, with its ratio and in people; many in one for each breakdown."""
    if len(found) <= MOST_ALONE:
        return [headline_statement(row, place.reference, place.breakdown, about) for row, place in found]
    said: dict[tuple[str, str, str], list[Found]] = {}
    for row, place in found:
        said.setdefault((place.workforce, place.breakdown.name, row.finding), []).append((row, place))
    return [
        headline_together([row for row, _ in some], some[0][1].reference, some[0][1].breakdown, about)
        for some in said.values()
    ]


def _the_rest(places: Sequence[Compared], about: About, title: str) -> list[Statement]:
    """Of which groups no reliable difference was found, and of which nothing can be said and why: one sentence each.

    Without the one that the title says already.
    """
    if about.is_rounded:
        return [Statement(why_untested(about.rounded_to))]
    said = [
        write("headline", which, places=words)
        for which in Outcome
        if which is not Outcome.FOUND and (words := named(places, which, about))
    ]
    return [Statement(text) for text in said if text != f"{title}."]


def nothing_found(places: Sequence[Compared], about: About) -> str:
    """The title of a page without a reliable difference: none was found, or why none could have been."""
    if about.is_rounded:
        return write("headline_title", "rounded")
    outcomes = {outcome for place in places for outcome in place.groups(about)}
    workforces = list(dict.fromkeys(place.workforce for place in places))
    words = {
        "who": listed([heading(w).lower() for w in workforces]),
        "applications": listed([applications(w) for w in workforces], "or"),
        "places": named(places, Outcome.NONE, about),
    }
    if Outcome.NONE in outcomes:
        title = write("headline_title", Outcome.NONE, **words)
        return title if len(title) <= LONGEST_TITLE else write("headline_title", "none_short", **words)
    told = outcomes if outcomes.isdisjoint(THROUGHOUT) else {throughout(p.total) or "several" for p in places}
    (one,) = told if len(told) == 1 else ("several",)
    return write("headline_title", one, **words)


def _title(found: Sequence[Found]) -> str:
    groups = "; ".join(phrase(p.breakdown, r.group, heading(p.workforce).lower()) for r, p in found)
    many = f"{len(found)} reliable differences in refusals" if len(found) > 1 else "One reliable difference in refusals"
    return f"{many}: {groups}" if len(groups) <= LONGEST_TITLE else f"{many} to examine"


def headline(figures: Figures, workforces: Sequence[str], about: About, more: Sequence[Statement] = ()) -> Section:
    """The headline section. `more`: sentences of other sections that belong on the first page."""
    places = compared(figures, workforces, about)
    found = reliable(places)
    title = _title(found) if found else nothing_found(places, about)
    rest = _the_rest(places, about, title)
    what = "these differences" if len(found) > 1 else "this difference"
    ask = Statement(f"What explains {what}, and what should be examined next?", Tone.ASK)
    totals = [
        f"{about.numbers.count(total.decided)} decided {applications(w)}"
        for w in workforces
        if (total := _total(figures, w, about)) is not None
    ]
    return Section(
        id="headline",
        part="Headline",
        topic="Headline",
        title=title,
        base=agreed(f"Base: {listed(totals)}, {about.period.dates}."),
        tiles=_tiles(figures, workforces, about),
        statements=(*_differences(found, about), *rest, *more, *([ask] if found else ())),
        speaker=(
            "A disparity is a prompt to examine, not proof of discrimination. A reliable difference is one that "
            "Fisher's exact test, adjusted for the number of groups compared, would seldom show if there were none.",
        ),
    )

"""Findings to sentences: one template a kind of finding, filled with printed numbers and nothing else.

In: a row of figures.csv and its reference's row. Out: Statement values. A direction ("times as likely", "more often")
is in the templates of reliable differences alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from jinja2 import Environment, StrictUndefined, Template

from scorecard.compose.about import About
from scorecard.compose.assessment import RELIABLE, Outcome, outcome
from scorecard.compose.numbers import listed
from scorecard.compose.wording import applicants, phrase, sentence
from scorecard.model import Breakdown, Finding, Statement, Tone, Unit
from scorecard.shipped import shipped_toml


@cache
def templates() -> Mapping[str, Mapping[str, str]]:
    """The templates by kind (sentence, title) and name."""
    return shipped_toml("templates/statements.toml")


@cache
def _compiled(kind: str, name: str) -> Template:
    # Sentences are plain text; the HTML page escapes them when it copies them.
    plain = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
    return plain.from_string(templates()[kind][name])


def write(kind: str, name: str, **words: Any) -> str:
    """The sentence of that template with these words, its first letter in upper case."""
    return sentence(_compiled(kind, name).render(**words))


def _is_withheld(row: Any) -> bool:
    return any(getattr(row, c) is None for c in ("decided", "passed", "refused"))


def is_finite(value: Any) -> bool:
    """Whether a value of a figures frame is a number that can be printed as one: neither withheld, nan nor infinite."""
    return value is not None and bool(np.isfinite(value))


def _template_name(row: Any, reference: Any, about: About) -> str:
    """Which template says what was found for this row."""
    if _is_withheld(row) or not isinstance(row.finding, str):
        return "withheld"
    if row.finding == Finding.NOT_TESTED:
        return _not_tested(row)
    if row.finding != Finding.TOO_FEW:
        return "not_assessed" if row.finding == Finding.NOT_ASSESSED else f"{row.finding}{ending(row)}"
    return _too_few(row, reference, about)


def _not_tested(row: Any) -> str:
    if row.decided == 0:
        return "not_tested_nobody"
    return "not_tested" if is_finite(row.refusal_ratio) and row.refused else "not_tested_no_ratio"


def _too_few(row: Any, reference: Any, about: About) -> str:
    why = outcome(row, reference, about)
    if why is not Outcome.FEW:
        return why.value
    if row.decided < about.smallest_decided:
        return "too_few_people"
    return "too_few_power" if is_finite(row.smallest_detectable_ratio) else "too_few_chance"


def ending(row: Any) -> str:
    """Which template says a reliable difference where nobody was refused in the reference, or in the group."""
    if not is_finite(row.refusal_ratio):
        return "_no_ratio"
    return "_nobody" if row.refused == 0 and row.finding == Finding.LOWER else ""


def _figures(row: Any, reference: Any, breakdown: Breakdown, about: About) -> dict[str, str]:
    """The printed figures that templates may name."""
    people = applicants(row.workforce)
    low, high = about.numbers.ratio(row.refusal_ratio_low), about.numbers.ratio(row.refusal_ratio_high)
    p = about.numbers.text(row.p_adjusted, Unit.PROBABILITY)
    return {
        "who": phrase(breakdown, row.group, people),
        "decided": about.numbers.count(row.decided),
        "refused": about.numbers.count(row.refused),
        "rate": about.numbers.percent(row.refusal_rate),
        "share": about.numbers.in_brackets(row.refusal_rate),
        "ratio": times(row, about),
        "interval": f"95% interval {low} to {high}",
        "p": f"adjusted p {p}" if p.startswith("<") else f"adjusted p = {p}",
        "detectable": _detectable(row, about),
        "reference": phrase(breakdown, row.reference_group, "applicants") if reference is not None else "",
        "reference_decided": about.numbers.count(reference.decided) if reference is not None else "",
        "reference_refused": about.numbers.count(reference.refused) if reference is not None else "",
        "reference_rate": about.numbers.percent(reference.refusal_rate) if reference is not None else "",
        "reference_share": about.numbers.in_brackets(reference.refusal_rate) if reference is not None else "",
    }


def _detectable(row: Any, about: About) -> str:
    """`3.64 or more`; beside the limit itself, which it is above, it is not said to be the limit."""
    printed, limit = map(about.numbers.ratio, (row.smallest_detectable_ratio, about.detectable_ratio))
    return f"more than {limit}" if printed == limit else f"{printed} or more"


def times(row: Any, about: About) -> str:
    """The ratio of a sentence: where rounding hides that it is above 0, or on which side of 1, words say so."""
    printed = about.numbers.ratio(row.refusal_ratio)
    if printed == about.numbers.ratio(0.0) and row.refused:
        return "under 0.01"
    if printed == about.numbers.ratio(1.0) and row.finding in RELIABLE:
        return f"just {'over' if row.finding == Finding.HIGHER else 'under'} {printed}"
    return printed


def group_statement(row: Any, reference: Any, breakdown: Breakdown, about: About) -> Statement:
    """What was found for one group. `row`, `reference`: rows of figures.csv (reference None where there is none)."""
    name = _template_name(row, reference, about)
    text = write("sentence", name, g=_figures(row, reference, breakdown, about))
    finding = None if name == "withheld" else Finding(row.finding)
    tone = Tone.FINDING if finding in RELIABLE else Tone.CONTEXT
    return Statement(text, tone, finding)


def headline_statement(row: Any, reference: Any, breakdown: Breakdown, about: About) -> Statement:
    """A reliable difference for the headline page: its size as a ratio and in people."""
    figures = _figures(row, reference, breakdown, about) | {"parity": _in_people(row, about)}
    text = write("sentence", f"headline{ending(row)}", g=figures)
    return Statement(text, Tone.FINDING, Finding(row.finding))


def headline_together(rows: Sequence[Any], reference: Any, breakdown: Breakdown, about: About) -> Statement:
    """Reliable differences of one direction of several groups of one breakdown, for a headline page of many."""
    text = write(
        "sentence",
        "headline_together",
        g=_figures(rows[0], reference, breakdown, about),
        people=applicants(rows[0].workforce),
        label=breakdown.label,
        often="more" if rows[0].finding == Finding.HIGHER else "less",
        groups=listed([_in_short(row, about) for row in rows]),
    )
    return Statement(text, Tone.FINDING, Finding(rows[0].finding))


def _in_short(row: Any, about: About) -> str:
    """`Asian (2.39 times, 92 of 635)`; without a ratio where there is none, or where none of the group was refused."""
    ratio = f"{times(row, about)} times, " if is_finite(row.refusal_ratio) and row.refused else ""
    return f"{row.group} ({ratio}{about.numbers.count(row.refused)} of {about.numbers.count(row.decided)})"


def _in_people(row: Any, about: About) -> str:
    """How many refusals lie above or below the reference's rate."""
    if not is_finite(row.refusals_above_parity):
        return ""
    people = about.numbers.text(abs(row.refusals_above_parity), Unit.PEOPLE).lstrip("+")
    side = "above" if row.refusals_above_parity > 0 else "below"
    return f"; {people} refusals {side} parity"


def too_few_statement(rows: Sequence[Any], about: About) -> Statement:
    """One sentence for many groups that are too few to assess, with their numbers."""
    groups = listed([f"{r.group} ({about.numbers.count(r.refused)} of {about.numbers.count(r.decided)})" for r in rows])
    text = write("sentence", "too_few_groups", number=len(rows), groups=groups)
    return Statement(text, Tone.CONTEXT, Finding.TOO_FEW)


def nobody_statement(rows: Sequence[Any]) -> Statement:
    """One sentence for many groups of which nobody was decided."""
    text = write(
        "sentence", "nobody_in_groups", people=applicants(rows[0].workforce), groups=listed([r.group for r in rows])
    )
    return Statement(text, Tone.CONTEXT, Finding.TOO_FEW)

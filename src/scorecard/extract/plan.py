"""What one run counts: the columns that all its files have, their code lists, and the breakdowns that follow.

In: the opened extracts, the settings and the breakdown rules. Out: a Plan. A missing column is an ExtractError.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorecard.codes import COLUMNS, BreakdownRule, Code, CodeList, built_in_breakdowns, describe, fold, load
from scorecard.errors import ConfigError, ExtractError
from scorecard.extract.settings import ExtractSettings
from scorecard.extract.table import Extract
from scorecard.extract.words import clean
from scorecard.model import UNKNOWN, Breakdown, Period

_ABSENT_WHEN_COUNTED = {"case_id", "decision_date", "ethnicity", "sex", "outcome"}


@dataclass(frozen=True)
class Plan:
    """lists: the code list of each coded column in use. rules and breakdowns: beside each other, in the order shown.

    counted: rows stand for several decisions. forces: the names that rows are counted under; by_force: from the
    column `force`, where otherwise all are counted under the one name. dates: the columns of dates that any file has.
    """

    settings: ExtractSettings
    period: Period
    lists: dict[str, CodeList]
    rules: tuple[BreakdownRule, ...]
    breakdowns: tuple[Breakdown, ...]
    counted: bool
    forces: tuple[str, ...]
    by_force: bool
    dates: frozenset[str]
    warnings: tuple[str, ...] = ()


def own_columns(rules: Sequence[BreakdownRule]) -> tuple[str, ...]:
    """The columns of the force's own that the breakdowns name."""
    return tuple(dict.fromkeys(r.own_column for r in rules if r.own_column))


def is_counted(extract: Extract, settings: ExtractSettings) -> bool:
    """True where each row stands for several decisions."""
    return bool(settings.count_columns) or "count" in extract.layout.positions


def missing(extract: Extract, settings: ExtractSettings) -> tuple[str, ...]:
    """The required columns, and those that the settings name, that the file does not have."""
    has = set(extract.layout.positions) | set(settings.fixed)
    absent_ok = _ABSENT_WHEN_COUNTED if is_counted(extract, settings) else set()
    if "count" in extract.layout.positions:
        absent_ok = absent_ok - {"outcome"}
    required = [c.name for c in COLUMNS if c.required and c.name not in has and c.name not in absent_ok]
    named = [c for c in settings.columns if c not in has and c not in required]
    counts = [f"count:{outcome}:{n}" for n, outcome in enumerate(settings.count_columns.values())]
    return (*required, *named, *(c for c in counts if c not in has))


def check_columns(extracts: Sequence[Extract], settings: ExtractSettings) -> bool:
    """True where rows are counts; ExtractError for a missing column, or files of both kinds."""
    for extract in extracts:
        if absent := missing(extract, settings):
            raise _absent(extract, absent[0], settings)
    kinds = {is_counted(e, settings) for e in extracts}
    if len(kinds) > 1:
        raise ExtractError(
            "The files differ: some have a column of counts and some have a row a decision; run them apart."
        )
    return kinds.pop()


def _absent(extract: Extract, name: str, settings: ExtractSettings) -> ExtractError:
    if name.startswith("count:"):
        heading = list(settings.count_columns)[int(name.rsplit(":", 1)[1])]
        return ExtractError(f'{extract.name}: has no column "{clean(heading)}", which [count_columns] names.')
    if name in settings.columns:
        return ExtractError(
            f'{extract.name}: has no column "{clean(settings.columns[name])}", which [columns] names for {name}.'
        )
    ignored = extract.layout.ignored
    if extract.layout.odd:
        return ExtractError(
            f"{extract.name}: has no column for {name}, and row {extract.layout.header_row}, in which most known "
            "headings stand, looks like no row of headings; see whether this is the extract, or name the column:",
            f'[columns]\n{name} = "..."',
        )
    joined = any(c.isdigit() for heading in ignored for c in heading)  # perhaps a row that runs on from the headings
    seen = f"; it has {', '.join(ignored[:12])}" if ignored and not joined else ""
    return ExtractError(
        f"{extract.name}: has no column for {name}{seen}. Say which column it is:",
        f'[columns]\n{name} = "..."',
    )


def _usable(extracts: Sequence[Extract], name: str, settings: ExtractSettings) -> bool:
    return name in settings.fixed or all(name in e.layout.positions for e in extracts)


def make_plan(  # noqa: PLR0913 PLR0917  (a plan is made of all that a run is asked for)
    extracts: Sequence[Extract],
    settings: ExtractSettings,
    period: Period,
    rules: Sequence[BreakdownRule],
    found: dict[str, tuple[str, ...]],
    force: str,
) -> Plan:
    """The plan for these files. found: the values of open columns (and of `force`, where it is counted apart)."""
    counted = check_columns(extracts, settings)
    present = {n for e in extracts for n in e.layout.positions} | set(settings.fixed)
    absent = _absent_of_own(rules, present)
    if absent and not counted:
        raise _lacking(extracts, *absent[0])
    used = tuple(r for r in rules if all(_usable(extracts, c, settings) for c in r.columns))
    lists = {c.name: load(c.name) for c in COLUMNS if c.kind == "coded" and c.name in present | {"outcome"}}
    if "ethnicity" in lists:
        lists["ethnicity"] = lists["ethnicity"].under(settings.ethnicity_scheme)
    for rule in used:
        if rule.own_column:
            lists[rule.own_column] = own_list(rule, found)
    _check_own_codes(settings, lists)
    used = tuple(_following_scheme(r, lists) for r in used)
    _refuse_none(extracts, used)
    breakdowns = tuple(describe(r, tuple(lists[c] for c in r.columns), _label(r, extracts)) for r in used)
    forces = found.get("force", (force,))
    if "force" in found:
        lists["force"] = CodeList("force", "force", tuple(Code(f, f, f) for f in forces))
    dates = frozenset(c.name for c in COLUMNS if c.kind == "date" and c.name in present)
    partly = [c for r in rules for c in r.columns if c in present and not _usable(extracts, c, settings)]
    warnings = (
        *(f"Not every file has the column {c}, so nothing is broken down by it." for c in dict.fromkeys(partly)),
        *(f"No file has the column {c}, so nothing is broken down by it." for c in dict.fromkeys(c for _, c in absent)),
    )
    return Plan(settings, period, lists, used, breakdowns, counted, forces, "force" in found, dates, warnings)


def _absent_of_own(rules: Sequence[BreakdownRule], present: set[str]) -> list[tuple[str, str]]:
    """The force's own breakdowns of which a column is in no file, and that column; ConfigError where a breakdown
    crosses a column that none describes.

    What is built in is left out where its column is absent; what the force asks for is not, without a word.
    """
    usual, ours = {r.name for r in built_in_breakdowns()}, {c.name for c in COLUMNS}
    described = ours | set(own_columns(rules))
    asked = [(r.name, c) for r in rules if r.name not in usual or not ours.issuperset(r.columns) for c in r.columns]
    if wrong := next((pair for pair in asked if pair[1] not in described), None):
        raise ConfigError(
            f"The [[breakdown]] {wrong[0]!r} crosses the column {wrong[1]!r}, which no breakdown of its own describes; "
            "add one."
        )
    return [pair for pair in asked if pair[1] not in present]


def _lacking(extracts: Sequence[Extract], breakdown: str, name: str) -> ExtractError:
    return ExtractError(
        f"{', '.join(e.name for e in extracts)}: has no column for {name}, which the [[breakdown]] {breakdown!r} is "
        "of. Take it out of the config, or say which column it is:",
        f'[columns]\n{name} = "..."',
    )


def _refuse_none(extracts: Sequence[Extract], used: Sequence[BreakdownRule]) -> None:
    if not used:
        raise ExtractError(
            f"{extracts[0].name}: has no column to break the counts down by, such as ethnicity or sex; add one, or "
            "name it under [columns]."
        )


def own_list(rule: BreakdownRule, found: dict[str, tuple[str, ...]]) -> CodeList:
    """The code list of a force's own column: its groups (or the values found, where it is open), and Unknown."""
    groups = rule.groups or found.get(rule.own_column, ())
    codes = [Code(g, g, g) for g in groups if g != UNKNOWN]
    return CodeList(
        rule.own_column, rule.own_column, (*codes, Code(UNKNOWN, UNKNOWN, UNKNOWN, unknown="blank")), UNKNOWN
    )


def _check_own_codes(settings: ExtractSettings, lists: dict[str, CodeList]) -> None:
    for name in settings.codes:
        if name in lists:
            for raw, codes in settings.codes_of(name).items():
                if wrong := [code for code in codes if code not in lists[name].names]:
                    raise ConfigError(f'[codes.{name}] "{raw}" is mapped to "{wrong[0]}", which is none of its groups.')


def _following_scheme(rule: BreakdownRule, lists: dict[str, CodeList]) -> BreakdownRule:
    return replace(rule, parent="") if rule.parent and rule.columns[0] not in lists else rule


def _label(rule: BreakdownRule, extracts: Sequence[Extract]) -> str:
    """Sex, or gender where the extract's own heading says so."""
    if (
        rule.columns == ("sex",)
        and rule.label == "sex"
        and all(fold(e.layout.heading("sex")) == "gender" for e in extracts)
    ):
        return "gender"
    return ""

"""The scorecard's numbers worked out a second time, in the plainest way there is.

In: the people of `persons`. Out: dictionaries of the cells of figures.csv, reasons.csv, panel.csv and undecided.csv,
for officers and staff by ethnicity and by sex. Nothing of the product is imported: the tests are scipy's, the score
interval is a root of its equation, and the rules of findings are typed from docs/method.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from scipy.optimize import brentq
from scipy.stats import binomtest, fisher_exact, norm

from tests.backtest.persons import DATES, PANEL, REASON, Person, people

GROUPS = {
    "ethnicity": ("Asian", "Black", "Mixed", "White", "Other", "Unknown", "All"),
    "sex": ("Female", "Male", "Unknown", "All"),
}
REFERENCE = {"ethnicity": "White", "sex": "Male"}
UNDECIDED = ("withdrawn_by_applicant", "withdrawn_by_force", "suspended", "cancelled", "pending")
Z = float(norm.ppf(0.975))
ALPHA, POWER, FEWEST, LARGEST_MISSED = 0.05, 0.8, 10, 2.0
Key = tuple[str, ...]
Cells = dict[str, Any]


def tables(label: str) -> dict[str, dict[Key, Cells]]:
    """For each CSV file: key of a row (workforce, breakdown, group and so on) -> its other cells; "" is undefined."""
    everybody, _ = people(label)
    made: dict[str, dict[Key, Cells]] = {"figures": {}, "reasons": {}, "panel": {}, "undecided": {}}
    for workforce in ("officer", "staff"):
        for breakdown, groups in GROUPS.items():
            who = {
                g: [p for p in everybody if p["workforce"] == workforce and g in (p[breakdown], "All")] for g in groups
            }
            for group, cells in _figures(who, REFERENCE[breakdown], label).items():
                made["figures"][workforce, breakdown, group] = cells
            for group, members in who.items():
                refused = [p for p in members if p["outcome"] == "refused"]
                place = workforce, breakdown, group
                made["panel"][place] = _panel(refused)
                made["reasons"] |= {(*place, reason): cells for reason, cells in _reasons(refused).items()}
                made["undecided"] |= {(*place, outcome): _share(members, outcome) for outcome in UNDECIDED}
    return made


def _reasons(refused: list[Person]) -> dict[str, Cells]:
    cases = {reason: sum(reason in p["reasons"] for p in refused) for reason in REASON.values()}
    return {
        reason: {
            "cases": n,
            "share_of_refused": n / len(refused) if refused else "",
            "rank": 1 + sum(other > n for other in cases.values()) if n else "",
        }
        for reason, n in cases.items()
    }


def _panel(refused: list[Person]) -> Cells:
    found = {outcome: sum(p["panel"] == outcome for p in refused) for outcome in PANEL.values()}
    return {"refused": len(refused), "sent": sum(found.values()), **found}


def _share(members: list[Person], outcome: str) -> Cells:
    cases, base = sum(p["outcome"] == outcome for p in members), len(members)
    low, high = wilson(cases, base)
    return {"cases": cases, "base": base, "share": cases / base if base else "", "share_low": low, "share_high": high}


def wilson(x: int, n: int) -> tuple[Any, Any]:
    """Both limits of a rate, by scipy."""
    if n == 0:
        return "", ""
    limits = binomtest(x, n).proportion_ci(0.95, method="wilson")
    return limits.low, limits.high


def _figures(who: dict[str, list[Person]], reference: str, label: str) -> dict[str, Cells]:
    count = {
        g: (sum(p["outcome"] == "passed" for p in m), sum(p["outcome"] == "refused" for p in m)) for g, m in who.items()
    }
    p_values = {g: compared(*count[g], *count[reference])["p_value"] for g in who if g not in (reference, "All")}
    adjusted = holm({g: p for g, p in p_values.items() if p != "" and g != "Unknown"})
    made = {}
    for group, (passed, refused) in count.items():
        n = passed + refused
        low, high = wilson(refused, n)
        cells = {
            "period": label, "period_start": str(DATES[label][0]), "period_end": str(DATES[label][1]),
            "reference_group": "" if group == "All" else reference, "decided": n, "passed": passed, "refused": refused,
            "pass_rate": passed / n if n else "", "refusal_rate": refused / n if n else "",
            "refusal_rate_low": low, "refusal_rate_high": high, "p_adjusted": adjusted.get(group, ""),
        }  # fmt: skip
        cells |= ALONE | ({} if group == "All" else compared(passed, refused, *count[reference]))
        cells |= ITSELF if group == reference else {}
        made[group] = cells | {"finding": _finding(group, reference, cells, count[reference])}
    return made


COMPARISONS = (
    "refusal_ratio", "refusal_ratio_low", "refusal_ratio_high", "pass_ratio", "four_fifths", "rate_difference",
    "rate_difference_low", "rate_difference_high", "refusals_above_parity", "p_value", "smallest_detectable_ratio",
)  # fmt: skip
ALONE = dict.fromkeys(COMPARISONS, "")
ITSELF = dict.fromkeys(
    ("refusal_ratio_low", "refusal_ratio_high", "rate_difference_low", "rate_difference_high", "p_value",
     "smallest_detectable_ratio"), "",
)  # fmt: skip


def compared(passed: int, refused: int, ref_passed: int, ref_refused: int) -> Cells:
    """Every figure of a group beside the reference group."""
    n, m = passed + refused, ref_passed + ref_refused
    if not n or not m:
        return dict(ALONE)
    rate, ref_rate = refused / n, ref_refused / m
    (low, high), (ref_low, ref_high) = wilson(refused, n), wilson(ref_refused, m)
    ratio_low, ratio_high = koopman(refused, n, ref_refused, m)
    return {
        "refusal_ratio": rate / ref_rate if ref_refused else math.inf if refused else "",
        "refusal_ratio_low": ratio_low,
        "refusal_ratio_high": ratio_high,
        "pass_ratio": (passed / n) / (ref_passed / m) if ref_passed else "",
        "four_fifths": ("below" if 5 * passed * m < 4 * ref_passed * n else "not below") if ref_passed else "",
        "rate_difference": rate - ref_rate,
        "rate_difference_low": rate - ref_rate - math.hypot(rate - low, ref_high - ref_rate),
        "rate_difference_high": rate - ref_rate + math.hypot(high - rate, ref_rate - ref_low),
        "refusals_above_parity": refused - n * ref_refused / m,
        "p_value": float(fisher_exact([[refused, passed], [ref_refused, ref_passed]])[1]),
        "smallest_detectable_ratio": detectable(n, ref_refused, m),
    }


def koopman(x: int, n: int, y: int, m: int) -> tuple[float, float]:
    """The two ratios at which the score statistic, with rates that fit the ratio best, equals z squared."""

    def excess(log_ratio: float) -> float:
        ratio = math.exp(log_ratio)
        b, c = ratio * (n + y) + x + m, (n + m) * (x + y)  # Koopman (1984): the rates that fit best solve a quadratic
        own = (b - math.sqrt(b * b - 4 * ratio * c)) / (2 * (n + m))
        theirs = own / ratio
        return (x - n * own) ** 2 / (n * own * (1 - own)) + (y - m * theirs) ** 2 / (m * theirs * (1 - theirs)) - Z * Z

    middle = math.log((x or 0.5) / n / ((y or 0.5) / m))
    low = math.exp(_root(excess, middle - 12, middle)) if x else 0.0
    high = math.exp(_root(excess, middle, middle + 12)) if y else math.inf
    return low, high


def detectable(n: int, y: int, m: int) -> float:
    """The smallest ratio above 1 found with 80% power at the reference's rate, two proportions tested at 5%."""
    p0 = y / m

    def excess(p1: float) -> float:
        p = (n * p1 + m * p0) / (n + m)
        chance = Z * math.sqrt(p * (1 - p) * (1 / n + 1 / m))
        return p1 - p0 - chance - float(norm.ppf(POWER)) * math.sqrt(p1 * (1 - p1) / n + p0 * (1 - p0) / m)

    return _root(excess, p0, 1.0) / p0 if 0 < p0 < 1 and excess(1.0) >= 0 else math.inf


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    return float(brentq(function, low, high, xtol=1e-15, rtol=1e-14, maxiter=500))


def holm(p_values: dict[str, float]) -> dict[str, float]:
    """The smallest p-value times all of them, the next times one fewer, never falling and at most 1."""
    adjusted, highest = {}, 0.0
    for at, (group, p) in enumerate(sorted(p_values.items(), key=lambda item: item[1])):
        adjusted[group] = highest = max(highest, min(1.0, p * (len(p_values) - at)))
    return adjusted


def _finding(group: str, reference: str, cells: Cells, ref: tuple[int, int]) -> str:
    if group == reference:
        return "reference"
    if group in ("Unknown", "All"):
        return "not_assessed"
    if cells["decided"] < FEWEST:
        return "too_few"
    if cells["p_adjusted"] < ALPHA:
        return "higher" if cells["refused"] * sum(ref) > ref[1] * cells["decided"] else "lower"
    return "too_few" if cells["smallest_detectable_ratio"] > LARGEST_MISSED else "no_reliable_difference"

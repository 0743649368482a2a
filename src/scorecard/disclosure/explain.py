"""How the public edition was protected, in sentences that an FOI reply can quote; no count and no cell is named.

In: the policy, the periods printed as before, whether the search for the least was finished. Out: sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.disclosure.policy import Policy

TOPIC_WORDS = {
    "reasons": "reasons for refusal",
    "panel": "the vetting panel",
    "appeals": "appeals",
    "contact": "contact with applicants",
    "undecided": "applications that were not decided",
}
AS_FIRST_PUBLISHED = (
    "The counts are those first published for these days, added up or subtracted where need be; changes to records "
    "since then are not in them."
)
SUMS_BY_CONTACT = (
    "By contact, how many were decided, and all contacted together, are totals. One of them may be 0 where a number "
    "passed in it may be; and one that is not small may be shown as [c] though it follows from counts of other groups."
)


def explain(policy: Policy, repeated: Sequence[str] = (), *, optimal: bool = True) -> tuple[str, ...]:
    """The sentences for the public edition, most important first."""
    notes = list(_rounding(policy) if policy.method == "round" else _withholding(policy))
    unpublished = [words for topic, words in TOPIC_WORDS.items() if not policy.publishes(topic)]
    if unpublished:
        notes.append(f"By the force's choice nothing is published on {_listed(unpublished)}.")
    if repeated:
        notes.append(f"The counts of {', '.join(repeated)} are those first published.")
    if not optimal:
        notes.append(
            "The search for the fewest counts to withhold was cut short: more than strictly needed are withheld."
        )
    return tuple(notes)


def _listed(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _withholding(policy: Policy) -> tuple[str, ...]:
    zero = (
        "0 means nobody. [c] is never 0, with one exception: where the number refused is withheld, the number passed "
        "beside it may be 0."
    )
    if policy.show_all_refused:
        zero = "0 means nobody, so [c] is never 0."
    if not policy.show_zero:
        zero = "A count of 0 is withheld too."
    everybody = () if policy.show_all_refused else (
        "Where everybody in a group was refused, the numbers refused and passed are withheld, since they would tell "
        "the outcome of each person known to be in it.",
    )  # fmt: skip
    return (
        f"Counts from 1 to {policy.threshold - 1} are withheld, since they could tell something about one person; they "
        "are shown as [c].",
        "Further counts are shown as [c] wherever a withheld one could otherwise be found by subtraction, from this "
        "publication or together with earlier ones.",
        *everybody,
        zero,
        f"Every withheld count has at least {policy.threshold} possible values for a reader of all that was published.",
        *((SUMS_BY_CONTACT,) if policy.publishes("contact") else ()),
    )


def _rounding(policy: Policy) -> tuple[str, ...]:
    least, most = policy.could_be(0)
    return (
        f"Every count is rounded to the nearest {policy.base}; one shown as 0 may be anything from {least} to {most}.",
        "The number decided is the sum of the rounded numbers passed and refused; one shown as 0 may be up to "
        f"{2 * most}. Rates and ratios are worked out from rounded counts; groups need not add up to the total.",
        "Whether a difference is reliable cannot be said from rounded counts, so there are no tests, intervals or "
        "findings: their cells in the CSV files are empty, and a compared group's finding is not_tested.",
        "A count is withheld, shown as [c], where rounding alone would not protect it.",
    )

"""What an analyst might write instead: refusal rates and ratios by ethnicity and sex, from the same file.

Run: python peers.py plain|fairlearn|aequitas|aedt|aedt_rates FILE. Each reads the columns that it needs, leaves out
undecided cases, and works out for officers and for staff each group's rate and its ratio to White and to male. For
aedt-audit it is the ratio to the group with the highest rate, as the rules that it is made for ask; `aedt` reads the
file with its own reader and makes its summary, `aedt_rates` calls nothing of it but the rates. None of them checks a
code, looks for duplicates or accounts for rows; only `plain` (Fisher's exact) and `aedt` (a normal one) add a test.
"""

from __future__ import annotations

import sys

import pandas as pd

GROUPS = {
    "W1": "White", "White - Irish": "White", "A1": "Asian", "Asian/Asian British - Indian": "Asian", "B2": "Black",
    "M1": "Mixed", "O9": "Other", "NS": "Unknown",
}  # fmt: skip
SEX = {"F": "Female", "M": "Male"}
REFERENCE = {"ethnicity": "White", "sex": "Male"}


def read(path: str) -> pd.DataFrame:
    """The four columns that are needed."""
    return pd.read_csv(path, usecols=["workforce", "ethnicity", "sex", "outcome"], keep_default_na=False)


def decided(frame: pd.DataFrame) -> pd.DataFrame:
    """The decided cases: workforce, ethnicity, sex, refused (0 or 1)."""
    frame = frame[frame["outcome"].isin(["Cleared", "Refused"])]
    return pd.DataFrame(
        {
            "workforce": frame["workforce"],
            "ethnicity": frame["ethnicity"].map(GROUPS).fillna("Unknown"),
            "sex": frame["sex"].replace(SEX),
            "refused": (frame["outcome"] == "Refused").astype(int),
        }
    )


def plain(frame: pd.DataFrame) -> object:
    """pandas for the rates, scipy for the test."""
    from scipy.stats import fisher_exact

    tables = []
    for breakdown, reference in REFERENCE.items():
        counts = frame.groupby(["workforce", breakdown])["refused"].agg(["sum", "count"])
        for workforce, part in counts.groupby(level=0):
            x, n = part["sum"].droplevel(0), part["count"].droplevel(0)
            rates = x / n
            p = [fisher_exact([[x[g], n[g] - x[g]], [x[reference], n[reference] - x[reference]]])[1] for g in x.index]
            tables.append(pd.DataFrame({"rate": rates, "ratio": rates / rates[reference], "p": p}).assign(at=workforce))
    return pd.concat(tables)


def fairlearn(frame: pd.DataFrame) -> object:
    """A MetricFrame of selection rates, with the workforce as control feature."""
    from fairlearn.metrics import MetricFrame, count, selection_rate

    tables = []
    for breakdown, reference in REFERENCE.items():
        made = MetricFrame(
            metrics={"rate": selection_rate, "decided": count},
            y_true=frame["refused"],
            y_pred=frame["refused"],
            sensitive_features=frame[breakdown],
            control_features=frame["workforce"],
        ).by_group
        tables.append(made["rate"] / made["rate"].xs(reference, level=breakdown))
    return tables


def aequitas(frame: pd.DataFrame) -> object:
    """Crosstabs and disparities to the reference groups, for each workforce."""
    from aequitas.bias import Bias
    from aequitas.group import Group

    tables = []
    for workforce, part in frame.groupby("workforce"):
        scored = part.drop(columns="workforce").rename(columns={"refused": "score"}).assign(label_value=0)
        crosstab, _ = Group().get_crosstabs(scored, attr_cols=list(REFERENCE))
        made = Bias().get_disparity_predefined_groups(crosstab, scored, REFERENCE, check_significance=False)
        tables.append(made.assign(at=workforce))
    return tables


def aedt(frame: pd.DataFrame) -> object:
    """The summary that its command makes, with its test, for each workforce."""
    from aedt_audit import ll144_summary

    return [
        ll144_summary(part, sex="sex", race="ethnicity", outcome="refused", significance=True)
        for _, part in frame.groupby("workforce")
    ]


def aedt_rates(frame: pd.DataFrame) -> object:
    """Rates and ratios alone, for each workforce."""
    from aedt_audit import impact_ratios, selection_rates

    return [
        impact_ratios(selection_rates(part, by=[breakdown], outcome="refused"))
        for _, part in frame.groupby("workforce")
        for breakdown in REFERENCE
    ]


if __name__ == "__main__":
    if sys.argv[1] == "aedt":
        from aedt_audit.inputs import read_table as read
    print(len(globals()[sys.argv[1]](decided(read(sys.argv[2])))))

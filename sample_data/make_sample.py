"""Make the sample extracts: what make_sample.toml says about invented people in, four dirty files out.

How many people of each group were decided and refused is set there; everything else about a person is drawn with a
seeded generator, whose bare `random()` is the same in every version of Python.
Run it: `python make_sample.py [FOLDER]`.
"""

from __future__ import annotations

import csv
import io
import random
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

HERE = Path(__file__).parent
COLUMNS = (
    "case_id", "received_date", "decision_date", "workforce", "clearance_level", "ethnicity", "sex", "age_band",
    "disability", "religion", "sexual_orientation", "contact_date", "contact_outcome", "outcome", "refusal_reason",
    "panel_date", "panel_outcome", "appeal_outcome",
)  # fmt: skip
Row = dict[str, Any]
Recipe = dict[str, Any]
MADE = datetime(2022, 1, 4)  # a fixed date, so that the workbook has the same bytes every time


class Draw:
    """Draws from one stream of `random()`: nothing else of the generator is promised to stay the same."""

    def __init__(self, seed: str) -> None:
        self._next = random.Random(seed).random  # noqa: S311  (invented people need no secrecy)

    def chance(self, share: float) -> bool:
        """True in that share of draws."""
        return self._next() < share

    def below(self, number: int) -> int:
        """A whole number from 0 to number - 1."""
        return int(self._next() * number)

    def pick(self, weighted: Sequence[Sequence[Any]]) -> Any:
        """The first item of one of the (item, weight) pairs."""
        left = self._next() * sum(weight for _, weight in weighted)
        for item, weight in weighted:
            left -= weight
            if left < 0:
                return item
        return weighted[-1][0]

    def shuffled(self, items: Sequence[Any]) -> list[Any]:
        """The items in another order."""
        return [item for _, _, item in sorted((self._next(), at, item) for at, item in enumerate(items))]

    def workday(self, first: date, last: date) -> date:
        """A Monday to Friday between the two dates, both included."""
        while (day := first + timedelta(days=self.below((last - first).days + 1))).weekday() > 4:
            pass
        return day


def outcomes(recipe: Recipe, workforce: str, about: dict[str, Any], period: Recipe) -> Iterator[tuple[str, str]]:
    """(sex, outcome) of each person of one group in one workforce: exact numbers, nothing drawn."""
    decided = round(about["decided"] * (period["scale"] if about["decided"] >= 10 else 1))
    refused = round(decided * about["refused"][period["index"]])
    women = round(decided * about["female"])
    weight = women * recipe["sex_factor"].get(workforce, 1)
    refused_women = round(refused * weight / (weight + decided - women))
    for sex, people, lost in (("Female", women, refused_women), ("Male", decided - women, refused - refused_women)):
        undecided = {"Withdrawn by applicant": about["withdrawn"]} | recipe["undecided"]
        yield from [(sex, "refused")] * lost + [(sex, "passed")] * (people - lost)
        for outcome, share in undecided.items():
            yield from [(sex, outcome)] * round(people * share)


def ethnicity(recipe: Recipe, period: Recipe, group: str, draw: Draw) -> str:
    """One way in which a person's ethnicity is written in that period's file."""
    spellings = draw.pick([(spellings, weight) for weight, *spellings in recipe["ethnicity"][group]])
    text: str = draw.pick(list(zip(spellings, period["spelling"], strict=True)))
    return text.replace(" - ", f" {period['dash']} ")


def person(recipe: Recipe, period: Recipe, workforce: str, group: str, draw: Draw) -> Row:
    """What is known of a person before a decision."""
    decision = draw.workday(period["start"], period["end"])
    wait = 6 + int(30 * (u := draw.below(1000) / 1000) / (1.15 - u))
    others = {column: draw.pick(weighted) for column, weighted in recipe["others"].items()}
    return others | {
        "received_date": decision - timedelta(days=wait),
        "decision_date": decision,
        "workforce": period["words"].get(workforce, workforce),
        "clearance_level": draw.pick(recipe["levels"].get(workforce, recipe["levels"]["other"])),
        "ethnicity": ethnicity(recipe, period, group, draw),
        "religion": draw.pick(recipe["religion"].get(group, recipe["religion"]["other"])),
    }


def contact(recipe: Recipe, row: Row, outcome: str, draw: Draw) -> Row:
    """The Equality Team's contact with a person, from the day on which it began."""
    rules = recipe["follow_up"]
    day = row["decision_date"] - timedelta(days=3 + draw.below(3))
    if outcome not in rules["contacted"] or day < rules["contact_from"] or not draw.chance(rules["contacted"][outcome]):
        return {}
    answer = "Responded" if draw.chance(rules["responded"][outcome]) else "No response"
    return {"contact_date": day, "contact_outcome": answer}


def reasons(recipe: Recipe, period: Recipe, draw: Draw) -> str:
    """One to three reasons for a refusal; blank for a few."""
    if draw.chance(recipe["dirt"]["no_reason"]):
        return ""
    drawn = [draw.pick(period["reasons"]) for _ in range(draw.pick([(1, 62), (2, 28), (3, 10)]))]
    return "; ".join(dict.fromkeys(drawn))


def refusal(recipe: Recipe, period: Recipe, row: Row, draw: Draw) -> Row:
    """Why a person was refused, and what the panel and an appeal made of it; `outcome` stays the first decision."""
    rules = recipe["follow_up"]
    row = {"refusal_reason": reasons(recipe, period, draw), "decision_date": row["decision_date"]}
    if draw.chance(rules["panel"]):
        following = (row["decision_date"].replace(day=1) + timedelta(days=32)).replace(day=1)
        third_thursday = following + timedelta(days=(3 - following.weekday()) % 7 + 14)
        row |= {"panel_date": third_thursday, "panel_outcome": draw.pick(rules["panel_outcomes"])}
    if draw.chance(rules["appealed"]):
        row["appeal_outcome"] = draw.pick(rules["appeal_outcomes"])
    return row


def case(recipe: Recipe, period: Recipe, who: tuple[str, str, str, str], draw: Draw) -> Row:
    """One row of an extract, without its case id, for a (workforce, group, sex, outcome)."""
    workforce, group, sex, outcome = who
    row = dict.fromkeys(COLUMNS, "") | person(recipe, period, workforce, group, draw)
    row |= contact(recipe, row, outcome, draw)
    row["sex"] = draw.pick([("", 2), ("Prefer not to say", 1)]) if draw.chance(recipe["dirt"]["sex_unknown"]) else sex
    row["sex"] = period["words"].get(row["sex"], row["sex"])
    if outcome == "refused":
        row |= refusal(recipe, period, row, draw)
    written = "conditions" if outcome == "passed" and draw.chance(0.04) else outcome
    row["outcome"] = period["words"].get(written, written)
    return row


def extract(recipe: Recipe, period: Recipe) -> list[Row]:
    """All rows of one period's file, in the order of their dates, with the dirt that every file has."""
    draw = Draw(f"{recipe['seed']}-{period['label']}")
    people = [
        (workforce, group, sex, outcome)
        for workforce, groups in recipe["workforce"].items()
        for group, about in groups.items()
        for sex, outcome in outcomes(recipe, workforce, about, period)
    ]
    rows = [case(recipe, period, who, draw) for who in draw.shuffled(people)]
    for at in range(recipe["dirt"]["outside"]):
        first = period["end"] + timedelta(days=1) if at % 2 else period["start"] - timedelta(days=5)
        stray = period | {"start": first, "end": first + timedelta(days=4)}
        rows.append(case(recipe, stray, ("officer", "White", "Male", "passed"), draw))
    rows.sort(key=lambda row: row["decision_date"])
    for number, row in enumerate(rows, start=1):
        row["case_id"] = f"SYN-{period['label']}-{number:05d}"
    for _ in range(recipe["dirt"]["duplicates"]):
        at = draw.below(len(rows))
        rows.insert(at + draw.below(20), rows[at])
    return rows


def as_csv(rows: list[Row], period: Recipe) -> bytes:
    """The rows as CSV text in the period's own encoding and way of writing dates."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(v.strftime(period["dates"]) if isinstance(v, date) else v for v in map(row.get, COLUMNS))
    return text.getvalue().encode(period["encoding"])


def as_xlsx(rows: list[Row], period: Recipe) -> bytes:
    """The rows as one sheet with headings in words and real dates."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"title": f"Synthetic vetting extract {period['label']}", "created": MADE})
        sheet, dates = book.add_worksheet("Decisions"), book.add_format({"num_format": "dd/mm/yyyy"})
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name.replace("_", " ").capitalize().replace("Case id", "Case ID"))
            for line, row in enumerate(rows, start=1):
                if isinstance(row[name], date):
                    sheet.write_datetime(line, column, datetime.combine(row[name], datetime.min.time()), dates)
                elif row[name]:
                    sheet.write_string(line, column, row[name])
        sheet.set_column(0, len(COLUMNS) - 1, 18)
        sheet.freeze_panes(1, 0)
    return held.getvalue()


def files() -> Iterator[tuple[str, bytes]]:
    """(name, content) of each sample extract."""
    recipe = tomllib.loads((HERE / "make_sample.toml").read_text(encoding="utf-8"))
    for index, period in enumerate(recipe["period"]):
        period["index"] = index
        write: Callable[[list[Row], Recipe], bytes] = as_xlsx if period["encoding"] == "xlsx" else as_csv
        yield period["file"], write(extract(recipe, period), period)


def main(folder: Path) -> None:
    """Write every sample extract to the folder."""
    for name, content in files():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)

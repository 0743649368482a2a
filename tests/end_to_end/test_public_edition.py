"""Nothing crosses from the exact side: different people with the same protected counts have the same public files."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pandas as pd
import pytest

from scorecard import config as settings
from scorecard.codes.breakdowns import built_in_breakdowns
from scorecard.disclosure import protect
from scorecard.disclosure.inspect import check_file
from scorecard.extract import count_extracts
from scorecard.periods import resolve
from tests.end_to_end.running import files, scorecard

METHODS = {"suppress": 'method = "suppress"', "round": 'method = "round"\nbase = 5'}
SETTINGS = """force = "A force"
[disclosure]
threshold = 5
{method}
publish = ["ethnicity", "sex", "reasons", "undecided"]
"""
HEADINGS = "case_id,decision_date,workforce,ethnicity,sex,outcome,refusal_reason,religion"
PEOPLE = {"White": (260, 22), "Black": (55, 4), "Asian": (60, 3), "Mixed": (40, 3), "Other": (30, 3), "": (25, 2)}
PERIODS = ("202103", "202106", "202109", "202112")
Person = tuple[str, str, str, str, str]  # workforce, ethnicity, sex, outcome, reason


def _people() -> list[Person]:
    made = []
    for workforce in ("officer", "staff"):
        for ethnicity, (decided, refused) in PEOPLE.items():
            for at in range(decided):
                outcome, reason = ("refused", "Finance") if at < refused else ("cleared", "")
                made.append((workforce, ethnicity, "F" if at % 2 else "M", outcome, reason))
    return made


def _exchanges(people: list[Person]) -> Iterator[list[Person]]:
    """The same people, but what was decided of two of one workforce and sex and of two small groups is exchanged."""
    small = [at for at, person in enumerate(people) if person[1] != "White"]
    for first, second in product(small, small):
        one, other = people[first], people[second]
        alike = one[0] == other[0] and one[2] == other[2] and one[1] != other[1]
        if alike and one[3] == "refused" and other[3] == "cleared":
            made = list(people)
            made[first], made[second] = (*one[:3], *other[3:]), (*other[:3], *one[3:])
            yield made


def _write(folder, people, seed, method):
    """An extract of these people; rows, case ids, days and religions are drawn anew with each seed."""
    draw = random.Random(seed)
    lines = [
        f"{draw.randrange(10**9)}-{at},2021-0{draw.choice('678')}-1{draw.randrange(9)},{workforce},{ethnicity},{sex},"
        f"{outcome},{reason},{draw.choice(('Muslim', 'Christian', 'No religion'))}"
        for at, (workforce, ethnicity, sex, outcome, reason) in enumerate(people)
    ]
    draw.shuffle(lines)
    folder.mkdir(exist_ok=True)
    file = folder / f"extract-{seed}.csv"
    file.write_text("\n".join((HEADINGS, *lines)) + "\n", encoding="utf-8")
    (folder / "scorecard.toml").write_text(SETTINGS.format(method=METHODS[method]), encoding="utf-8")
    return file


def _protected(file):
    config = settings.load(file.parent / "scorecard.toml")
    period = resolve("202109", None, None, ())
    counts, _ = count_extracts((file,), config.extract, period, built_in_breakdowns(), config.force)
    return counts, protect(counts, config.disclosure).counts


def _same(first: pd.DataFrame, second: pd.DataFrame) -> bool:
    return first.reset_index(drop=True).equals(second.reset_index(drop=True))


@pytest.fixture(scope="module", params=METHODS)
def two(tmp_path_factory, request):
    """Two extracts of different people whose protected counts agree, each in a folder of its own."""
    place, people = tmp_path_factory.mktemp("people"), _people()
    first = _write(place / "one", people, 1, request.param)
    exact, shown = _protected(first)
    kinds = {frozenset(Counter(changed).items()): changed for changed in _exchanges(people)}
    for changed in kinds.values():
        second = _write(place / "two", changed, 2, request.param)
        others, also_shown = _protected(second)
        if _same(shown.decisions, also_shown.decisions) and _same(shown.details, also_shown.details):
            assert not _same(exact.decisions, others.decisions), "these are the same people"
            return first, second
        second.unlink()
    pytest.fail("no two extracts were found whose protected counts agree")


def test_different_people_with_the_same_protected_counts_have_the_same_public_files(two):
    made = []
    for file in two:
        done = scorecard("build", file.name, "--period", "202109", "--edition", "both", cwd=file.parent)
        assert done.code == 0, done.err
        made.append(file.parent / "out" / "202109")
    public = [files(folder / "public") for folder in made]
    assert len(public[0]) >= 12
    assert set(public[0]) == set(public[1])
    assert [name for name in public[0] if public[0][name] != public[1][name]] == []
    figures = [(folder / "internal" / "figures.csv").read_bytes() for folder in made]
    assert figures[0] != figures[1], "the internal edition must tell them apart"


@pytest.mark.parametrize("label", PERIODS)
def test_no_public_file_of_the_demo_leaks(demo, label):
    against = demo / label / "internal" / "counts.csv"
    checked = [check_file(file, against=against) for file in sorted((demo / label / "public").iterdir())]
    assert len(checked) >= 12
    assert [report.text() for report in checked if not report.safe] == []
    assert all("withheld counts" in " ".join(report.checked) for report in checked)


def test_the_check_would_see_a_leak(demo):
    """The internal figures, checked as if they were to go out."""
    folder = demo / "202112" / "internal"
    assert not check_file(folder / "figures.csv", against=folder / "counts.csv").safe
    assert not check_file(folder / "vetting-scorecard-202112.xlsx", against=folder / "counts.csv").safe


def test_the_command_says_so_with_its_exit_code(demo):
    public, internal = demo / "202112" / "public", demo / "202112" / "internal"
    good = scorecard("check", *sorted(public.iterdir()), "--against", internal / "counts.csv", cwd=demo)
    assert good.code == 0, good.out
    assert scorecard("check", internal / "figures.csv", "--against", internal / "counts.csv", cwd=demo).code == 5

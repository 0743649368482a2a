"""A breakdown that a force asks for and the extract cannot give is refused, or said where the contract allows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.codes import BreakdownRule
from scorecard.errors import ConfigError, ExtractError
from tests.extract.making import cell, count, csv_file, row

TEAM = BreakdownRule("team", "team", ("team",), groups=("North", "South"))
OPEN = BreakdownRule("team", "team", ("team",), open=True)
FAITH = BreakdownRule("faith", "religion or belief", ("religion",))
CROSSED = BreakdownRule("team_sex", "team and sex", ("team", "sex"))
COUNTED = "ethnicity,outcome,workforce,count\nWhite,cleared,officer,7\n"


def told(*paths: Path, rules: tuple[BreakdownRule, ...]) -> tuple[str, str]:
    with pytest.raises(ExtractError) as caught:
        count(*paths, breakdowns=rules)
    return caught.value.message, caught.value.remedy


@pytest.mark.parametrize(
    ("rule", "column"), [(TEAM, "team"), (OPEN, "team"), (FAITH, "religion")], ids=["listed", "open", "built in"]
)
def test_no_file_has_the_column(tmp_path: Path, rule: BreakdownRule, column: str) -> None:
    paths = [csv_file(tmp_path, [row(n)], f"{n}.csv") for n in (1, 2)]
    assert told(*paths, rules=(rule,)) == (
        f"1.csv, 2.csv: has no column for {column}, which the [[breakdown]] '{rule.name}' is of. Take it out of the "
        "config, or say which column it is:",
        f'[columns]\n{column} = "..."',
    )


def test_what_is_built_in_may_be_absent_even_where_the_force_changes_it(tmp_path: Path) -> None:
    rule = BreakdownRule("religion", "religion", ("religion",), reference="Christian")
    counts, ledger = count(csv_file(tmp_path, [row(1)]), breakdowns=(rule,))
    assert "religion" not in {b.name for b in counts.breakdowns}
    assert ledger.warnings == ()


@pytest.mark.parametrize("rule", [TEAM, OPEN], ids=["listed", "open"])
def test_a_table_of_counts_may_lack_it_and_the_ledger_says_so(tmp_path: Path, rule: BreakdownRule) -> None:
    counts, ledger = count(csv_file(tmp_path, COUNTED), breakdowns=(rule,))
    assert cell(counts, "decided", breakdown="ethnicity") == 7
    assert ledger.warnings == ("No file has the column team, so nothing is broken down by it.",)


@pytest.mark.parametrize("rule", [TEAM, OPEN], ids=["listed", "open"])
def test_some_files_have_it(tmp_path: Path, rule: BreakdownRule) -> None:
    paths = [csv_file(tmp_path, [row(1, team="North")], "a.csv"), csv_file(tmp_path, [row(2)], "b.csv")]
    counts, ledger = count(*paths, breakdowns=(rule,))
    assert "team" not in {b.name for b in counts.breakdowns}
    assert ledger.warnings == ("Not every file has the column team, so nothing is broken down by it.",)


def test_a_crossed_column_that_no_breakdown_describes(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [row(1, team="North")])
    with pytest.raises(ConfigError) as caught:
        count(path, breakdowns=(CROSSED,))
    assert caught.value.message == (
        "The [[breakdown]] 'team_sex' crosses the column 'team', which no breakdown of its own describes; add one."
    )
    assert count(path, breakdowns=(CROSSED, TEAM))[0].breakdown("team_sex").columns == ("team", "sex")

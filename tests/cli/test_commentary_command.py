"""commentary: a file begun with the findings and the open actions, which the next build reads."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.commentary import read_commentary
from scorecard.compose import Action, Commentary
from scorecard.model import Period
from tests.cli.running import files, run
from tests.extract.making import csv_file, row

AUTUMN = Period(date(2021, 9, 1), date(2021, 11, 30), "202112")
SUMMER = Period(date(2021, 6, 1), date(2021, 8, 31), "202109")
BEFORE = """# Commentary on 202109

## Insights

- Something was seen.

## Actions

| action | owner | due | status |
|---|---|---|---|
| Rewrite the form | Head of Vetting | 2021-10-31 | open |
| Brief the panel | Panel Chair | 2021-10-31 | done |
"""


def people():
    """1,000 White men and 200 Black men, of whom 20 and 16 were refused: 4 times the rate."""
    groups = [("W1", n < 20) for n in range(1000)] + [("B1", n < 16) for n in range(200)]
    return [row(n, ethnicity=e, outcome="refused" if r else "cleared") for n, (e, r) in enumerate(groups)]


@pytest.fixture
def folder(tmp_path):
    csv_file(tmp_path, people())
    (tmp_path / "scorecard.toml").write_text('force = "Sample force"\nregister = "r.sqlite"\n', encoding="utf-8")
    (tmp_path / "commentary").mkdir()
    (tmp_path / "commentary" / "202109.md").write_text(BEFORE, encoding="utf-8")
    return tmp_path


FINDING = (
    "- Black police officer applicants were 4.00 times as likely to be refused as White applicants: 16 of 200 (8.0%) "
    "compared with 20 of 1,000 (2.0%). The difference is reliable ("
)


def written(folder) -> str:
    return (folder / "commentary" / "202112.md").read_text(encoding="utf-8")


def test_it_is_begun_with_the_findings_of_the_build(folder) -> None:
    assert run("build", "extract.csv", "--period", "202112", folder=folder).code == 0
    from_build = run("commentary", "202112", folder=folder)
    assert (from_build.code, from_build.err) == (0, "")
    assert from_build.out.endswith("Write under the three headings; the next build of 202112 shows it.\n")
    text = written(folder)
    assert FINDING in text
    assert "SYN-" not in text
    (folder / "commentary" / "202112.md").unlink()
    (folder / "out" / "202112" / "internal" / "figures.csv").unlink()
    assert run("commentary", "202112", folder=folder).code == 0
    assert written(folder) == text, "the register's counts give the same findings"


def counts(folder, refused: int) -> None:
    """The period in the register, from a file of counts."""
    key = "202112,2021-09-01,2021-11-30,officer,ethnicity"
    (folder / "old.csv").write_text(
        "period,period_start,period_end,workforce,breakdown,group,passed,refused\n"
        f"{key},White,980,20\n{key},Black,{200 - refused},{refused}\n",
        encoding="utf-8",
    )
    assert run("import-counts", "old.csv", folder=folder).code == 0


def test_what_a_build_reads_of_it_is_the_open_actions_alone(folder) -> None:
    counts(folder, 16)
    run("commentary", "202112", folder=folder)
    assert FINDING in written(folder)
    overdue = Action("Rewrite the form", "Head of Vetting", "2021-10-31", "overdue", "202109")
    assert read_commentary(folder / "commentary", AUTUMN, [SUMMER]) == Commentary(actions=(overdue,))
    assert "| Rewrite the form | Head of Vetting | 2021-10-31 | open |" in written(folder)
    assert "Brief the panel" not in written(folder)


def test_that_nothing_could_be_assessed_is_said_too(folder) -> None:
    counts(folder, 4)
    run("commentary", "202112", folder=folder)
    assert "- Differences in refusals cannot be assessed with these numbers of police officers." in written(folder)
    assert "times as likely" not in written(folder)


def test_what_people_wrote_is_never_written_over(folder) -> None:
    before = files(folder)
    ended = run("commentary", "202109", folder=folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"{folder}/commentary/202109.md: is there already, and nothing was changed; write in that file.\n"
    )
    assert files(folder) == before


def test_without_figures_there_is_nothing_to_comment_on(folder) -> None:
    before = files(folder)
    ended = run("commentary", "202112", folder=folder)
    assert (ended.code, ended.err) == (
        2,
        "There are no figures of 202112: out/202112/internal/figures.csv is not there and no register has them; "
        "build it first.\n",
    )
    assert files(folder) == before


def test_a_damaged_figures_file_ends_with_4(folder) -> None:
    path = folder / "out" / "202112" / "internal" / "figures.csv"
    path.parent.mkdir(parents=True)
    path.write_text("force,period\nx,202112\n", encoding="utf-8")
    ended = run("commentary", "202112", folder=folder)
    assert (ended.code, ended.err) == (
        4,
        "out/202112/internal/figures.csv: is not as `scorecard build` writes it; build 202112 again.\n",
    )
    assert not (folder / "commentary" / "202112.md").exists()


def test_without_a_config_no_build_would_read_it(folder) -> None:
    (folder / "scorecard.toml").unlink()
    assert run("commentary", "202112", folder=folder).code == 4

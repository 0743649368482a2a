"""build, inspect, demo and check: exit codes, whole sentences, and nothing half-written."""

from __future__ import annotations

import pytest

from scorecard.cli import COMMANDS
from scorecard.extract import inspection
from tests.cli.running import files, run
from tests.dip_sample.cases import extract_rows
from tests.extract.making import csv_file, row

POLICY = '[disclosure]\nthreshold = 5\nmethod = "suppress"\npublish = ["ethnicity", "sex"]\n'
BUILD = ("build", "extract.csv", "--period", "202112")


@pytest.fixture
def folder(tmp_path):
    csv_file(tmp_path, extract_rows())
    return tmp_path


def settings(folder, text: str) -> None:
    (folder / "scorecard.toml").write_text(text, encoding="utf-8")


def test_a_build_ends_with_0_and_says_what_was_counted(folder) -> None:
    ended = run(*BUILD, folder=folder)
    assert ended.code == 0
    assert ended.out.splitlines()[0] == "Period 202112: 1 September to 30 November 2021"
    assert "40 rows read, 37 counted, 3 left out" in ended.out
    assert "SYN-" not in ended.out + ended.err
    made = {name for name in files(folder) if name.startswith("out/202112/internal/")}
    assert {"out/202112/internal/figures.csv", "out/202112/internal/vetting-scorecard-202112.pptx"} <= made
    assert not [name for name in files(folder) if "/." in name]


USAGE = {
    "a label that says no dates": (
        ("build", "extract.csv", "--period", "spring"),
        "The period 'spring' is not a year and month (YYYYMM) and no [[period]] of the config has that label; "
        "give --from and --to.",
    ),
    "one date": (
        (*BUILD, "--from", "2021-09-01"),
        "Give both --from and --to, or neither.",
    ),
    "a day as it is written in Britain": (
        (*BUILD, "--from", "01/09/2021", "--to", "30/11/2021"),
        "--from: '01/09/2021' is no date of the form year-month-day, such as 2021-06-01.",
    ),
    "a day without its dashes": (
        (*BUILD, "--from", "2021-09-01", "--to", "20211130"),
        "--to: '20211130' is no date of the form year-month-day, such as 2021-06-01.",
    ),
    "dates that run backwards": (
        (*BUILD, "--from", "2021-09-02", "--to", "2021-09-01"),
        "--from 2021-09-02 is after --to 2021-09-01.",
    ),
    "the same file twice": (
        ("build", "extract.csv", "extract.csv", "--period", "202112"),
        "extract.csv: the same file is given 2 times.",
    ),
}


@pytest.mark.parametrize(("words", "sentence"), USAGE.values(), ids=USAGE)
def test_usage_ends_with_2(folder, words, sentence) -> None:
    before = files(folder)
    ended = run(*words, folder=folder)
    assert (ended.code, ended.err) == (2, sentence + "\n")
    assert files(folder) == before


REFUSED_WORDS = {
    ("build",): "scorecard build needs EXTRACT; see scorecard build --help.",
    ("build", "extract.csv"): "scorecard build needs --period; see scorecard build --help.",
    (*BUILD, "--edition", "secret"): "--edition: 'secret' is not one of 'internal', 'public', 'both'.",
    (*BUILD, "--perid", "1"): "No such option '--perid'. Did you mean '--period'?",
    (*BUILD, "--out", ""): "--out: the name of a file or folder is empty; is a variable in the command not set?",
    ("inspect", ""): "EXTRACT: the name of a file or folder is empty; is a variable in the command not set?",
    ("biuld",): "No such command 'biuld'; did you mean 'build'?",
    ("xyz",): f"No such command 'xyz'; use one of {', '.join(sorted(COMMANDS))}; see scorecard --help.",
    ("run", "now"): "There is a word too many (now); see scorecard run --help.",
    ("run", "now", "x"): "There are words too many (now x); see scorecard run --help.",
    ("check", "extract.csv", "--threshold", "few"): "--threshold: 'few' is no whole number.",
    ("sample", "202112", "extract.csv", "--n", "0"): "--n: 0 is not in the range x>=1.",
    ("count", "--from", "duckdb:///x", "--start", "soon", "--period", "1", "--table", "t"): (
        "--start: 'soon' is no date of the form year-month-day, such as 2021-06-01."
    ),
}


@pytest.mark.parametrize(("words", "sentence"), REFUSED_WORDS.items(), ids=map(" ".join, REFUSED_WORDS))
def test_words_that_are_refused_end_with_2_and_one_sentence(folder, words, sentence) -> None:
    ended = run(*words, folder=folder)
    assert (ended.code, ended.out, ended.err) == (2, "", sentence + "\n")


def test_a_folder_in_the_place_of_a_file(folder) -> None:
    ended = run("build", ".", "--period", "202112", folder=folder)
    sentence = f"{folder.name}: is a folder, not a file; name the extracts that are in it.\n"
    assert (ended.code, ended.err) == (3, sentence)


def without(column: str):
    return [{k: v for k, v in r.items() if k != column} for r in extract_rows()]


REFUSED = {
    "no such column": (
        without("outcome"),
        'extract.csv: has no column for outcome. Say which column it is:\n[columns]\noutcome = "..."\n',
    ),
    "a value that means nothing": (
        [*extract_rows(), row(90, ethnicity="W10"), row(91, ethnicity="Asian - oth")],
        'extract.csv: 2 rows have an ethnicity that is not in the code list: "Asian - oth", "W10". '
        "Map them under [codes.ethnicity] in scorecard.toml.\n[codes.ethnicity]\n",
    ),
    "a bad date": (
        [*extract_rows(), row(90, decision_date="13/13/2021")],
        "extract.csv: 1 row has a decision_date that is no date; write it as ISO (2021-09-30) or day/month/year "
        '(30/09/2021), and set date_order = "mdy" in [extract] only if the month comes first.\n',
    ),
    "one case with two contents": (
        [*extract_rows(), row(1, outcome="cleared")],
        "extract.csv: 1 case stands more than once with different content, so it is not known which row to count; "
        "keep one row for each case.\n",
    ),
    "nobody in the period": (
        [row(n, decision_date="2019-01-01") for n in range(4)],
        "extract.csv: nobody was decided from 1 September to 30 November 2021 among the 4 rows; 4 rows are of other "
        "dates; check the file and the period.\n",
    ),
}


@pytest.mark.parametrize(("rows", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_refused_extract_ends_with_3_and_quotes_no_case(folder, rows, sentence) -> None:
    csv_file(folder, rows)
    before = files(folder)
    ended = run(*BUILD, folder=folder)
    assert ended.code == 3
    assert ended.err.startswith(sentence)
    assert "SYN-" not in ended.out + ended.err
    assert files(folder) == before


def test_a_refused_extract_leaves_the_old_scorecard_alone(folder) -> None:
    run(*BUILD, folder=folder)
    csv_file(folder, without("sex"))
    before = files(folder)
    assert run(*BUILD, folder=folder).code == 3
    assert files(folder) == before


CONFIG = {
    "an unknown key": ("regster = 1\n", "scorecard.toml has no key 'regster'; did you mean 'register'?\n"),
    "no TOML": ("force = \n", "scorecard.toml: is not valid TOML: Invalid value (at line 1, column 9).\n"),
    "a table twice": (
        "[columns]\nsex = 'S'\n[columns]\nethnicity = 'E'\n",
        "scorecard.toml: is not valid TOML: Cannot declare ('columns',) twice (at line 3, column 9).\n"
        "A [table] may stand only once: add the lines to the one that is there.\n",
    ),
    "a Windows path with a tab in it": (
        'register = "C:\\temp"\n',
        "scorecard.toml register holds a character that no path has.\n"
        r"Write a Windows path in single quotes ('C:\folder\file.pptx'), or with / for \." + "\n",
    ),
    "a code that there is not": (
        '[codes.outcome]\nYes = "pased"\n',
        "[codes.outcome] 'Yes': 'pased' is not known; use one of ",
    ),
    "a number that is none": (
        '[analysis]\nalpha = "5%"\n',
        "scorecard.toml analysis alpha must be a number.\n",
    ),
    "half a policy": (
        '[disclosure]\nmethod = "suppress"\npublish = ["sex"]\n',
        "scorecard.toml disclosure needs 'threshold'; there is no default.\n",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), CONFIG.values(), ids=CONFIG)
def test_a_wrong_config_ends_with_4(folder, text, sentence) -> None:
    settings(folder, text)
    before = files(folder)
    ended = run(*BUILD, folder=folder)
    assert ended.code == 4
    assert ended.err.startswith(sentence)
    assert files(folder) == before


def test_a_public_edition_without_a_policy_ends_with_4(folder) -> None:
    before = files(folder)
    ended = run(*BUILD, "--edition", "public", folder=folder)
    assert (ended.code, ended.err) == (
        4,
        "scorecard.toml has no [disclosure]; a public edition needs a policy, there is no default.\n",
    )
    assert files(folder) == before


def test_a_fault_of_ours_ends_with_1_and_without_the_row(folder, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the row SYN-00001 of a person")

    monkeypatch.setattr(inspection, "inspect_extracts", broken)
    ended = run("inspect", "extract.csv", folder=folder)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "scorecard: a fault of ours (RuntimeError); run again with SCORECARD_DEBUG=1 to see where, and report it "
        "without the extract. Nothing was published.\n"
    )


def test_inspect_shows_no_case(folder) -> None:
    ended = run("inspect", "extract.csv", folder=folder)
    assert ended.code == 0
    assert "Finance" in ended.out
    assert "SYN-" not in ended.out + ended.err
    assert run("inspect", "none.csv", folder=folder).code == 3


def test_check_tells_the_editions_apart(folder) -> None:
    settings(folder, 'register = "r.sqlite"\n' + POLICY)
    assert run(*BUILD, "--edition", "both", folder=folder).code == 0
    public = [folder / f"out/202112/public/vetting-scorecard-202112.{kind}" for kind in ("html", "xlsx")]
    ended = run("check", *public, folder=folder)
    assert (ended.code, ended.err) == (0, "")
    assert run("check", folder / "out/202112/internal/vetting-scorecard-202112.xlsx", folder=folder).code == 5
    assert run("check", folder / "none.pptx", folder=folder).code == 3

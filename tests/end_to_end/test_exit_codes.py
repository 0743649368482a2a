"""What a user can do wrong: the exit code of the contract, one sentence, nothing written, no row of a person."""

from __future__ import annotations

import pytest

from tests.end_to_end.running import HEADINGS, extract, scorecard

GOOD = "SECRET-1,2021-07-01,officer,W1,F,cleared"
SECRETS = ("SECRET-1", "SECRET-2")


def _refused(done, folder, code, words, before):
    assert done.code == code, done.err
    assert "Traceback" not in done.err + done.out
    assert "a fault of ours" not in done.err
    sentence, *remedy = done.err.strip().splitlines()
    assert sentence.endswith((".", ":", "?"))
    for word in words:
        assert word in done.err
    for secret in SECRETS:
        assert secret not in done.err + done.out
    assert sorted(p.name for p in folder.rglob("*")) == before, "something was written"
    return sentence, remedy


def _build(tmp_path, file, code, words, *options):
    before = sorted(p.name for p in tmp_path.rglob("*"))
    period = () if "--period" in options else ("--period", "202109")
    done = scorecard("build", file, *period, *options, cwd=tmp_path)
    return _refused(done, tmp_path, code, words, before)


@pytest.mark.parametrize("edition", ["internal", "both"])
def test_a_missing_column(tmp_path, edition):
    (tmp_path / "scorecard.toml").write_text(
        '[disclosure]\nthreshold = 5\nmethod = "suppress"\npublish = ["ethnicity"]\n', encoding="utf-8"
    )
    file = extract(
        tmp_path, "SECRET-1,2021-07-01,officer,W1,F", headings="case_id,decision_date,workforce,ethnicity,sex"
    )
    _build(tmp_path, file, 3, ["extract.csv", "outcome"], "--edition", edition)


def test_an_unknown_code(tmp_path):
    file = extract(tmp_path, GOOD, "SECRET-2,2021-07-02,officer,W10,F,cleared")
    _build(tmp_path, file, 3, ["extract.csv", "1 row", "ethnicity", '"W10"', "[codes.ethnicity]"])


def test_an_ambiguous_outcome(tmp_path):
    file = extract(tmp_path, GOOD, "SECRET-2,2021-07-02,officer,W1,F,withdrawn")
    _build(tmp_path, file, 3, ["extract.csv", '"withdrawn"', "[codes.outcome]"])


def test_a_bad_date(tmp_path):
    file = extract(tmp_path, GOOD, "SECRET-2,2021-31-02,officer,W1,F,cleared")
    _build(tmp_path, file, 3, ["extract.csv", "1 row", "decision_date"])


def test_nobody_decided_in_the_period(tmp_path):
    _build(tmp_path, extract(tmp_path, GOOD), 3, ["extract.csv"], "--period", "202112")


@pytest.mark.parametrize("content", ["", HEADINGS + "\n"])
def test_an_empty_file(tmp_path, content):
    file = tmp_path / "extract.csv"
    file.write_text(content, encoding="utf-8")
    _build(tmp_path, file, 3, ["extract.csv"])


def test_a_file_that_is_no_spreadsheet(tmp_path):
    file = tmp_path / "extract.xlsx"
    file.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 20)
    _build(tmp_path, file, 3, ["extract.xlsx"])


def test_a_file_that_is_not_there(tmp_path):
    _build(tmp_path, tmp_path / "gone.csv", 3, ["gone.csv"])


def test_a_folder_in_place_of_a_file(tmp_path):
    (tmp_path / "extract.csv").mkdir()
    _build(tmp_path, tmp_path / "extract.csv", 3, ["extract.csv"])


def test_a_file_in_a_folder_that_cannot_be_entered(tmp_path):
    """A file stands where a folder is named, so that it fails for every user, root too."""
    extract(tmp_path, GOOD, name="folder")
    _build(tmp_path, tmp_path / "folder" / "extract.csv", 3, ["extract.csv"])


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("[colums]\nethnicity = 'group'\n", ["scorecard.toml", "colums", "columns"]),
        ("[analysis]\nalfa = 0.05\n", ["scorecard.toml", "alfa", "alpha"]),
        ("[analysis]\nalpha = 'small'\n", ["scorecard.toml", "alpha"]),
        ("[codes.ethnicity]\n'W10' = 'W99'\n", ["W99"]),
        ("[disclosure]\nmethod = 'suppress'\npublish = ['ethnicity']\n", ["threshold"]),
        ("[analysis\n", ["scorecard.toml"]),
    ],
)
def test_a_wrong_setting(tmp_path, settings, words):
    (tmp_path / "scorecard.toml").write_text(settings, encoding="utf-8")
    _build(tmp_path, extract(tmp_path, GOOD), 4, words)


def test_a_config_that_is_not_there(tmp_path):
    _build(tmp_path, extract(tmp_path, GOOD), 4, ["gone.toml"], "--config", "gone.toml")


def test_a_public_edition_without_a_policy(tmp_path):
    _build(tmp_path, extract(tmp_path, GOOD), 4, ["[disclosure]"], "--edition", "public")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--period", "summer"), ["summer", "--from"]),
        (("--period", "202113"), ["202113"]),
        (("--period", "202109", "--from", "2021-06-01"), ["--to"]),
        (("--period", "202109", "--from", "2021-08-01", "--to", "2021-06-01"), ["--from", "--to"]),
    ],
)
def test_an_unknown_period(tmp_path, options, words):
    _build(tmp_path, extract(tmp_path, GOOD), 2, words, *options)


def test_a_command_that_is_not_there(tmp_path):
    done = scorecard("biuld", cwd=tmp_path)
    assert done.code == 2
    assert "Traceback" not in done.err


def test_a_refused_extract_leaves_the_last_scorecard_as_it_was(tmp_path):
    (tmp_path / "out" / "202109" / "internal").mkdir(parents=True)
    kept = tmp_path / "out" / "202109" / "internal" / "figures.csv"
    kept.write_text("the last run's\n", encoding="utf-8")
    file = extract(tmp_path, GOOD, "SECRET-2,2021-07-02,officer,W10,F,cleared")
    _build(tmp_path, file, 3, ["W10"])
    assert kept.read_text(encoding="utf-8") == "the last run's\n"

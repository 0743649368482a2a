"""Several reasons of one case: with any mark between them, and in one value that means two."""

# ruff: noqa: E501  (whole sentences are compared)

from __future__ import annotations

import json
import tomllib
from itertools import product
from pathlib import Path

import pytest

from scorecard.codes import fold, load
from scorecard.config import load as load_config
from scorecard.errors import ConfigError, ExtractError
from scorecard.extract import ExtractSettings, inspect_extracts
from scorecard.extract.report import as_text, mapping_block
from scorecard.extract.separator import likely_separator
from tests.cli.running import run
from tests.extract.making import count, csv_file, detail, left_out, row

REASONS = load("refusal_reason")


def refused(*reasons: str) -> list[dict[str, str]]:
    return [row(n, outcome="refused", refusal_reason=reason) for n, reason in enumerate(reasons)]


def numbers(folder: Path, settings: ExtractSettings, *reasons: str) -> dict[str, int]:
    """The cases of each reason that is given, and how many cases have any."""
    counts, _ = count(csv_file(folder, refused(*reasons)), settings=settings)
    found = {code: detail(counts, "reason", code) for code in REASONS.names}
    return {code: n for code, n in found.items() if n} | {"any": detail(counts, "reasons_given", "any")}


@pytest.mark.parametrize("mark", [";", "/", "|", ",", " / ", "\n", " and ", "::", "+"])
def test_any_mark_may_stand_between_reasons(tmp_path: Path, mark: str) -> None:
    cells = (f"Debt{mark}Family", f"Family{mark}Debt{mark}", "Debt", "", f"Debt{mark}{mark}finance")
    found = numbers(tmp_path, ExtractSettings(reason_separator=mark), *cells)
    assert found == {"finance": 4, "candidate_family_member": 2, "any": 4}


def test_a_cell_that_means_something_as_a_whole_is_not_divided(tmp_path: Path) -> None:
    settings = ExtractSettings(
        reason_separator=" and ", codes={"refusal_reason": {"Kin and kith": "criminal_association"}}
    )
    found = numbers(tmp_path, settings, "Honesty and integrity", "Kin and Kith", "Debt and residency")
    assert found == {"integrity": 1, "criminal_association": 1, "finance": 1, "residency": 1, "any": 3}


def test_no_two_spellings_make_a_third_that_means_something_else() -> None:
    """So that where marks do not matter (`fold`), a cell of two reasons is never read as another one."""
    for a, b in product(REASONS.index, repeat=2):
        joined = REASONS.index.get(fold(a + b))
        assert joined is None or joined in (REASONS.index[a], REASONS.index[b])


def test_one_value_that_means_two(tmp_path: Path) -> None:
    settings = ExtractSettings(
        codes={"refusal_reason": {"Finance and residency": ("finance", "residency"), "": "other"}}
    )
    found = numbers(tmp_path, settings, "Finance and Residency", "finance and residency; Integrity", "Debt", "")
    assert found == {"finance": 3, "residency": 2, "integrity": 1, "other": 1, "any": 4}


def test_a_part_that_means_nothing_is_named_without_the_rest(tmp_path: Path) -> None:
    settings = ExtractSettings(reason_separator="/", leave_out_unmapped=("refusal_reason",))
    path = csv_file(tmp_path, refused("Debt/weather", "weather", "Debt/Family"))
    assert left_out(count(path, settings=settings)[1]) == {"unmapped_refusal_reason": 2}
    with pytest.raises(ExtractError) as caught:
        count(path, settings=ExtractSettings(reason_separator="/"))
    assert 'not in the code list: "weather". Map them under [codes.refusal_reason]' in str(caught.value)
    seen = inspect_extracts([path], ExtractSettings(reason_separator="/"))
    assert [(column, value, rows) for _, column, value, rows in seen.unmapped()] == [("refusal_reason", "weather", 2)]


CONFIG = """
[extract]
reason_separator = " / "
[codes.refusal_reason]
"Finance and residency" = ["finance", "residency"]
"Money" = "finance"
"""


def test_the_settings_as_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "scorecard.toml").write_text(CONFIG, encoding="utf-8")
    settings = load_config(tmp_path / "scorecard.toml").extract
    found = numbers(tmp_path, settings, "Finance and residency / Integrity", "Money / Money")
    assert found == {"finance": 2, "residency": 1, "integrity": 1, "any": 2}


def test_the_manifest_keeps_both_codes(tmp_path: Path) -> None:
    (tmp_path / "scorecard.toml").write_text(CONFIG, encoding="utf-8")
    path = csv_file(tmp_path, [*refused("Finance and residency"), row(7)])
    assert run("build", path.name, "--period", "202112", folder=tmp_path).code == 0
    config = json.loads((tmp_path / "out/202112/internal/manifest.json").read_text(encoding="utf-8"))["config"]
    assert config["extract"]["codes"]["refusal_reason"]["Finance and residency"] == ["finance", "residency"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[codes.outcome]\n"Gone" = ["refused", "cleared"]', "[codes.outcome] 'Gone': is mapped to 2 codes; only a value of refusal_reason may have several.\n"),
        ('[codes.refusal_reason]\n"Both" = []', "[codes.refusal_reason] 'Both': the list is empty; name at least one code.\n"),
        ('[codes.refusal_reason]\n"Both" = ["finance", "residence"]', "[codes.refusal_reason] 'Both': \'residence\' is not known; did you mean \'residency\'?\n"),
        ('[codes.refusal_reason]\n"Both" = 2', "scorecard.toml extract codes 'refusal_reason' 'Both' must be text in quotes.\n"),
        ('[extract]\nreason_separator = ""', '[extract] reason_separator must be a mark between two reasons, such as ";" or " / ".\n'),
        ('[extract]\nreason_separator = " "', '[extract] reason_separator must be a mark between two reasons, such as ";" or " / ".\n'),
        ('[extract]\nreason_separator = "and"', '[extract] reason_separator must be a mark between two reasons, such as ";" or " / ".\n'),
    ],
)  # fmt: skip
def test_a_wrong_setting_ends_with_4(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "scorecard.toml").write_text(text, encoding="utf-8")
    ended = run("build", csv_file(tmp_path, [row(1)]).name, "--period", "202112", folder=tmp_path)
    assert (ended.code, ended.err) == (4, message)


def test_a_list_for_a_column_of_the_force_s_own_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"^\[codes\.region\] 'N and S': is mapped to 2 codes"):
        ExtractSettings(codes={"region": {"N and S": ("North", "South")}})


@pytest.mark.parametrize(
    ("values", "mark"),
    [
        (["Debt / Family"], "/"),
        (["Debt|Family", "Debt|Kin"], "|"),
        (["Kin, Arrears", "Kin, Loans", "Weather"], ","),
        (["Debt\nFamily"], "\n"),
        (["Debt - Family", "Debt – Family", "Debt - Kin"], " - "),
        (["Kin / Arrears"], ""),
        (["Weather", "Non-declarations"], ""),
        (["Debt, as the applicant said to us on the day", "Debt, but not so much that it would matter"], ""),
    ],
)
def test_which_mark_values_look_joined_by(values: list[str], mark: str) -> None:
    assert likely_separator(values, REASONS) == mark
    assert likely_separator(values, load("outcome")) == ""


def test_inspect_gives_the_setting_to_paste(tmp_path: Path) -> None:
    path = csv_file(tmp_path, refused("Debt / Family", "Debt / Kin", "Weather", "Debt / Kin", "Weather"))
    seen = inspect_extracts([path], ExtractSettings())
    block = tomllib.loads(mapping_block(seen))
    assert block == {"extract": {"reason_separator": "/"}, "codes": {"refusal_reason": {"Weather": ""}}}
    words = as_text(seen)
    assert max(map(len, words.splitlines())) <= 80
    assert 'Several reasons of one case need a ; between them, or reason_separator = "/" in [extract].' in " ".join(
        words.split()
    )
    pasted = ExtractSettings(reason_separator="/", codes={"refusal_reason": {"Weather": "other"}})
    assert tomllib.loads(mapping_block(inspect_extracts([path], pasted))) == {"codes": {"refusal_reason": {"Kin": ""}}}


def test_build_gives_the_setting_to_paste(tmp_path: Path) -> None:
    with pytest.raises(ExtractError) as caught:
        count(csv_file(tmp_path, refused("Debt - Family", "Weather", "Debt - Family", "Weather")))
    sentence, _, remedy = str(caught.value).partition("\n")
    assert sentence == (
        'extract.csv: 4 rows have a refusal reason that is not in the code list: "Debt - Family", "Weather". Map them under '
        "[codes.refusal_reason] in scorecard.toml; several reasons of one case need a ; between them, or reason_separator "
        '= " - " in [extract].'
    )
    assert tomllib.loads(remedy) == {
        "extract": {"reason_separator": " - "},
        "codes": {"refusal_reason": {"Weather": ""}},
    }

"""What people wrote is shown or refused in a sentence, and never left out without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

import scorecard
from scorecard.commentary import read_commentary
from scorecard.errors import ConfigError
from tests.cli.running import files, run
from tests.extract.making import AUTUMN, count, csv_file, row


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    csv_file(tmp_path, [row(1), row(2, outcome="refused")])
    (tmp_path / "scorecard.toml").write_text('commentary = "words"\n', encoding="utf-8")
    return tmp_path


def test_a_folder_that_is_named_and_is_not_there(folder: Path) -> None:
    before = files(folder)
    ended = run("build", "extract.csv", "--period", "202112", folder=folder)
    assert (ended.code, ended.err) == (
        4,
        f"{folder}/words: there is no such folder, which 'commentary' in the config names; make it, or correct the "
        "name.\n",
    )
    assert files(folder) == before
    config = scorecard.settings(folder / "scorecard.toml")
    counts, _ = count(folder / "extract.csv")
    with pytest.raises(ConfigError, match="there is no such folder"):
        scorecard.compose(scorecard.derive(counts, config), config)


def test_a_folder_without_a_file_of_the_period_is_no_mistake(folder: Path) -> None:
    (folder / "words").mkdir()
    assert run("build", "extract.csv", "--period", "202112", folder=folder).code == 0


NO_HEADING = "202112.md: has none of the headings '## Insights', '## Recommendations', '## Actions', so nothing of it would be shown."  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Insights\n- A point\n", "202112.md: '# Insights' must be written as '## Insights'."),
        ("### actions\n", "202112.md: '### actions' must be written as '## Actions'."),
        ("## Insights\n- A point\n# Recommendations\n", "202112.md: '# Recommendations' must be written as '## Recommendations'."),  # noqa: E501
        ("##Insights\n- A point\n", "202112.md: '##Insights' must be written as '## Insights'."),
        ("Insights\n\n- A point\n", NO_HEADING),
        ("**Insights**\n", NO_HEADING),
        ("# Commentary\n\n- A point\n", NO_HEADING),
    ],
)  # fmt: skip
def test_a_file_of_which_nothing_would_be_shown(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "202112.md").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_commentary(tmp_path, AUTUMN)
    assert caught.value.message == message


def test_it_is_found_before_the_extract_is_read(folder: Path) -> None:
    (folder / "words").mkdir()
    (folder / "words" / "202112.md").write_text("A note without a heading\n", encoding="utf-8")
    (folder / "extract.csv").write_text("nothing that can be read\n", encoding="utf-8")
    before = files(folder)
    ended = run("build", "extract.csv", "--period", "202112", folder=folder)
    assert (ended.code, ended.err) == (4, f"{NO_HEADING}\n")
    assert files(folder) == before


@pytest.mark.parametrize("text", ["", "\n\n", "# Commentary on 202112\n\nFor me.\n\n## Insights\n\n- A point\n"])
def test_what_stands_above_the_first_heading_and_an_empty_file_are_fine(text: str, tmp_path: Path) -> None:
    (tmp_path / "202112.md").write_text(text, encoding="utf-8")
    assert read_commentary(tmp_path, AUTUMN).insights == (("A point",) if "point" in text else ())


def test_headings_of_another_kind_within_a_part_are_text(tmp_path: Path) -> None:
    (tmp_path / "202112.md").write_text("## Insights\n\n- A point on # 3\n\n### Staff\n", encoding="utf-8")
    assert read_commentary(tmp_path, AUTUMN).insights == ("A point on # 3", "### Staff")

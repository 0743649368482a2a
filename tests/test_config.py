"""scorecard.toml as an impatient person writes it: what is not TOML, or means nothing, is refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.breakdowns import check_coloured
from scorecard.config import Config, load
from scorecard.errors import ConfigError

BREAKDOWN = '[[breakdown]]\nname = "unit"\nlabel = "unit"\ncolumns = ["unit"]\ngroups = ["A", "B"]\n'
CROSSED = '[[breakdown]]\nname = "both"\nlabel = "both"\ncolumns = ["ethnicity", "unit"]\n'
MAIL = '[mail]\nfrom = "a@b.example"\nrecipients = ["a@b.example"]\nallowed_domains = ["b.example"]\n'
LINE = "must be one line of 1 to 100 characters."
LONG = "y" * 300


def read(folder: Path, content: str | bytes) -> Config:
    """The settings of such a file."""
    path = folder / "scorecard.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a = " + "[" * 5000 + "]" * 5000, "scorecard.toml: is nested too deeply, or holds a number that is too long."),
        ("a = " + "9" * 5000, "scorecard.toml: is nested too deeply, or holds a number that is too long."),
        ('force = "a\\u0000b"', "scorecard.toml force holds a character that cannot be written."),
        (
            '[columns]\nsex = "a\\u0007b"',
            "scorecard.toml extract columns 'sex' holds a character that cannot be written.",
        ),
        ('force = "a\\nb"', f"scorecard.toml force {LINE}"),
        (f'force = "{LONG}"', f"scorecard.toml force {LINE}"),
        ('marking = " "', f"scorecard.toml marking {LINE}"),
        ('public_marking = "a\\nb"', f"scorecard.toml public_marking {LINE}"),
        ('register = ""', "scorecard.toml register is empty; name a path, or take the line out."),
        ('commentary = " "', "scorecard.toml commentary is empty; name a path, or take the line out."),
        (f'commentary = "{LONG}"', "scorecard.toml commentary holds a name of more than 255 characters."),
        ('extract = "x"', "scorecard.toml extract must be a table ([...] or {...})."),
        ("extract = []", "scorecard.toml extract must be a table ([...] or {...})."),
        (
            "[extract]\nheader_row = 10000000000",
            "scorecard.toml extract header_row must be a number of at most 1,000,000,000.",
        ),
        ("[analysis]\nalpha = nan", "scorecard.toml analysis alpha must be a number of at most 1,000,000,000."),
        (
            f"[analysis]\npower = 1{'0' * 400}",
            "scorecard.toml analysis power must be a number of at most 1,000,000,000.",
        ),
        (
            "[analysis]\nrolling_periods = 1000",
            "[analysis] rolling_periods is 1000: it must be a whole number from 2 to 100.",
        ),
        (
            "[analysis]\ndetectable_ratio = 1000",
            "[analysis] detectable_ratio is 1000.0: it must be above 1, up to 100.",
        ),
        ('[force_names]\n"Former" = ""', f"[force_names] 'Former' {LINE}"),
        ('[force_names]\n"" = "Kent"', f"[force_names] '' {LINE}"),
        (BREAKDOWN.replace('label = "unit"', 'label = " "'), f"[[breakdown]] 'unit' label {LINE}"),
        (BREAKDOWN.replace('"B"', f'"{LONG}"'), f"[[breakdown]] 'unit' groups {LINE}"),
        (
            BREAKDOWN + 'parent = "ethnicty"\n',
            "[[breakdown]] 'unit' has the parent 'ethnicty', which is no other breakdown; did you mean 'ethnicity'?",
        ),
        (
            BREAKDOWN + 'parent = "unit"\n',
            "[[breakdown]] 'unit' has the parent 'unit', which is no other breakdown; use one of age_band, "
            "clearance_level, disability, ethnicity, ethnicity_detail, ethnicity_level, ethnicity_sex, religion, sex, "
            "sexual_orientation.",
        ),
        (
            CROSSED,
            "[[breakdown]] 'both' crosses the column 'unit', which has no groups; give that a [[breakdown]] too.",
        ),
        (BREAKDOWN.replace('["unit"]', '[""]'), f"[[breakdown]] 'unit' columns {LINE}"),
        (CROSSED.replace('"unit"]', '"ethnicity"]'), "[[breakdown]] 'both' crosses a column with itself."),
        (
            "[[period]]\nlabel = 'a'\nstart = 2021-01-01\nend = 2021-02-01\n"
            "[[period]]\nlabel = 'A'\nstart = 2021-03-01\nend = 2021-04-01\n",
            "scorecard.toml lists the [[period]] A, a more than once.",
        ),
        (
            MAIL + f'host = "{LONG}"',
            "scorecard.toml [mail] host must be the name of a mail server, such as mail.force.police.uk.",
        ),
        ('[extract]\ndelimiter = "x"', '[extract] delimiter must be one mark, such as ";" or "|", or "tab".'),
    ],
    ids=lambda part: str(part)[:40],
)
def test_what_means_nothing_is_refused(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        check_coloured(read(tmp_path, content))
    assert caught.value.message == sentence


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbfforce = "Kent"\r\n[analysis]\r\n\talpha\t=\t0.01\r\n',
        'force = "Avon\u00a0and Somerset"\nmarking = ""\n',
        '[extract]\nreason_separator = "\\n"\ndelimiter = \'|\'\n[columns]\nsex = "Sex\\n(as recorded)"\n',
        CROSSED + BREAKDOWN,
        'inbox.folder = "."\n',
    ],
)
def test_what_means_something_is_read(tmp_path: Path, content: str | bytes) -> None:
    check_coloured(read(tmp_path, content))

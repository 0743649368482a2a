"""The same input gives the same bytes, wherever and in whatever surroundings it is built."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.end_to_end.running import SAMPLE, files, scorecard

SURROUNDINGS = (
    {"TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "", "PYTHONHASHSEED": "4711", "COLUMNS": "40"},
)


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Two builds of the period 202103: other folder, other name of it, time zone, language and hash seed."""

    def build(number):
        place = tmp_path_factory.mktemp("ab"[number] * (3 + 20 * number))
        shutil.copy(SAMPLE / "vetting-extract-202103.csv", place)
        words = (
            "vetting-extract-202103.csv",
            "--period",
            "202103",
            "--edition",
            "both",
            "--out",
            "made" * (1 + number),
        )
        config = ("--config", SAMPLE / "scorecard.toml")
        done = scorecard("build", *words, *config, cwd=place, env=SURROUNDINGS[number])
        assert done.code == 0, done.err
        return files(place / ("made" * (1 + number)) / "202103")

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(build, range(2)))


def test_two_builds_have_the_same_files(two):
    assert set(two[0]) == set(two[1])
    assert sum(name.startswith("public/") for name in two[0]) >= 12
    assert sum(name.startswith("internal/") for name in two[0]) >= 18


def test_two_builds_have_the_same_bytes(two):
    assert [name for name in two[0] if two[0][name] != two[1][name]] == []


def test_the_demo_has_them_too(two, demo):
    """The demo is made of the same builds; where it keeps its register is in no file."""
    made = files(demo / "202103")
    assert set(made) == set(two[0])
    assert [name for name in made if made[name] != two[0][name]] == []

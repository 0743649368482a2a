"""The pages: those that are made are up to date, every setting is explained, every link leads somewhere."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scorecard.cli import COMMANDS

REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def test_the_page_of_commands_is_what_help_says() -> None:
    # In a process of its own: a command keeps the help option that it was first called with, by any test.
    words = [sys.executable, "-c", "from tools.commands import page; print(page(), end='')"]
    now = subprocess.run(words, cwd=REPOSITORY, check=True, capture_output=True, encoding="utf-8").stdout
    made = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert made == now, "make it anew: .venv/bin/python tools/commands.py"
    assert all(f"\n## scorecard {name}\n" in made for name in COMMANDS)
    assert "--edition [internal|public|both]" in made


def test_the_page_of_codes_is_made_from_the_lists() -> None:
    from tools.code_lists import page

    made = (DOCS / "codes.md").read_text(encoding="utf-8")
    assert made == page(), "make it anew: .venv/bin/python tools/code_lists.py"
    assert "| `A4` | Asian: Chinese | Asian; Other under 16+1 |" in made  # Home Office, police SDE codes 18+1 and 16+1


def test_the_page_of_the_house_names_every_room_and_module() -> None:
    from tools.house import page

    assert (DOCS / "house.md").read_text(encoding="utf-8") == page(), "make it anew: .venv/bin/python tools/house.py"


def test_every_locked_package_has_its_licence_listed() -> None:
    from tools.licences import packages

    names = packages((REPOSITORY / "requirements" / "run.txt").read_text(encoding="utf-8"))
    listed = dict(
        re.findall(r"^\| (\S+) \| (.+) \|$", (DOCS / "licences.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert "pandas" in names
    assert {n for n in names if not listed.get(n)} == set(), "make it anew: .venv/bin/python tools/licences.py"
    assert not [n for n, text in listed.items() if re.search(r"\b(A?GPL|GNU Affero)", text)]


def settings_of(template: str) -> Iterator[str]:
    """Every key of the template of settings, the names of its tables among them, as they are written."""
    whole = "\n".join(re.sub(r"^#(?=\S)", "", line) for line in template.splitlines())
    examples = {"columns", "constants", "codes", "count_columns", "groups"}  # their keys are a force's own words
    yield from keys(tomllib.loads(whole), examples)


def keys(table: dict[str, Any], examples: set[str]) -> Iterator[str]:
    for key, value in table.items():
        yield key
        below = value if isinstance(value, list) else [value]
        for one in below:
            if isinstance(one, dict) and key not in examples:
                yield from keys(one, examples)


def test_every_setting_is_explained() -> None:
    explained = (DOCS / "guide" / "configuring.md").read_text(encoding="utf-8")
    known = set(settings_of((REPOSITORY / "templates" / "scorecard.toml").read_text(encoding="utf-8")))
    assert {"force", "threshold", "retry_minutes", "header_row", "parent"} <= known
    assert sorted(k for k in known if not re.search(rf"\b{k}\b", explained)) == []


def test_no_setting_is_explained_that_there_is_not() -> None:
    """The other way round: each key in a table of the guide is one of the template of settings."""
    known = set(settings_of((REPOSITORY / "templates" / "scorecard.toml").read_text(encoding="utf-8")))
    guide = (DOCS / "guide" / "configuring.md").read_text(encoding="utf-8")
    named = {
        k for row in re.findall(r"^\| (`[a-z_`, ]+`) \|", guide, re.MULTILINE) for k in re.findall(r"[a-z_]+", row)
    }
    assert len(named) > 40
    assert named <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(DOCS)))
def test_links_and_pictures_are_there(page: Path) -> None:
    for target in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
        if not target.startswith(("https://", "#")):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_every_decision_is_in_the_table() -> None:
    table = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in (DOCS / "decisions").glob("[0-9]*.md") if f"({p.name})" not in table] == []


def test_pictures_are_small_and_described() -> None:
    pictures = list((DOCS / "images").iterdir())
    assert sum(p.stat().st_size for p in pictures) < 2_000_000
    used = "".join(p.read_text(encoding="utf-8") for p in [*PAGES, REPOSITORY / "README.md"])
    assert [p.name for p in pictures if f"images/{p.name}" not in used] == []
    assert "![](" not in used


@pytest.mark.skipif(
    importlib.util.find_spec("mkdocs") is None and not os.environ.get("CI"), reason="mkdocs-material is not installed"
)
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    """Every page in the navigation, every link and anchor found; nothing in a page is fetched from elsewhere."""
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(words, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=[\"']?(https?:)?//", text), page.name

"""The loader of settings: each mistake is one sentence that names the key and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest

from scorecard.errors import ConfigError
from scorecard.toml import convert, fill, read_toml


@dataclass(frozen=True)
class Part:
    name: str
    size: float = 1.0


@dataclass(frozen=True)
class Example:
    threshold: int
    method: Literal["suppress", "round"]
    from_: str = ""
    parts: tuple[Part, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    base: int | None = None
    path: Path | None = None
    on: bool = False


GOOD = {"threshold": 5, "method": "round"}


def test_a_whole_table() -> None:
    table = {**GOOD, "from": "x", "parts": [{"name": "a", "size": 2}], "labels": {"k": "v"}, "base": 5, "path": "p"}
    assert fill(Example, table, "[part]") == Example(5, "round", "x", (Part("a", 2.0),), {"k": "v"}, 5, Path("p"))


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({**GOOD, "treshold": 5}, "[part] has no key 'treshold'; did you mean 'threshold'?"),
        (
            {**GOOD, "zzz": 5},
            "[part] has no key 'zzz'; use one of base, from, labels, method, on, parts, path, threshold.",
        ),
        ({"method": "round"}, "[part] needs 'threshold'; there is no default."),
        ({**GOOD, "threshold": "5"}, "[part] threshold must be a whole number."),
        ({**GOOD, "threshold": True}, "[part] threshold must be a whole number."),
        ({**GOOD, "on": 1}, "[part] on must be true or false."),
        ({**GOOD, "method": "hide"}, '[part] method must be one of "suppress", "round".'),
        ({**GOOD, "parts": {"name": "a"}}, "[part] parts must be a list ([..., ...])."),
        ({**GOOD, "parts": [{"size": 1}]}, "[part] parts needs 'name'; there is no default."),
        ({**GOOD, "labels": 3}, "[part] labels must be a table ([...] or {...})."),
        ({**GOOD, "labels": {"k": 3}}, "[part] labels 'k' must be text in quotes."),
        ({**GOOD, "path": 3}, "[part] path must be a path in quotes."),
    ],
)
def test_mistakes(table: dict[str, object], sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        fill(Example, table, "[part]")
    assert str(caught.value) == sentence


@pytest.mark.parametrize("path", [r"C:\Vetting\register.sqlite", r"C:\Users\vetting", r"\\server\share"])
def test_a_windows_path_in_double_quotes(tmp_path: Path, path: str) -> None:
    (tmp_path / "s.toml").write_text(f'register = "{path}"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^s\.toml: is not valid TOML: ") as caught:
        read_toml(tmp_path / "s.toml")
    assert caught.value.remedy.startswith("Write a Windows path in single quotes")
    (tmp_path / "s.toml").write_text(f"register = '{path}'\n", encoding="utf-8")
    assert read_toml(tmp_path / "s.toml") == {"register": path}


def test_a_path_has_no_tab_in_it_and_may_have_any_letter() -> None:
    assert convert("Vetting\u00a0unité/r.sqlite", Path, "register") == Path("Vetting\u00a0unité/r.sqlite")
    with pytest.raises(ConfigError, match=r"^register holds a character that no path has\."):
        convert("C:\temp", Path, "register")


def test_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.toml: cannot be read \(no such file or directory\)\."):
        read_toml(tmp_path / "missing.toml")
    bad = tmp_path / "bad.toml"
    bad.write_text("a = \n")
    with pytest.raises(ConfigError, match=r"^bad\.toml: is not valid TOML: .*line 1"):
        read_toml(bad)
    bad.write_bytes(b"a = '\xe9'")
    with pytest.raises(ConfigError, match=r"is not UTF-8 text; save it as UTF-8\."):
        read_toml(bad)

"""The wheel and the sdist: all that a run needs is inside, the sdist makes the same wheel, and the wheel runs alone.

Here without the packages that a run needs, which `make try-dist` installs too, into an environment of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_everything_that_is_shipped_is_in_the_wheel(wheel: Path) -> None:
    inside = contents(wheel)
    wanted = [*(ROOT / "templates").rglob("*"), *(ROOT / "sample_data").glob("*.toml"), *ROOT.glob("sample_data/*.csv")]
    wanted += [*ROOT.glob("sample_data/commentary/*"), *ROOT.glob("sample_data/*.xlsx")]
    for path in wanted:
        if path.is_file():
            assert inside[f"scorecard/{path.relative_to(ROOT).as_posix()}"] == path.read_bytes()
    source = ROOT / "src"
    for path in source.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert inside[path.relative_to(source).as_posix()] == path.read_bytes()
    assert "scorecard/py.typed" in inside


def test_no_private_file_is_in_the_wheel(wheel: Path) -> None:
    names = contents(wheel)
    assert {name.split("/")[0] for name in names} == {
        "scorecard",
        next(n for n in names if "dist-info" in n).split("/")[0],
    }
    assert not [n for n in names if n.endswith((".sqlite", ".pyc", ".eml", ".part"))]


def test_licences_are_in_the_wheel(wheel: Path) -> None:
    inside = contents(wheel)
    meta = HeaderParser().parsestr(next(v for n, v in inside.items() if n.endswith("METADATA")).decode())
    assert meta["License-Expression"] == "MIT AND OFL-1.1"
    folder = f"{wheel.name.removesuffix('-py3-none-any.whl')}.dist-info/licenses"
    assert meta.get_all("License-File") == ["LICENSE", "templates/fonts/LICENCE-OFL.txt"]
    assert inside[f"{folder}/LICENSE"].startswith(b"MIT License")
    assert b"SIL OPEN FONT LICENSE" in inside[f"{folder}/templates/fonts/LICENCE-OFL.txt"].upper()


def test_the_sdist_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = next(SdistBuilder(str(ROOT)).build(directory=str(tmp_path / "dist"), versions=["standard"]))
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = Path(next(WheelBuilder(str(source)).build(directory=str(tmp_path / "again"), versions=["standard"])))
    assert contents(again) == contents(wheel)


def test_the_wheel_runs_without_the_repository(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere, in a path with spaces and letters beyond ASCII, in a folder that is not the repository."""
    place = tmp_path / "Vetting – unité"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    extract = place / "scorecard" / "sample_data" / "vetting-extract-202109.csv"
    start = "import sys, runpy; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('scorecard', run_name='__main__')"
    words = [sys.executable, "-I", "-X", "utf8", "-c", start, str(place)]
    work = tmp_path / "work"
    work.mkdir()
    words += ["build", str(extract), "--period", "202109", "--out", "out"]
    run = subprocess.run(words, cwd=work, capture_output=True, encoding="utf-8", check=False, env=_bare())
    assert run.returncode == 0, run.stderr
    assert (work / "out" / "202109" / "internal" / "vetting-scorecard-202109.pptx").stat().st_size > 50_000
    shown = (
        "import sys; sys.path.insert(0, sys.argv[1]); from scorecard.shipped import PACKAGE, shipped; "
        "print(PACKAGE, shipped('templates/theme.toml'), sep='|')"
    )
    run = subprocess.run([sys.executable, "-I", "-c", shown, str(place)], capture_output=True, text=True, check=True)
    assert all(part.startswith(str(place)) for part in run.stdout.strip().split("|"))


def _bare() -> dict[str, str]:
    """The environment without what a developer may have set."""
    return {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "HOME")}

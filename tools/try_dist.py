"""The wheel and the sdist in empty environments, far from the repository: `scorecard demo` must run from each.

    .venv/bin/python tools/try_dist.py dist     after `make dist`

In: a folder with one wheel and one sdist. Out: nothing, or the exit code of the step that failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
SHOWN = ("vetting-scorecard-202112.pptx", "vetting-scorecard-202112.xlsx", "vetting-scorecard-202112.html")


def environment(folder: Path) -> Path:
    """A new environment with the locked packages; the folder of its programs."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip(programs, "install", "--require-hashes", "-r", str(REQUIREMENTS / "run.txt"))
    pip(programs, "install", "--require-hashes", "-r", str(REQUIREMENTS / "build.txt"))
    return programs


def pip(programs: Path, *words: str) -> None:
    """Run pip there, quietly."""
    command = [str(programs / "python"), "-m", "pip", words[0], "--quiet", "--disable-pip-version-check", *words[1:]]
    subprocess.run(command, check=True)


def try_one(programs: Path, distribution: Path, folder: Path) -> None:
    """Install a distribution in place of any other, and run the demo in an empty folder."""
    pip(programs, "install", "--no-deps", "--no-build-isolation", "--force-reinstall", str(distribution))
    folder.mkdir()
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "SCORECARD"))}
    subprocess.run([programs / "scorecard", "demo", "--out", "demo"], cwd=folder, env=bare, check=True)
    made = folder / "demo" / "202112" / "public"
    missing = [name for name in SHOWN if not (made / name).is_file()]
    if missing:
        raise SystemExit(f"{distribution.name}: the demo did not make {', '.join(missing)}.")


def main(dist: Path) -> None:
    """Try the wheel, then the sdist."""
    (wheel,), (sdist,) = dist.resolve().glob("*.whl"), dist.resolve().glob("*.tar.gz")
    with tempfile.TemporaryDirectory(prefix="scorecard-dist-") as place:
        programs = environment(Path(place) / "environment")
        for distribution in (wheel, sdist):
            try_one(programs, distribution, Path(place) / distribution.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Programs that tests look at files with: LibreOffice, poppler, Chromium. Not needed to run the product.

Each test that needs one calls `require_program`: on a user's machine without it the test is skipped; where the
environment variable CI is set it fails, so that a check cannot vanish silently.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

NAMES = {
    "soffice": ("soffice", "libreoffice"),
    "pdftoppm": ("pdftoppm",),
    "pdftotext": ("pdftotext",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
}
MINUTES = 3
# LibreOffice shows stored values unless it is told to recalculate: 0 is always.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""  # noqa: E501
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def program(name: str) -> str | None:
    """The path of the program, None where it is not installed."""
    return next((path for known in NAMES[name] if (path := shutil.which(known))), None)


def require_program(name: str) -> str:
    """The path of the program; without it the test is skipped, or fails where CI is set."""
    path = program(name)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{name} is not installed, and CI must run every check")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60 * MINUTES)
    assert done.returncode == 0, done.stderr


def _soffice(soffice: str, profile: Path, kind: str, file: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    own = f"-env:UserInstallation={profile.as_uri()}"
    _run(soffice, own, "--headless", "--convert-to", kind, "--outdir", folder, file)
    made = folder / f"{file.stem}.{kind.partition(':')[0]}"
    assert made.exists(), f"LibreOffice made no {kind} of {file.name}"
    return made


def to_pdf(file: Path, folder: Path) -> Path:
    """The file as LibreOffice prints it: a PDF in `folder`."""
    soffice = require_program("soffice")
    with tempfile.TemporaryDirectory() as profile:
        return _soffice(soffice, Path(profile), "pdf", file, folder)


def to_png(pdf: Path, folder: Path, *, dots: int = 80) -> list[Path]:
    """Each page of a PDF as a PNG, `dots` to the inch: `<stem>-<page>.png` in `folder`, in order."""
    pdftoppm = require_program("pdftoppm")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{pdf.stem}-*.png"):
        old.unlink()
    _run(pdftoppm, "-r", str(dots), "-png", pdf, folder / pdf.stem)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def pictures(file: Path, folder: Path, *, dots: int = 80) -> list[Path]:
    """Each slide or printed sheet of an office file as a PNG in `folder`."""
    with tempfile.TemporaryDirectory() as place:
        return to_png(to_pdf(file, Path(place)), folder, dots=dots)


def recalculated(file: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it after working out every formula anew: an xlsx of that name in `folder`."""
    soffice = require_program("soffice")
    assert folder.resolve() != file.parent.resolve(), "the recalculated file would replace the one to check"
    with tempfile.TemporaryDirectory() as place:
        settings = Path(place) / "user" / "registrymodifications.xcu"
        settings.parent.mkdir()
        settings.write_text(ALWAYS_RECALCULATE, encoding="utf-8")
        return _soffice(soffice, Path(place), "xlsx:Calc MS Excel 2007 XML", file, folder)


def page_png(page: Path, png: Path, *, width: int, height: int = 4000) -> Path:
    """A web page as Chromium shows it in a window of that many pixels."""
    chromium = require_program("chromium")
    png.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        _run(
            chromium, *CHROMIUM, f"--user-data-dir={place}", f"--window-size={width},{height}",
            f"--screenshot={png.resolve()}", page.resolve().as_uri(),
        )  # fmt: skip
    assert png.exists(), f"Chromium made no picture of {page.name}"
    return png

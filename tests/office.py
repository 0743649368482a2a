"""Programs that tests look at files with: LibreOffice, poppler, Chromium. Not needed to run the product.

Each test that needs one calls `require_program`: on a user's machine without it the test is skipped; where the
environment variable CI is set it fails, so that a check cannot vanish silently.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from PIL import Image, ImageChops

NAMES = {
    "soffice": ("soffice", "libreoffice"),
    "pdftoppm": ("pdftoppm",),
    "pdftotext": ("pdftotext",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
}
MINUTES = 3
LONGEST_PAGE = 16000  # pixels
PAST_THE_END = "#fff"
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
    return converted(file, "pdf", folder)


def converted(file: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format, such as "ods" or "xls", in `folder`."""
    soffice = require_program("soffice")
    with tempfile.TemporaryDirectory() as profile:
        return _soffice(soffice, Path(profile), kind, file, folder)


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


def shown(file: Path, folder: Path) -> dict[str, list[list[str]]]:
    """The texts that LibreOffice shows in each sheet of a workbook, by sheet name, row by row."""
    soffice = require_program("soffice")
    every_sheet_as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        own = f"-env:UserInstallation={Path(profile).as_uri()}"
        _run(soffice, own, "--headless", "--convert-to", every_sheet_as_shown, "--outdir", folder, file)
    sheets = {}
    for made in sorted(folder.glob(f"{file.stem}-*.csv")):
        with made.open(encoding="utf-8", newline="") as text:
            sheets[made.stem.removeprefix(f"{file.stem}-")] = list(csv.reader(text))
    assert sheets, f"LibreOffice showed no sheet of {file.name}"
    return sheets


def page_png(page: Path, png: Path, *, width: int, dark: bool = False) -> Path:
    """A web page at its whole length, as Chromium shows it in a window `width` pixels wide.

    The page stands in a frame of that width, since Chromium itself makes no window narrower than 500 pixels; what is
    below the page's end is cut off.
    """
    frame = f"""<!doctype html><html lang="en"><title>Frame</title><body style="margin:0;background:{PAST_THE_END}">
    <iframe src="{page.resolve().as_uri()}" style="border:0;width:{width}px;height:{LONGEST_PAGE}px"></iframe>"""
    with tempfile.TemporaryDirectory() as place:
        framed = Path(place) / "frame.html"
        framed.write_text(frame, encoding="utf-8")
        size = f"--window-size={max(width, 500)},{LONGEST_PAGE}"
        dark_mode = ["--blink-settings=preferredColorScheme=0"] if dark else []
        _chromium(png, size, *dark_mode, f"--screenshot={png.resolve()}", framed.as_uri())
    with Image.open(png) as picture:
        picture.crop((0, 0, width, _last_row(picture.crop((0, 0, width, picture.height))))).save(png)
    return png


def _last_row(picture: Image.Image) -> int:
    """How far down a page goes: to the last row that differs from the page's bottom."""
    bottom = Image.new(picture.mode, picture.size, picture.getpixel((picture.width // 2, picture.height - 1)))
    box = ImageChops.difference(picture, bottom).getbbox()
    return min(picture.height, box[3] + 16) if box else picture.height


def page_pdf(page: Path, pdf: Path) -> Path:
    """A web page as Chromium prints it."""
    return _chromium(pdf, "--no-pdf-header-footer", f"--print-to-pdf={pdf.resolve()}", page.resolve().as_uri())


def _chromium(made: Path, *options: str) -> Path:
    chromium = require_program("chromium")
    made.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        _run(chromium, *CHROMIUM, f"--user-data-dir={profile}", *options)
    assert made.exists(), f"Chromium made no {made.name}"
    return made

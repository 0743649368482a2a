"""docs/images: the pictures on the pages, made anew from the demo's last period.

    .venv/bin/python tools/page_pictures.py [FOLDER]     FOLDER: demo/202112/internal

In: a folder of one edition of the demo. Out: PNG files of few colours. A slide is found by its topic, a sheet by its
heading, so that the numbers of slides and sheets may change. Needs LibreOffice, poppler and Chromium.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops
from pptx import Presentation

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY))
from tests import office  # noqa: E402 (found through the line above)

IMAGES = REPOSITORY / "docs" / "images"
DEMO = REPOSITORY / "demo" / "202112" / "internal"
SLIDES = {
    "slide-headline": "Headline",
    "slide-rates": "Police officers by ethnicity",
    "slide-ratios": "Police officers by ethnicity: compared with White",
    "slide-change": "Police officers by ethnicity: change",
    "slide-gap": "Police officers by ethnicity: reasons and the gap",
    "slide-actions": "Actions",
    "slide-ledger": "Where every row went",
}
SHEET = "Police officer applicants by ethnicity: all figures"
DOTS = 72  # a slide is then 960 pixels wide
COLOURS = 128
MARGIN = 16
ABOVE_THE_FOOT = 0.9  # of a printed sheet


def slides(deck: Path, place: Path) -> None:
    """The first slide of each topic."""
    topics = [
        next((h.text_frame.text for h in slide.placeholders if h.name == "Topic"), "")
        for slide in Presentation(str(deck)).slides
    ]
    pages = office.pictures(deck, place, dots=DOTS)
    for name, topic in SLIDES.items():
        save(Image.open(pages[topics.index(topic)]), name)


def sheet(book: Path, place: Path) -> None:
    """The printed sheet with the heading, without its empty edges and its foot."""
    pdf = office.to_pdf(book, place)
    read = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, encoding="utf-8").stdout
    number = next(n for n, text in enumerate(read.split("\f"), start=1) if text.strip().startswith(SHEET))
    words = ["pdftoppm", "-r", "110", "-f", str(number), "-l", str(number), "-png", str(pdf), str(place / "sheet")]
    subprocess.run(words, check=True)
    (made,) = place.glob("sheet-*.png")
    picture = Image.open(made).convert("RGB")
    picture = picture.crop((0, 0, picture.width, int(picture.height * ABOVE_THE_FOOT)))
    left, top, right, bottom = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox() or (
        *(0, 0),
        *picture.size,
    )
    save(picture.crop((left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN)), "sheet")


def page(file: Path, place: Path) -> None:
    """The top of the page, in a wide window and on a phone."""
    wide = Image.open(office.page_png(file, place / "page.png", width=1280))
    save(wide.crop((0, 0, 1280, 1500)).resize((960, 1125), Image.Resampling.LANCZOS), "page")
    save(Image.open(office.page_png(file, place / "phone.png", width=360)).crop((0, 0, 360, 900)), "phone")


def save(picture: Image.Image, name: str) -> None:
    """A small file: few colours, which is enough for words and bars."""
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(IMAGES / f"{name}.png", optimize=True)


def main(folder: Path) -> None:
    """All of them."""
    (deck,), (book,), (web,) = (folder.glob(f"vetting-scorecard-*.{kind}") for kind in ("pptx", "xlsx", "html"))
    with tempfile.TemporaryDirectory() as place:
        for make, file in ((slides, deck), (sheet, book), (page, web)):
            make(file, Path(place) / make.__name__)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO)

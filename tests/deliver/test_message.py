"""The message as mail programs get it: parts, pictures, words, sizes, the same bytes, no injected header."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.deliver import MailSettings, compose_message, failure_notice
from scorecard.deliver.message import one_line, subject
from scorecard.look import load_look
from scorecard.model import Scorecard
from scorecard.render.svg.picture import pictures
from tests.deliver.conftest import FORCE, SETTINGS
from tests.render.example_cards import example_card

LOOK = load_look()
CARD = example_card()
CHARTS = pictures(CARD, LOOK)


def composed(card: Scorecard = CARD, files: tuple[Path, ...] = (), settings: MailSettings = SETTINGS) -> EmailMessage:
    """The message as it arrives."""
    message = compose_message(card, LOOK, settings, CHARTS, files)
    return message_from_bytes(message.as_bytes(policy=SMTP), policy=default)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return body.get_content()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, ...]:
    paths = tuple(tmp_path / f"vetting-scorecard-202109.{ending}" for ending in ("pptx", "xlsx"))
    for path in paths:
        path.write_bytes(b"x" * 600_000)
    return paths


def test_its_parts_are_a_text_a_body_with_pictures_and_the_files(files: tuple[Path, ...]) -> None:
    message = composed(files=files)
    assert [p.get_content_type() for p in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "image/png", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]  # fmt: skip
    assert [a.get_filename() for a in message.iter_attachments()] == [path.name for path in files]
    assert message["Content-Language"] == "en-GB"
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_subject_has_the_marking_and_the_period() -> None:
    assert composed()["Subject"] == (
        "OFFICIAL-SENSITIVE: [SYNTHETIC] Vetting disproportionality scorecard, Exampleshire Police, "
        "1 June to 31 August 2021"
    )


def test_pictures_are_in_the_message_and_have_words(files: tuple[Path, ...]) -> None:
    message = composed(files=files)
    html = part(message, "html")
    pointed = re.findall(r'<img [^>]*alt="([^"]+)" src="cid:([^"]+)"', html)
    images = {str(p["Content-ID"]): p for p in message.walk() if p.get_content_maintype() == "image"}
    assert {f"<{cid}>" for _alt, cid in pointed} == set(images)
    assert [alt for alt, _cid in pointed] == [chart.alt for _section, chart, _png in CHARTS]
    assert all(p.get_content().startswith(b"\x89PNG") for p in images.values())
    assert all(p.get_content_disposition() == "inline" for p in images.values())


def test_it_asks_the_network_for_nothing_and_needs_no_style_sheet() -> None:
    html = part(composed(), "html")
    assert not re.search(r"https?://|<script|<link|url\(|@import", html)
    assert re.findall(r"<style>(.*?)</style>", html, re.DOTALL)[0].split("{")[0].strip() == "@media (max-width:480px)"
    assert "border-left" in html, "rules stand on the elements"
    assert not re.search(r"display:\s*(grid|flex)|position:", html), "Outlook knows neither"


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_both_parts_say_every_headline_number_and_sentence(kind: str) -> None:
    said = " ".join(part(composed(), kind).split())
    headline = CARD.sections[0]
    for tile in headline.tiles:
        assert tile.label in said
        assert tile.number in said
        assert tile.detail in said
    assert all(statement.text in said for statement in headline.statements)
    for section, _chart, _png in CHARTS:
        assert section.title in said
        cells = [cell.text for table in section.tables for row in table.rows for cell in row.cells]
        assert all(cell in said for cell in cells)
    assert said.count("OFFICIAL-SENSITIVE") >= 2
    assert "synthetic data" in said.lower()
    assert "[c] withheld to protect confidentiality" in said


def test_the_plain_part_is_text_and_its_lines_are_short() -> None:
    text = part(composed(), "plain")
    assert "<" not in text
    assert max(map(len, text.splitlines())) <= 78


def test_the_same_scorecard_is_the_same_bytes(files: tuple[Path, ...]) -> None:
    first, second = (compose_message(CARD, LOOK, SETTINGS, CHARTS, files).as_bytes(policy=SMTP) for _time in range(2))
    assert first == second
    assert all(byte < 128 for byte in first), "any server passes it on unchanged"
    assert max(map(len, first.split(b"\r\n"))) <= 998, "RFC 5322, 2.1.1"
    other = replace(CARD, title="Another")
    assert compose_message(other, LOOK, SETTINGS, CHARTS, files).as_bytes(policy=SMTP) != first


def test_files_beyond_the_size_are_named_by_their_place(files: tuple[Path, ...]) -> None:
    small = composed(files=files, settings=replace(SETTINGS, max_attachment_mb=1.0))
    assert [a.get_filename() for a in small.iter_attachments()] == [files[0].name]
    assert f"{files[1].resolve()} (too large to attach)" in part(small, "plain")
    none = composed(files=files, settings=replace(SETTINGS, max_attachment_mb=0.0, location=r"\\force\vetting" + "\\"))
    assert list(none.iter_attachments()) == []
    assert rf"\\force\vetting\{files[0].name} (too large to attach)" in part(none, "plain")


@given(st.text())
def test_a_subject_is_one_line_whatever_the_force_is_called(name: str) -> None:
    line = subject(replace(CARD, force=name))
    assert line.isprintable()
    message = EmailMessage(policy=SMTP)
    message["Subject"] = line
    assert [*message_from_bytes(message.as_bytes(), policy=default)] == ["Subject"]


def test_a_line_break_in_a_name_makes_no_header() -> None:
    sly = composed(replace(CARD, force="Exampleshire\r\nBcc: press@example.org\r\n\r\n<b>", title="A\nB"))
    assert sly["Bcc"] is None
    assert [*sly] == [
        "From", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Language",
    ]  # fmt: skip

    assert "&lt;b&gt;" in part(sly, "html")
    assert one_line("A\u2028B\x00C\tD\x85E") == "A B C D E"


def test_a_notice_is_a_sentence() -> None:
    notice = failure_notice("scorecard run\r\nBcc: x@y.z", "extract-202109.csv: has no column outcome.", SETTINGS)
    assert notice["Bcc"] is None
    assert notice["From"] == f"scorecard@{FORCE}"
    assert notice.get_content().splitlines()[2] == "extract-202109.csv: has no column outcome."

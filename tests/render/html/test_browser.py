"""The page in Chromium: axe-core finds nothing, the policy stops scripts, nothing overflows a phone."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from pathlib import Path

import pytest

from scorecard.look import load_look
from scorecard.model import Edition
from scorecard.render.html import page
from tests.render.example_cards import example_card
from tests.render.html import browser

AUDIT = """
document.querySelectorAll('details').forEach(fold => { fold.open = true });
axe.run(document, {resultTypes: ['violations']}).then(found => {
  const told = {
    width: innerWidth, wide: document.documentElement.scrollWidth,
    dark: matchMedia('(prefers-color-scheme:dark)').matches,
    passes: found.passes.map(rule => rule.id),
    violations: found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 200))]),
  };
  const out = document.createElement('pre');
  out.id = 'told'; out.textContent = JSON.stringify(told); parent.document.body.append(out);
});
"""


def _without_policy(html: str) -> str:
    """The page without its content security policy, so that a test's script may run in it."""
    changed, times = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    assert times == 1
    return changed


def _audit(html: str, folder: Path, *, width: int, dark: bool) -> dict[str, object]:
    """What axe-core says of the page in a frame of that width (a window cannot be as narrow as a phone)."""
    scripts = f"<script>{browser.axe()}</script><script>{AUDIT}</script>"
    framed = escape(_without_policy(html).replace("</body>", f"{scripts}</body>"))
    file = folder / "page.html"
    file.write_text(
        f'<!doctype html><html style="color-scheme:light dark"><title>Frame</title><meta charset="utf-8">'
        f'<iframe srcdoc="{framed}" style="width:{width}px;height:900px;border:0"></iframe></html>',
        encoding="utf-8",
    )
    dom = browser.run(file, folder / "profile", "--virtual-time-budget=20000", "--dump-dom", width=1400, dark=dark)
    told = re.search(r'<pre id="told">(.*?)</pre>', dom, re.DOTALL)
    assert told, dom[-500:]
    return json.loads(unescape(told[1]))


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation(tmp_path: Path, width: int, dark: bool) -> None:
    told = _audit(page(example_card(), load_look()), tmp_path, width=width, dark=dark)
    assert told["violations"] == []
    assert {"color-contrast", "scrollable-region-focusable", "heading-order", "svg-img-alt"} <= set(told["passes"])
    assert (told["width"], told["dark"]) == (width, dark)
    assert told["wide"] == width, "the page itself does not scroll sideways"


def test_axe_would_find_a_faint_text(tmp_path: Path) -> None:
    html = page(example_card(3, 1, Edition.PUBLIC), load_look()).replace(
        "</main>", "<p style='color:#aaa'>Faint</p></main>"
    )
    told = _audit(html, tmp_path, width=1280, dark=False)
    assert [rule for rule, _nodes in told["violations"]] == ["color-contrast"]


def test_the_policy_stops_a_script_and_keeps_the_style(tmp_path: Path) -> None:
    html = page(example_card(3, 1), load_look())
    file = tmp_path / "page.html"
    file.write_text(html.replace("</body>", "<script>document.body.id = 'ran'</script></body>"), encoding="utf-8")
    dom = browser.run(file, tmp_path / "profile", "--dump-dom", width=1280)
    assert 'id="ran"' not in dom
    assert "<main" in dom


def test_it_prints_as_pages_of_a4(tmp_path: Path) -> None:
    file, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(page(example_card(), load_look()), encoding="utf-8")
    browser.run(file, tmp_path / "profile", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", width=1280)
    content = pdf.read_bytes()
    assert content.startswith(b"%PDF")
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", content)) <= 12
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12]", content), "A4"

"""A force's own template: what it lacks is listed at once, and the shipped one is made by its script."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner
from pptx import Presentation
from pptx.dml.color import RGBColor

from scorecard.cli.template import template
from scorecard.errors import ConfigError
from scorecard.look import load_look
from scorecard.render.pptx import check_template, refuse_lacking, render_pptx
from scorecard.shipped import shipped
from tests.cli.running import files, run

from ..example_cards import example_card
from .other_template import make_other_template

ROOT = Path(__file__).parents[3]


def test_the_shipped_template_can_be_used() -> None:
    assert check_template(shipped("templates/scorecard.pptx")) == ()


def test_another_template_can_be_used(tmp_path: Path) -> None:
    assert check_template(make_other_template(tmp_path / "ours.pptx")) == ()


def test_everything_that_is_missing_is_listed(tmp_path: Path) -> None:
    path = make_other_template(tmp_path / "ours.pptx", without=(("Table", ""), ("Chart", "Chart"), ("Text", "Badge")))
    faults = (
        "no placeholder 'Chart' in layout 'Chart'",
        "no layout 'Table'",
        "no placeholder 'Badge' in layout 'Text'",
    )
    assert check_template(path) == faults
    with pytest.raises(ConfigError) as caught:
        render_pptx(example_card(3, 1), load_look({"template": str(path)}), tmp_path / "deck.pptx")
    assert caught.value.message == f"ours.pptx: 3 things are missing or wrong: {'; '.join(faults)}."
    assert not (tmp_path / "deck.pptx").exists()


def test_a_placeholder_of_the_wrong_kind_is_named(tmp_path: Path) -> None:
    from pptx import Presentation

    deck = Presentation(str(make_other_template(tmp_path / "ours.pptx")))
    layout = next(layout for layout in deck.slide_layouts if layout.name == "Chart")
    chart = next(holder for holder in layout.placeholders if holder.name == "Chart")
    chart._element.ph.set("type", "body")
    next(h for h in layout.placeholders if h.name == "Base")._element.xpath(".//a:defRPr")[0].set("sz", "900")
    deck.save(str(tmp_path / "wrong.pptx"))
    assert set(check_template(tmp_path / "wrong.pptx")) == {
        "placeholder 'Chart' in layout 'Chart' must be a chart placeholder",
        "placeholder 'Base' in layout 'Chart' is set in less than 12 points",
    }


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_what_is_no_presentation_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "ours.pptx").write_bytes(content)
    with pytest.raises(ConfigError, match=r"^ours\.pptx: is not a PowerPoint presentation"):
        check_template(tmp_path / "ours.pptx")


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.pptx: there is no such file\.$"):
        check_template(tmp_path / "none.pptx")


def test_the_command_says_that_all_is_well() -> None:
    result = CliRunner().invoke(template, ["--check", str(shipped("templates/scorecard.pptx"))])
    assert result.exit_code == 0
    assert result.output == "scorecard.pptx: every layout and placeholder that a scorecard needs is there.\n"


def test_the_command_raises_what_is_missing(tmp_path: Path) -> None:
    path = make_other_template(tmp_path / "ours.pptx", without=(("Agenda", ""),))
    result = CliRunner().invoke(template, ["--check", str(path)])
    assert isinstance(result.exception, ConfigError)
    assert result.exception.message == "ours.pptx: 1 thing is missing or wrong: no layout 'Agenda'."
    assert "scorecard template --write" in result.exception.remedy


def test_titles_keep_their_place_on_another_master() -> None:
    """LibreOffice falls back to the master's title where a layout's says idx="0"; left out, it means the same."""
    from pptx import Presentation

    for layout in Presentation(str(shipped("templates/scorecard.pptx"))).slide_layouts:
        title = next(holder for holder in layout.placeholders if holder.name == "Title")
        assert title._element.ph.get("idx") is None, layout.name


def test_the_command_writes_the_shipped_template_once(tmp_path: Path) -> None:
    ended = run("template", "--write", "ours.pptx", folder=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "  ours.pptx\nChange its master in PowerPoint (View, Slide Master), keep the names; "
        "then: scorecard template --check ours.pptx\n"
    )
    assert files(tmp_path) == {"ours.pptx": shipped("templates/scorecard.pptx").read_bytes()}
    assert check_template(tmp_path / "ours.pptx") == ()
    again = run("template", "--write", "ours.pptx", folder=tmp_path)
    assert again.err == "ours.pptx: is there already, and nothing was changed; choose another name.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Give either --check FILE or --write FILE."),
        (["--check", "a.pptx", "--write", "b.pptx"], "Give either --check FILE or --write FILE."),
        (["--write", "b.potx"], "b.potx: a template is a .pptx file; give it a name that ends so."),
    ],
)
def test_the_command_wants_one_thing(words: list[str], sentence: str, tmp_path: Path) -> None:
    ended = run("template", *words, folder=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"{sentence}\n"
    assert files(tmp_path) == {}


def test_the_shipped_template_is_what_its_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("make_template", ROOT / "tools" / "make_template.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    assert module.make() == shipped("templates/scorecard.pptx").read_bytes()


def on_ground(folder: Path, ground: str, words: str = "") -> Path:
    """The shipped template with another background of the master, and titles and texts in another colour."""
    deck = Presentation(str(shipped("templates/scorecard.pptx")))
    fill = deck.slide_masters[0].background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(ground)
    for layout in deck.slide_layouts if words else ():
        for holder in layout.placeholders:
            for colour in holder._element.iterfind(".//{*}lstStyle//{*}solidFill/{*}schemeClr"):
                colour.tag, _ = colour.tag.replace("schemeClr", "srgbClr"), colour.set("val", words)
    for style in deck.slide_masters[0]._element.iterfind(".//{*}txStyles//{*}solidFill/{*}schemeClr") if words else ():
        style.tag, _ = style.tag.replace("schemeClr", "srgbClr"), style.set("val", words)
    deck.save(str(folder / "ours.pptx"))
    return folder / "ours.pptx"


def test_words_that_cannot_be_read_on_the_template_s_background(tmp_path: Path) -> None:
    faults = check_template(on_ground(tmp_path, "101030"))
    assert faults[0] == (
        "too faint on the background of layout 'Agenda': the words of Title, Topic, Badge, Base, Marking"
    )
    assert len(faults) == 7, "the title slide has a background of its own"
    assert check_template(shipped("templates/scorecard.pptx")) == ()
    assert check_template(on_ground(tmp_path, "FFF4CC")) == ()
    with pytest.raises(ConfigError, match="too faint on the background of layout 'Table': the words of Title"):
        refuse_lacking(on_ground(tmp_path, "101030"), load_look())


def test_charts_and_tables_are_read_on_it_too(tmp_path: Path) -> None:
    dark = on_ground(tmp_path, "101030", words="FFFFFF")
    assert check_template(dark) == ()
    with pytest.raises(
        ConfigError, match=r"'Table': the words of charts and tables, which are ink and muted in \[look"
    ):
        refuse_lacking(dark, load_look())
    refuse_lacking(shipped("templates/scorecard.pptx"), load_look())

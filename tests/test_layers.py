"""Imports point downward only, and renderers copy: rules of the architecture that a reader can rely on."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "scorecard"
FILES = sorted(SOURCE.rglob("*.py"))

# What each room may import of ours, itself aside. `shipped` finds files and imports nothing; `toml` fills settings.
# Any package may use `lazy`, which imports nothing either.
ALLOWED = {
    "model": set(),
    "errors": set(),
    "lazy": set(),
    "shipped": set(),
    "statistics": set(),
    "codes": {"model", "errors"},
    "extract": {"model", "errors", "codes"},
    "warehouse": {"model", "errors", "codes", "extract"},
    "figures": {"model", "errors", "statistics", "shipped"},
    "disclosure": {"model", "errors"},
    "register": {"model", "errors"},
    "compose": {"model", "errors", "shipped"},
    "render": {"model", "errors", "shipped"},
    "deliver": {"model", "errors", "shipped"},
}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The rooms of ours that a file imports, wherever in the file."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scorecard"):
            parts = (node.module or "").split(".")
            names |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {a.name.split(".")[1] for a in node.names if a.name.startswith("scorecard.")}
    return names - {"__version__", "lazy"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_downward(path: Path) -> None:
    home = room(path)
    if home in ALLOWED:
        assert imported(path) <= ALLOWED[home] | {home}


def test_every_room_is_there() -> None:
    assert set(ALLOWED) <= {room(p) for p in FILES}


def layout_module(path: Path) -> bool:
    """Geometry (points, pixels, EMU) is layout, not a figure; it stands in modules of its own."""
    return "geometry" in path.parts or "geometry" in path.stem or "layout" in path.stem or "svg" in path.parts


@pytest.mark.parametrize(
    "path",
    [p for p in FILES if room(p) == "render" and not layout_module(p)],
    ids=lambda p: str(p.relative_to(SOURCE)),
)
def test_renderers_copy(path: Path) -> None:
    """No division, multiplication, rounding or number format outside layout: what is printed was chosen in compose."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.Mult | ast.FloorDiv | ast.Pow):
            operands = (node.left, node.right)
            paths_or_repeats = any(isinstance(o, ast.Constant) and isinstance(o.value, str) for o in operands)
            assert paths_or_repeats, f"arithmetic in {path.name}, line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("round", "format"), f"{node.func.id}() in {path.name}, line {node.lineno}"
        if isinstance(node, ast.FormattedValue):
            assert node.format_spec is None, f"a number format in {path.name}, line {node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path.name} has no docstring"

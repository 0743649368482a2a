"""XML of foreign files, parsed safely: no entities, no document types, no network, bounded depth and size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from scorecard.errors import ExtractError


def parsed(where: str, data: bytes) -> Any:
    """The root element. ExtractError where the bytes are not well-formed XML or hold a document type."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        attribute_defaults=False, recover=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        raise ExtractError(
            f"{where} is not well-formed XML, so the file is damaged; save it anew and check that."
        ) from problem
    if root.getroottree().docinfo.doctype:
        raise ExtractError(
            f"{where} declares XML entities or a document type, which no office file needs; do not open it."
        )
    return root


def every(root: Any, *names: str) -> Iterator[Any]:
    """All elements below (and) `root` with one of these local names, whatever their namespace, in order."""
    return iter(root.iter(*(f"{{*}}{name}" for name in names)))


def child(element: Any, *path: str) -> Any | None:
    """The first element along a path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = element.find(f"{{*}}{name}")
    return element


def local(element: Any) -> str:
    """The element's name without its namespace; "" for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def linked(element: Any, name: str = "id") -> str:
    """The relationship that an element points to by a namespaced attribute (r:id, r:embed, r:link); "" for none."""
    return next((str(v) for k, v in element.attrib.items() if k.startswith("{") and k.endswith("}" + name)), "")


def words(element: Any, *names: str) -> str:
    """The texts of all elements with one of these local names ("t" by default), joined."""
    return "".join(e.text or "" for e in every(element, *(names or ("t",))))


def on(element: Any, attribute: str) -> bool:
    """True where an XML boolean attribute is set."""
    return element.get(attribute, "").lower() in {"1", "true", "on"}


def comments(root: Any) -> Iterator[str]:
    """The XML comments within an element."""
    return (c.text or "" for c in root.iter(etree.Comment))

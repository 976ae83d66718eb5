"""XML as lxml reads and writes it, which comes without types."""

import importlib
from collections.abc import Mapping
from typing import Any

Element = Any
_etree: Any = importlib.import_module("lxml.etree")


def parsed(data: bytes) -> Element:
    """Return the tree of an XML file; what it declares as entities stays unread.

    Raises
    ------
    ValueError
        If it is no XML.
    """
    parser = _etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return _etree.fromstring(data, parser)
    except _etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None


def added(parent: Element, tag: str, attributes: Mapping[str, str] | None = None) -> Element:
    """Return a new element, the last in another one."""
    return _etree.SubElement(parent, tag, dict(attributes or {}))


def written(root: Element) -> bytes:
    """Return a tree as a file."""
    return _etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

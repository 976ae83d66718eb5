"""What the pages of a PDF look like, told by digests of everything that is drawn on them."""

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pypdf import PdfReader

Node = Any  # objects of a PDF have no types
DRAWN = ("/Contents", "/Resources", "/Annots", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
UPWARDS = ("/Parent", "/P", "/StructParent", "/StructParents")  # lead out of a page
PACKING = ("/Length", "/Filter", "/DecodeParms")  # of a stream, whose content is looked at unpacked


def page_digests(reader: "PdfReader") -> tuple[bytes, ...]:
    """Return a digest for each page: of what is drawn on it, with which fonts and pictures.

    A file that another program saved again, or added properties to, keeps them.
    """
    known: dict[int, bytes] = {}
    document: Node = reader
    return tuple(
        _digest({name: page[name] for name in DRAWN if name in page}, known)
        for page in document.pages
    )


def _digest(node: Node, known: dict[int, bytes]) -> bytes:
    """Return the digest of a part and of all that it refers to, each looked at once."""
    if (number := getattr(node, "idnum", None)) is not None:
        if number not in known:
            known[number] = b""  # a part that refers to itself
            known[number] = _digest(node.get_object(), known)
        return known[number]
    stream: Node = node if hasattr(node, "get_data") else None
    if isinstance(node, Mapping):
        parts = cast("Mapping[str, Node]", node)
        kind, left_out = b"names", UPWARDS + (PACKING if stream is not None else ())
        inside = [
            str(name).encode() + b" " + _digest(part, known)
            for name, part in sorted(parts.items())
            if name not in left_out
        ]
        if stream is not None:
            inside.append(stream.get_data())
    elif isinstance(node, list):
        kind, inside = b"list", [_digest(part, known) for part in cast("list[Node]", node)]
    else:
        kind, inside = b"value", [repr(node).encode()]
    found = sha256(kind)
    for part in inside:
        found.update(sha256(part).digest())
    return found.digest()

"""Office files are archives: the same bytes each time, and opened with care."""

import io
import zipfile
from collections.abc import Mapping

from ganeum.archive import START, ArchiveError, members

FIRST = ("mimetype", "[Content_Types].xml")  # readers look for them at the beginning
MOST_XML = 12_000_000  # bytes of a stranger's XML: its tree takes several times as much
MOST_TAGS = 250_000  # in it
XML = (".xml", ".rels", ".hpf", ".rdf")
DECLARATIONS = tuple(
    text.encode(encoding)
    for text in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def packed(parts: Mapping[str, bytes], *, pressed: bool = True) -> bytes:
    """Return an archive of named parts, sorted and dated alike.

    Parameters
    ----------
    parts : mapping
        From names to content.
    pressed : bool, default True
        Whether the parts are made smaller; what is only handed on to a library need not be.

    Examples
    --------
    >>> list(parts_of(packed({"b": b"2", "mimetype": b"1", "a": b"3"})))
    ['mimetype', 'a', 'b']
    """
    buffer = io.BytesIO()
    order = sorted(parts, key=lambda name: (FIRST.index(name) if name in FIRST else 2, name))
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in order:
            entry = zipfile.ZipInfo(name, START)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            stored = name == "mimetype" or not pressed  # as the Hangul word processor wants it
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return buffer.getvalue()


def steady(data: bytes) -> bytes:
    """Return an archive of our own with its entries sorted and dated alike."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a stranger's office file.

    Raises
    ------
    ArchiveError
        If it is damaged, too large, leads out of its folder, or declares entities, as no office
        file does.
    """
    parts = members(data)
    trees = {name: part for name, part in parts.items() if name.endswith(XML)}
    tags = sum(part.count(b"<") for part in trees.values())
    if tags > MOST_TAGS or sum(map(len, trees.values())) > MOST_XML:
        raise ArchiveError("too large")
    if any(sign in part for part in trees.values() for sign in DECLARATIONS):
        raise ArchiveError("a declared entity")
    return parts

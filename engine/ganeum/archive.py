"""Files in one ZIP: written with fixed dates in a fixed order, read as a stranger's is read."""

import io
import zipfile
import zlib
from collections.abc import Mapping

START = (1980, 1, 1, 0, 0, 0)  # the first date that a ZIP can hold
MOST_MEMBERS = 2_000
ENTRY = b"PK\x01\x02"  # before what the directory of a ZIP says of each member
WRONG = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error)
LARGEST = 24_000_000  # bytes of all members, unpacked


class ArchiveError(ValueError):
    """A ZIP that is damaged, larger than allowed, or leads out of its folder."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of files by name, the same bytes each time."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, START)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, files[name])
    return data.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP by name.

    Raises
    ------
    ArchiveError
        If it cannot be read, holds too much, or a name leads elsewhere.
    """
    try:
        if data.count(ENTRY) > MOST_MEMBERS:
            raise ArchiveError("too large")
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if sum(e.file_size for e in entries) > LARGEST:
                raise ArchiveError("too large")
            found: dict[str, bytes] = {}
            for entry in entries:
                parts = entry.filename.replace("\\", "/").split("/")
                if ".." in parts or parts[0] == "" or ":" in parts[0] or entry.filename in found:
                    raise ArchiveError("a name that leads elsewhere")
                with packed.open(entry) as stream:  # reads no more than the size that was declared
                    found[entry.filename] = stream.read(entry.file_size + 1)
            return found
    except WRONG as error:
        raise ArchiveError(type(error).__name__) from None

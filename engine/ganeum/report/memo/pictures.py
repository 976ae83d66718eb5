"""The charts of a memo as pictures for slides; each carries the seal by which it is drawn again."""

import struct
import zlib
from collections.abc import Iterator

from ganeum.archive import archive, members
from ganeum.report.memo.content import Figure, Memo
from ganeum.report.memo.seal import Seal, SealError, seal_in, seal_lines
from ganeum.report.memo.shown import Shown

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"ganeum\x00"
SVG_END = "</svg>"


class FigureError(ValueError):
    """A memo has not exactly one figure, which a single picture needs; `known` names them."""

    def __init__(self, known: tuple[str, ...]) -> None:
        self.known = known
        super().__init__(", ".join(known))


def render_zip(memo: Memo) -> bytes:
    """Return a ZIP with each chart as PNG and as SVG, in the order of the memo."""
    files: dict[str, bytes] = {}
    for figure in memo.figures:
        files[f"{file_stem(figure)}.png"] = png_of(memo, figure)
        files[f"{file_stem(figure)}.svg"] = _svg(memo, figure)
    files["seal.txt"] = ("\n".join(seal_lines(memo.seal)) + "\n").encode()
    return archive(files)


def render_png(memo: Memo) -> bytes:
    """Return the one chart of a memo as PNG.

    Raises
    ------
    FigureError
        If the memo has none, or several.
    """
    return png_of(memo, _only(memo))


def render_svg(memo: Memo) -> bytes:
    """Return the one chart of a memo as SVG.

    Raises
    ------
    FigureError
        If the memo has none, or several.
    """
    return _svg(memo, _only(memo))


def _only(memo: Memo) -> Figure:
    if len(memo.figures) != 1:
        raise FigureError(tuple(figure.id for figure in memo.figures))
    return memo.figures[0]


def png_of(memo: Memo, figure: Figure) -> bytes:
    """Return a chart as PNG, the seal of the memo in it."""
    from ganeum.report.charts import png

    picture = png(figure.draw())
    text = KEYWORD + "\n".join(seal_lines(memo.seal)).encode()
    last = picture.rindex(b"IEND") - 4
    return picture[:last] + _chunk(b"tEXt", text) + picture[last:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _svg(memo: Memo, figure: Figure) -> bytes:
    from ganeum.report.charts import svg

    head, _, tail = svg(figure.draw()).rpartition(SVG_END)
    seal = "\n".join(["<metadata>", *seal_lines(memo.seal), "</metadata>"])
    return f"{head}{seal}{SVG_END}{tail}".encode()


def read_png(data: bytes) -> Shown:
    """Read the seal of a PNG, and keep the picture to be compared.

    Raises
    ------
    SealError
        If there is none.
    """
    if not data.startswith(SIGNATURE):
        raise SealError("none")
    seal = next((_sealed(text) for kind, text in _chunks(data) if kind == b"tEXt"), None)
    if seal is None:
        raise SealError("none")
    return Shown(seal, None, pictures=(("", data),))


def _sealed(text: bytes) -> Seal:
    return seal_in(text.removeprefix(KEYWORD).decode("latin-1"))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place + 8 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        yield data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += length + 12


def read_svg(data: bytes) -> Shown:
    """Read the seal of an SVG, and keep the picture to be compared.

    Raises
    ------
    ValueError
        If it is no UTF-8 or has no seal.
    """
    return Shown(seal_in(data.decode("utf-8-sig")), None, pictures=(("", data),))


def read_zip(data: bytes) -> Shown:
    """Read the seal of a ZIP of pictures, and keep these to be compared.

    Raises
    ------
    ValueError
        If it is damaged or hostile, or has no seal.
    """
    files = members(data)
    seal = seal_in(files.pop("seal.txt", b"").decode("utf-8-sig"))
    return Shown(seal, None, pictures=tuple(sorted(files.items())))


def file_stem(figure: Figure) -> str:
    """Return the name of a figure's file, without its suffix."""
    return f"{figure.number:02}-{figure.id}"

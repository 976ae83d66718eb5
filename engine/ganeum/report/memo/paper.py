"""What the formats for paper have in common."""

import struct

from ganeum.report.memo.content import Memo

FONT = "맑은 고딕"  # on every Windows since Vista; elsewhere programs take their own
TIGHT = 0.86  # of every size, where all is meant to stand on one page
TALLEST = 220  # millimetres of a chart that is to stand on one page with its caption


def scale_of(memo: Memo) -> float:
    """Return by what every size is multiplied."""
    return TIGHT if memo.seal.request.one_page else 1


def width_within(picture: bytes, width: int, tallest: int) -> int:
    """Return how wide a PNG is shown: as a line, or less if it would be too tall for a page."""
    across, down = struct.unpack(">II", picture[16:24])  # its header is the first part of a PNG
    return min(width, round(tallest * across / down))

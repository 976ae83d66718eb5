"""What the formats for paper have in common."""

from ganeum.report.memo.content import Memo

FONT = "맑은 고딕"  # on every Windows since Vista; elsewhere programs take their own
TIGHT = 0.86  # of every size, where all is meant to stand on one page


def scale_of(memo: Memo) -> float:
    """Return by what every size is multiplied."""
    return TIGHT if memo.seal.request.one_page else 1

"""Charts as pictures: sealed, the same each time, and refused where a ZIP is hostile."""

import io
import zipfile
from collections.abc import Callable

import pytest

from ganeum.archive import archive
from ganeum.report.memo import Memo
from ganeum.report.memo.formats import FORMATS, READERS
from ganeum.report.memo.pictures import MISSING, FigureError, drawn_again
from ganeum.report.memo.shown import Shown

MakeMemo = Callable[..., Memo]


def test_a_picture_carries_the_seal_and_is_the_same_each_time(make_memo: MakeMemo) -> None:
    memo = make_memo("template", figure="contributions.downtown")  # SVG: see test_verifying
    data = FORMATS[".png"](memo)
    found = READERS[".png"](data)
    assert found.seal == memo.seal
    assert list(drawn_again(memo, found)) == [(memo.figures[0].caption, data, data)]


def test_a_zip_has_each_chart_twice(make_memo: MakeMemo) -> None:
    memo = make_memo("template", figure="contributions.suburb")
    data = FORMATS[".zip"](memo)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        files = {name: packed.read(name) for name in names}
    assert names == ["01-contributions.suburb.png", "01-contributions.suburb.svg", "seal.txt"]
    found = READERS[".zip"](data)
    assert dict(found.pictures) == {name: files[name] for name in names[:2]}
    assert archive(files) == data


def test_a_picture_that_is_gone_or_does_not_belong_is_told(make_memo: MakeMemo) -> None:
    memo = make_memo("template", figure="contributions.suburb")
    stranger = Shown(memo.seal, None, (), (("09-moustache.png", b"x"),), ("svg",))
    assert list(drawn_again(memo, stranger)) == [
        ("09-moustache.png", b"x", b""),
        ("01-contributions.suburb.svg", b"", MISSING),
    ]


def test_a_memo_with_several_figures_is_no_single_picture(make_memo: MakeMemo) -> None:
    with pytest.raises(FigureError, match="coverage"):
        FORMATS[".png"](make_memo())


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "c:x", "..\\x"])
def test_a_zip_that_leads_elsewhere_is_refused(name: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr(name, b"x")
    with pytest.raises(ValueError, match="leads elsewhere"):
        READERS[".zip"](data.getvalue())


def test_a_zip_bomb_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for place in range(6):
            packed.writestr(f"{place}", bytes(20_000_000))
    with pytest.raises(ValueError, match="too large"):
        READERS[".zip"](data.getvalue())

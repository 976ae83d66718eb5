"""Charts as pictures: sealed, the same each time, and refused where a ZIP is hostile."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from ganeum.archive import archive
from ganeum.report.memo import Memo
from ganeum.report.memo.formats import FORMATS, READERS
from ganeum.report.memo.pictures import FigureError
from ganeum.report.memo.shown import first_difference

MakeMemo = Callable[..., Memo]


def test_a_picture_carries_the_seal_and_is_the_same_each_time(make_memo: MakeMemo) -> None:
    memo = make_memo("template", figure="contributions.downtown")  # SVG: see test_verifying
    data = FORMATS[".png"](memo)
    found = READERS[".png"](data)
    assert found.seal == memo.seal
    assert found.pictures == (("", data),)
    assert FORMATS[".png"](memo) == data


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
    whole = READERS[".zip"](FORMATS[".zip"](memo))

    def told(*pictures: tuple[str, bytes]) -> tuple[str, str, str] | None:
        difference = first_difference(replace(whole, pictures=pictures), whole, memo)
        assert difference is not None
        assert difference.kind == "picture"
        return difference.table, difference.found, difference.expected[-2:]

    png, svg = whole.pictures
    assert told(png)[:2] == ("01-contributions.suburb.svg", "-")
    assert told(*whole.pictures, ("09-moustache.png", b"x")) == (
        "09-moustache.png",
        "1 B, 2d711642",
        "-",
    )
    assert told(png, (svg[0], png[1])) is not None
    assert told(svg, png) is not None


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

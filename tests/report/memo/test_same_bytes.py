"""The same memo has the same bytes in another process, locale, time zone and hash seed."""

import os
import subprocess
import sys
from pathlib import Path

from ganeum.report.memo.formats import FORMATS

CHILD = """
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
import ganeum
from ganeum.examination import examine
from ganeum.report.memo import PARTS, Figure, memo_content
from ganeum.report.memo.formats import FORMATS
analysis = ganeum.analyse(ganeum.load(Path(sys.argv[1])))
examination = examine(analysis, PARTS, draws=50)
drawn = memo_content(examination, "ko", sections=["ranking"], figure="board")
told = memo_content(examination, "ko", sections=["flips", "scope", "judgements"])
told = replace(told, blocks=tuple(b for b in told.blocks if not isinstance(b, Figure)))
for suffix, render in FORMATS.items():
    memo = drawn if suffix in (".png", ".svg") else told  # the charts that others hold too
    print(suffix, sha256(render(memo)).hexdigest())
"""
PLACES = (
    {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "ko_KR.UTF-8", "TZ": "Asia/Seoul", "PYTHONHASHSEED": "2"},
)


def test_every_format_has_the_same_bytes_anywhere(scenarios: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", CHILD, str(scenarios / "template.yaml")],
            env={**os.environ, **place}, stdout=subprocess.PIPE, text=True,
        )
        for place in PLACES
    ]  # fmt: skip
    first, second = (run.communicate(timeout=120)[0].splitlines() for run in runs)
    assert first == second
    assert [line.split()[0] for line in first] == list(FORMATS)

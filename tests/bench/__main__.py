"""Speed beside what a user would otherwise use, in the same run: `python tests/bench [PART …]`.

Medians of alternated rounds; ratios count, not milliseconds. A change under 1.3 times is noise.
"""

import importlib
import platform
import sys
from collections.abc import Callable, Iterator

from harness import Row, markdown
from peers import versions

# modules beside this one, each with a function `rows`
PARTS = ("reversals", "nearest", "acceptability", "large", "priorities", "whole")


def main() -> None:
    asked = sys.argv[1:] or PARTS
    print(f"Python {platform.python_version()}, {platform.machine()}, {versions()}\n")
    for part in asked:
        rows: Callable[[], Iterator[Row]] = importlib.import_module(part).rows
        print(f"{markdown(list(rows()))}\n", flush=True)


if __name__ == "__main__":
    main()

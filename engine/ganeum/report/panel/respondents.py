"""For whom a form is made."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who is asked: an anonymised id, and the id of the group where it is known."""

    id: str
    group: str | None = None


def numbered(count: int, group: str | None = None) -> tuple[Addressee, ...]:
    """Return so many addressees with numbers for names.

    >>> [each.id for each in numbered(3)]
    ['r01', 'r02', 'r03']
    """
    digits = max(2, len(str(count)))
    return tuple(Addressee(f"r{k:0{digits}}", group) for k in range(1, count + 1))


def of_groups(counts: Sequence[tuple[str, int]]) -> tuple[Addressee, ...]:
    """Return so many addressees of each group, numbered through.

    >>> [(each.id, each.group) for each in of_groups([("expert", 1), ("official", 2)])]
    [('r01', 'expert'), ('r02', 'official'), ('r03', 'official')]
    """
    groups = [group for group, count in counts for _ in range(count)]
    every = numbered(len(groups))
    return tuple(Addressee(each.id, group) for each, group in zip(every, groups, strict=True))

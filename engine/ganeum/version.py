"""The engine's version, which goes into every result."""

ENGINE = "0.3.2"

# versions that gave other numbers than the one before for a scenario that had not changed; a memo
# from before such a version is told so when it is verified
PUBLISHED_NUMBERS_MOVED: tuple[str, ...] = ()


def moved_since(version: str) -> tuple[str, ...]:
    """Return the versions after a given one in which published numbers moved.

    >>> moved_since(ENGINE)
    ()
    """
    return tuple(each for each in PUBLISHED_NUMBERS_MOVED if _order(each) > _order(version))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())

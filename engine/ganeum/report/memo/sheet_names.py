"""Names of sheets that every spreadsheet program takes, each used once."""

from ganeum.problems import printable

LONGEST = 31  # characters; Excel's own limit, as are the signs it forbids
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
RESERVED = "history"


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name for a sheet like the one wanted, and remember it as taken.

    Parameters
    ----------
    wanted : str
        What the sheet would be called if anything could be.
    taken : set of str
        Names in use, in small letters; the new one is added.

    Examples
    --------
    >>> taken = set()
    >>> sheet_name("Scores: AI/robots", taken), sheet_name("scores  ai robots", taken)
    ('Scores AI robots', 'scores ai robots 2')
    """
    plain = " ".join(printable(wanted).translate(FORBIDDEN).split()).strip("'")
    number, name = 1, plain[:LONGEST].strip() or "-"
    while name.lower() in taken or name.lower() == RESERVED:
        number += 1
        ending = f" {number}"
        name = plain[: LONGEST - len(ending)].strip() + ending
    taken.add(name.lower())
    return name


def quoted(name: str) -> str:
    """Return a sheet's name as formulas write it.

    >>> quoted("Kim's scores")
    "'Kim''s scores'"
    """
    return "'" + name.replace("'", "''") + "'"

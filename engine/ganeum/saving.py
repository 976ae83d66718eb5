"""Saving a draft: the whole file or nothing, and never over what somebody else wrote."""

import os
import re
import secrets
import shutil
import threading
from collections.abc import Collection, Generator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from ganeum.drafting import Draft
from ganeum.loading import Scenario, name_from, shipped_scenarios
from ganeum.problems import Problem, ScenarioError

LONGEST_ID = 80
OWN = "mine"  # the folder of what is saved on top of a shipped base
_ONE_AT_A_TIME = threading.Lock()


def fingerprint(file: Path) -> str | None:
    """Return what tells whether a file changed: a digest of its bytes; None if it isn't there."""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def home_of(base: Scenario) -> Path:
    """Return the folder in which scenarios on top of a base are kept: beside it."""
    folder = base.file.resolve().parent
    return folder / OWN if folder == shipped_scenarios() else folder


def save(draft: Draft, file: Path, seen: str | None = None) -> str:
    """Write a draft to a file.

    Parameters
    ----------
    draft : Draft
    file : Path
        Where to; its folder, made if it is missing, must be one from which the base is found.
    seen : str, optional
        The `fingerprint` of the file when it was read; without it the file must not be there yet.

    Returns
    -------
    str
        The new fingerprint.

    Raises
    ------
    ScenarioError
        If the draft is no scenario, the file was changed or made by somebody else meanwhile, or it
        cannot be written. The file then is what it was.

    Notes
    -----
    The text goes to a new file beside it, which takes its place in one step once it is on the disk:
    whoever is stopped in the middle leaves the old file or the new one. Between looking at the file
    and replacing it no other `save` into this folder comes in between.
    """
    name = name_from(file.parent, draft.base.file)
    if name is None:
        folder = draft.base.file.parent
        raise _problem(file, "base_out_of_reach", base=draft.base.file.name, folder=folder)
    if file.parent / name == file:
        raise _problem(file, "name_of_base")
    draft.scenario()
    data = draft.text(name).encode()
    try:
        file.parent.mkdir(exist_ok=True)
        with _alone(file.parent):
            now = fingerprint(file)
            written = sha256(data).hexdigest()
            if now is not None and now not in (seen, written):
                raise _problem(file, "file_exists" if seen is None else "file_changed")
            if now != written:
                write_whole(file, data)
            return written
    except PermissionError:
        raise _problem(file, "not_writable", detail="-") from None
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        detail = getattr(error, "strerror", None) or error.__class__.__name__
        raise _problem(file, "not_writable", detail=detail) from None


def slug(name: str, taken: Collection[str], otherwise: str) -> str:
    """Return an id that is not taken, of the Latin letters and digits of a name.

    Where there are none it is made of `otherwise`.

    Examples
    --------
    >>> slug("Rents, doubled?", ["rents-doubled"], "mine"), slug("실증", [], "seoul-2022")
    ('rents-doubled-2', 'seoul-2022')
    """
    stem = _latin(name) or _latin(otherwise) or "scenario"
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def free_id(title: str, folder: Path, base: Scenario) -> str:
    """Return an id for a scenario on a base, after which no file in a folder is named yet."""
    taken = {file.stem.lower() for file in folder.glob("*.yaml")}
    return slug(title, taken | {base.model.id, base.file.stem.lower()}, base.model.id)


def file_of(folder: Path, id: str) -> Path:  # noqa: A002
    """Return the file of a scenario by its id, directly in a folder.

    Raises
    ------
    ValueError
        If it is no id, so that no name leads anywhere else.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", id) or len(id) > LONGEST_ID:
        raise ValueError(f"{id!r} is no id of a scenario")
    return folder / f"{id}.yaml"


def _latin(title: str) -> str:
    words = "-".join(re.findall(r"[a-z0-9]+", title.lower()))
    return words[: LONGEST_ID - 10].strip("-")


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """Keep other saves out of a folder: those of this process, and where it can be, of others."""
    with _ONE_AT_A_TIME:
        try:
            import fcntl
        except ImportError:  # pragma: no cover - Windows has none
            yield
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # some file systems have no locks
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
            os.fsync(handle)
        finally:
            os.close(handle)


def write_whole(file: Path, data: bytes) -> None:
    """Write a file in one step, once its content is on the disk.

    Raises
    ------
    OSError
        If it cannot be written; the file then is what it was.
    """
    beside = file.with_name(f".{file.name}.{secrets.token_hex(8)}.tmp")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _problem(file: Path, key: str, **values: object) -> ScenarioError:
    return ScenarioError([Problem(str(file), 0, "", key, values)])

"""Work that is not saved yet, kept so that a closed tab or a stopped server loses nothing."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from ganeum.drafting import UNSAVED, Draft
from ganeum.loading import load, load_bytes
from ganeum.problems import ScenarioError
from ganeum.saving import write_whole

FOLDER = "GANEUM_STATE"  # the variable that names another folder
MOST = 20  # drafts that are kept for one browser


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft with the file that it was opened from or saved to, as `saving.save` wants to know."""

    draft: Draft
    file: Path | None = None
    seen: str | None = None


def state_folder() -> Path:
    """Return the folder of unsaved work: of `GANEUM_STATE`, else where the system keeps state."""
    if named := os.environ.get(FOLDER):
        return Path(named)
    if sys.platform == "win32":  # pragma: no cover
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "ganeum"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "ganeum"


def keep(work: Kept, place: Path) -> None:
    """Keep a draft in a place of its own; one without any change needs no keeping.

    Raises
    ------
    OSError
        If it cannot be written; what was kept there stays.
    """
    draft = work.draft
    if draft == Draft.of(draft.base):
        place.unlink(missing_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    record = {
        "base": str(draft.base.file.resolve()),
        "text": draft.text(),
        "file": None if work.file is None else str(work.file),
        "seen": work.seen,
    }
    write_whole(place, json.dumps(record, ensure_ascii=False).encode())
    for old in _newest_first(place.parent)[MOST:]:
        old.unlink(missing_ok=True)


def kept(folder: Path, base: Path) -> list[Path]:
    """Return the places of a folder in which drafts on a base are kept, the newest first."""
    wanted = str(base.resolve())
    return [place for place in _newest_first(folder) if _record(place).get("base") == wanted]


def take(place: Path) -> Kept | None:
    """Return what is kept in a place, or nothing if its base is gone or says something else now."""
    record = _record(place)
    try:
        base = load(record["base"])
        file = base.file.with_name(UNSAVED)
        draft = Draft.of(load_bytes(str(record["text"]).encode(), file, base))
    except (KeyError, ScenarioError):
        return None
    named = record.get("file")
    return Kept(draft, Path(named) if named else None, record.get("seen"))


def _newest_first(folder: Path) -> list[Path]:
    found = [(place.stat().st_mtime_ns, place) for place in folder.glob("*.json")]
    return [place for _, place in sorted(found, reverse=True)]


def _record(place: Path) -> dict[str, Any]:
    try:
        found: Any = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}

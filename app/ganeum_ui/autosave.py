"""Unsaved work, kept for the browser it was made in and given back to it alone.

A browser is known by a secret cookie of its own, which is in no address; on disk there is only the
secret's digest. Each tab keeps its work in a file of its own, and takes over only what no open tab
holds.
"""

import re
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ganeum.autosaves import Kept, keep, kept, state_folder, take
from ganeum.drafting import Draft

COOKIE = "ganeum_browser"
YEAR = 365 * 24 * 3600  # seconds
_KEY, _FILE = "autosave_key", "scenario_file"
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Opened:
    """The file of the draft on the desk, and what tells whether somebody else changed it."""

    file: Path
    seen: str | None


def opened() -> Opened | None:
    """Return the file from which the draft on the desk was opened, or to which it was saved."""
    found = st.session_state.get(_FILE)
    return found if isinstance(found, Opened) else None


def set_opened(file: Opened | None) -> None:
    """Note the file of the draft on the desk."""
    st.session_state[_FILE] = file


def remember(draft: Draft) -> None:
    """Keep the work of this tab; a disk that is full or closed to us stops nobody's work."""
    file = opened()
    work = Kept(draft, file.file, file.seen) if file else Kept(draft)
    with suppress(OSError):
        keep(work, _folder() / f"{_tab()}.json")


def recalled(base: Path, among: Collection[Path | None] | None = None) -> Draft | None:
    """Take over the newest work on a base that this browser left and no open tab holds.

    If files are named, only work that was opened from or saved to one of them counts.
    """
    for place in kept(_folder(), base):
        work = None if _open(place.stem) else take(place)
        if work is not None and (among is None or work.file in among):
            set_opened(Opened(work.file, work.seen) if work.file else None)
            remember(work.draft)
            if place.stem != _tab():
                place.unlink(missing_ok=True)
            return work.draft
    return None


def beside(suffix: str) -> Path:
    """Return the place of this tab for what is kept beside its draft."""
    return _folder() / f"{_tab()}{suffix}"


def left(suffix: str) -> list[Path]:
    """Return what this browser left in such places and no open tab holds, the newest first."""
    places = [place for place in _folder().glob(f"*{suffix}") if not _open(place.stem)]
    return sorted(places, key=lambda place: place.stat().st_mtime_ns, reverse=True)


def plant() -> None:
    """Give a browser that has none its cookie."""
    if not _known():
        st.html(
            f"<script>if (!document.cookie.includes('{COOKIE}=')) "
            f"document.cookie = '{COOKIE}={_key()}; path=/; max-age={YEAR}; SameSite=Strict'"
            " + (location.protocol === 'https:' ? '; Secure' : '');</script>",
            unsafe_allow_javascript=True,
        )


def _known() -> str | None:
    found = str(st.context.cookies.get(COOKIE, ""))
    return found if _SECRET.fullmatch(found) else None


def _key() -> str:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _known() or secrets.token_urlsafe(32)
    return st.session_state[_KEY]


def _folder() -> Path:
    return state_folder() / sha256(_key().encode()).hexdigest()


def _tab() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else "none"


def _open(tab: str) -> bool:
    """Tell whether a tab is open now."""
    return Runtime.exists() and Runtime.instance().is_active_session(tab)

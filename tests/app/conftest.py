"""A screen without a browser: pages run as Streamlit runs them, and what they say read back."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

Table = list[list[str]]
STANDING_IN = {"mark": "point", "params": [{"name": "pick", "select": "point"}]}  # for a chart


class _Tables(HTMLParser):
    """Tables of a page, cell by cell, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.inside = False  # a cell

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self.inside:
            self.tables[-1][-1][-1] += data


@dataclass
class Screen:
    """A page that was run."""

    test: "AppTest"

    def run(self) -> "Screen":
        """Run it again, after a widget was set."""
        self.test.run()
        assert not self.test.exception
        # what is made before the click is fetched unasked, and late: 404 once the page has moved on
        assert all(each.proto.deferred_file_id for each in self.test.get("download_button"))
        return self

    def read(self) -> _Tables:
        """Return what its HTML says."""
        reader = _Tables()
        for part in self.test.get("html"):
            reader.feed(part.proto.body)  # type: ignore[attr-defined]
        return reader

    def tables(self) -> list[Table]:
        """Return its tables, headings first."""
        return self.read().tables

    def says(self, text: str) -> bool:
        """Tell whether a line or cell has a text."""
        return any(text in each for each in self.read().text)

    def labels(self) -> list[str]:
        """Return the labels of every control."""
        kinds = ("slider", "number_input", "checkbox", "button", "selectbox", "multiselect")
        return [str(each.label) for kind in kinds for each in self.test.get(kind)]  # type: ignore[attr-defined]

    @property
    def percents(self) -> list[float]:
        """The weights that the number boxes show."""
        return [each.value for each in self.test.number_input if each.value is not None]

    @property
    def desk(self) -> Any:
        """The session's desk."""
        return self.test.session_state["desk"]


Show = Callable[..., Screen]


@pytest.fixture(autouse=True)
def own_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put `__main__` back, which AppTest replaces by its script: worker processes import it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(autouse=True)
def state_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep unsaved work in a folder of the test; its cookie is a browser's matter."""
    monkeypatch.setattr("ganeum_ui.autosave.plant", lambda: None)
    monkeypatch.setattr("ganeum_ui.frame.mark", lambda _language: None)  # a script is a browser's
    monkeypatch.setenv("GANEUM_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """Run a page of the app on a scenario file, the shipped one if none is named."""
    from streamlit.testing.v1 import AppTest

    def script(page: str) -> None:
        from importlib import import_module

        from ganeum_ui import frame

        if frame.head():
            import_module(f"app_pages.{page}").page()

    def shown(
        page: str,
        language: str = "ko",
        file: Path | None = None,
        *,
        charts: bool = False,
        linked: str | Mapping[str, str] = "",
        **chosen: object,
    ) -> Screen:
        if not charts:  # which most of the time goes to
            monkeypatch.setattr("ganeum_ui.charts._spec", lambda _shows, _draw: STANDING_IN)
        monkeypatch.setattr("sys.argv", ["app", *([str(file)] if file else [])])
        test = AppTest.from_function(script, default_timeout=60, kwargs={"page": page})
        for key, value in {"lang": language, **chosen}.items():
            test.session_state[key] = value  # as a link does; AppTest leaves its query unread
        for name, value in ({"scenario": linked} if isinstance(linked, str) else linked).items():
            if value:
                test.query_params[name] = value
        return Screen(test).run()

    return shown

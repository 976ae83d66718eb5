"""Small files for the tests, and ways to load them and to run the program on them."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import ganeum
from ganeum.cli.main import main
from ganeum.loading import load_file


def pytest_collection_finish() -> None:
    """Spare the collector what was imported and collected: it stays, and is most of the heap."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


PLAIN = """\
ganeum: 1
id: small
title: A small question
criteria:
  - {id: price, name: Price, direction: cost}
  - {id: use, name: Use}
weights: {from: plain, plain: {all: {price: 1, use: 3}}}
alternatives:
  - {id: bridge, name: Bridge, scores: {price: 2, use: 4}}
  - {id: ferry, name: Ferry, scores: {price: 4, use: 9}}
"""

EVIDENCE = """\
ganeum: 1
kind: evidence
id: small-evidence
title: A small source
source: {title: A report, publisher: An institute, number: "R-1", published: "2023"}
codebook:
  version: 1
  codings:
    - {id: first, by: One, blind: true, date: "2026-01-01"}
    - {id: second, by: Two, blind: true, date: "2026-01-02"}
  rules: [Code what is asked for]
themes:
  - {id: rooms, name: Rooms, area: true, anchor: Space}
  - {id: people, name: People, area: true, anchor: Education}
  - {id: rules, name: Rules, area: false, anchor: Law}
sectors:
  - {id: boats, name: Boats}
  - {id: kites, name: Kites}
groups:
  - {id: panel, name: The panel, demand: true, ranks: 2, note: It ranks two places}
  - {id: firms, name: The firms, demand: true, note: They rank nothing}
  - {id: town, name: The town, demand: false, note: What is done already}
statements:
  - id: p1
    sector: boats
    group: panel
    kind: priority_mark
    locator: {table: 1, row: "1"}
    gist: More rooms first
    basis: read
    polarity: need
    priority: 1
    calls_for: {rooms: 1}
  - id: p2
    sector: boats
    group: panel
    kind: priority_mark
    locator: {table: 1, row: "1"}
    gist: More people next
    basis: read
    polarity: need
    priority: 2
    calls_for: {people: 1}
  - id: f1
    sector: boats
    group: firms
    kind: opinion
    locator: {section: "2", page: 7, page_inferred: true}
    gist: Rooms or new rules
    basis: judged
    codings:
      first: {polarity: need, calls_for: {rooms: 1}}
      second: {polarity: need, calls_for: {rules: 1}}
  - id: k1
    sector: kites
    group: panel
    kind: priority_mark
    locator: {table: 1, row: "2"}
    gist: Kites need people
    basis: read
    polarity: need
    priority: 1
    calls_for: {people: 1}
  - id: s1
    sector: boats
    group: town
    kind: programme
    locator: {section: "3"}
    gist: The town teaches sailors
    basis: read
    polarity: supply
    calls_for: {people: 1}
coverage:
  locator: {figure: 2}
  marks:
    - {sector: boats, area: rooms, provider: state, mark: strong}
    - {sector: boats, area: people, provider: seoul, mark: none}
strategies:
  - {id: teach, number: 1, name: Teaching, programmes: [school], locator: {figure: 1}}
conclusions:
  - {id: c1, strategy: teach, sectors: [kites], gist: Teach the kites, locator: {section: "4"}}
facts:
  - id: sizes
    sector: boats
    title: Firms by size
    locator: {table: 2}
    publisher: A ministry
    columns:
      - {id: count, name: Firms, unit: firms, exact: true}
      - {id: share, name: Share, unit: percent, decimals: 1, share: {of: count, whole_row: total}}
    rows:
      - {id: big, name: Big, values: {count: 30, share: 30}}
      - {id: tiny, name: Tiny, values: {count: 70, share: 71}}
      - {id: total, name: Total, sum_of: [big, tiny], values: {count: 100, share: 100}}
errata:
  - fact: sizes
    row: tiny
    column: share
    printed: 71
    corrected: 70
    certain: true
    arithmetic: 70 of 100
    locator: {table: 2}
missing:
  - {sector: kites, locator: {table: 3}, what: Sales, why: Nobody asked}
"""

WEIGHED = """\
ganeum: 1
id: weighed
title: A weighed question
evidence: evidence.yaml
criteria:
  - {id: rooms, name: Rooms, scale: levels}
  - {id: people, name: People, scale: levels}
levels:
  - {level: 9, anchor: its main purpose}
  - {level: 3, anchor: a side purpose}
  - {level: 0, anchor: none}
weights: {from: evidence, crosswalk: half}
crosswalks:
  half: {rules: {people: 0.5}}
  dropped: {rules: {}}
alternatives:
  - {id: hall, name: Hall, scores: {rooms: 9, people: 0}}
  - {id: school, name: School, scores: {rooms: 3, people: 9}}
  - {id: club, name: Club, scores: {rooms: 3, people: 3}}
"""

OVERLAY = """\
ganeum: 1
id: mine
title: My question
base: base.yaml
base_digest: "DIGEST"
"""


@dataclass(frozen=True)
class Desk:
    """A folder to write small files to, and what is said about them."""

    folder: Path

    def write(self, text: str | bytes, name: str = "scenario.yaml") -> Path:
        """Write a file."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def load(self, text: str) -> ganeum.Scenario:
        """Load a scenario that is good."""
        return ganeum.load(self.write(text))

    def weighed(self, scenario: str = WEIGHED, evidence: str = EVIDENCE) -> ganeum.Scenario:
        """Load the small scenario with evidence."""
        self.write(evidence, "evidence.yaml")
        return self.load(scenario)

    def overlay(self, changes: str, base: str = PLAIN, edit: Callable[[str], str] = str) -> Path:
        """Write a base, and a scenario on top of it; `edit` may change its head."""
        digest = ganeum.load(self.write(base, "base.yaml")).digest
        return self.write(edit(OVERLAY).replace("DIGEST", digest) + changes, "mine.yaml")

    def refused(self, file: Path) -> list[ganeum.Problem]:
        """Return what is wrong with a file."""
        with pytest.raises(ganeum.ScenarioError) as caught:
            load_file(file)
        return list(caught.value.problems)

    def problems(self, text: str | bytes, name: str = "scenario.yaml") -> list[ganeum.Problem]:
        """Return what is wrong with a text."""
        return self.refused(self.write(text, name))

    def keys(self, text: str | bytes, name: str = "scenario.yaml") -> list[str]:
        """Return what is wrong with a text, by the keys of the sentences."""
        return [problem.key for problem in self.problems(text, name)]

    def lines(self, text: str | bytes, name: str = "scenario.yaml") -> list[str]:
        """Return what is wrong with a text, as people read it, without the folder."""
        return self.said(self.problems(text, name))

    def said(self, problems: list[ganeum.Problem]) -> list[str]:
        """Return problems as people read them, without the folder."""
        return [problem.describe("en").replace(f"{self.folder}/", "") for problem in problems]


@dataclass(frozen=True)
class Outcome:
    """What a run of the program left."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]
Edit = Callable[..., str]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process, in English unless asked otherwise."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    def run_once(*arguments: object) -> Outcome:
        monkeypatch.setattr("sys.argv", ["ganeum", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        code = left.value.code
        return Outcome(code if isinstance(code, int) else -1, said.out, said.err)

    return run_once


@pytest.fixture
def edit() -> Edit:
    """Replace pieces of a text, each of which must stand there exactly once."""

    def edited(text: str, *pairs: tuple[str, str]) -> str:
        for old, new in pairs:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
            text = text.replace(old, new)
        return text

    return edited


@pytest.fixture
def plain() -> str:
    """Return a scenario with plain weights and a plain decision matrix."""
    return PLAIN


@pytest.fixture
def weighed() -> str:
    """Return a scenario that takes its weights from `small_evidence`."""
    return WEIGHED


@pytest.fixture
def small_evidence() -> str:
    """Return an evidence file: two groups, three needs in boats, one in kites."""
    return EVIDENCE


@pytest.fixture(scope="session")
def scenarios() -> Path:
    """Return the folder of the scenarios that are shipped."""
    return Path(__file__).resolve().parents[1] / "scenarios"


@pytest.fixture(scope="session")
def seoul(scenarios: Path) -> ganeum.Scenario:
    """Return the base question."""
    return ganeum.load(scenarios / "seoul-2022.yaml")


@pytest.fixture(scope="session")
def seoul_analysis(seoul: ganeum.Scenario) -> ganeum.Analysis:
    """Return the base question's rankings."""
    return ganeum.analyse(seoul)

"""Whether a memo says what its own seal gives when everything is computed again."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ganeum.analysis import Analysis, analyse
from ganeum.examination import examine
from ganeum.loading import Scenario, load, load_content, shipped_scenarios
from ganeum.problems import ScenarioError
from ganeum.report.memo.composing import PARTS, memo_content
from ganeum.report.memo.content import Memo
from ganeum.report.memo.formats import FORMATS, READERS
from ganeum.report.memo.pictures import FigureError
from ganeum.report.memo.seal import MOST_WORK, Seal
from ganeum.report.memo.shown import Difference, Shown, first_difference
from ganeum.scenario_file import OverlayFile
from ganeum.version import moved_since

KINDS = ("cell", "value", "head", "rows", "tables", "text", "picture")  # of differences
LARGEST = 12_000_000  # bytes of a memo, several times the largest that is ever written
LARGEST_TEXT = 2_000_000  # of one without pictures
TEXTS = (".md", ".csv", ".tex", ".json")


class MemoError(ValueError):
    """A memo that cannot be verified; `key` and `values` say why in `ganeum.words`."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of computing a memo again.

    Attributes
    ----------
    seal : what the memo carries.
    difference : the first one found; None where there is none.
    moved : the versions after the memo's own in which published numbers moved.
    tables, pictures : how many were compared.
    other_libraries : those of which another version made the memo.
    shipped : whether its scenario is the shipped one of that name; None where none is shipped.
    """

    seal: Seal
    difference: Difference | None
    moved: tuple[str, ...]
    tables: int
    pictures: int
    other_libraries: tuple[str, ...]
    shipped: bool | None

    @property
    def same(self) -> bool:
        """Whether the memo says what its seal gives."""
        return self.difference is None


def verify(file: str | Path) -> Verdict:
    """Read a memo back, compute it again from its seal, and compare.

    Parameters
    ----------
    file : path
        Of a memo in a format of `READERS`, told by its suffix. Evidence is looked for beside it,
        then among the shipped scenarios.

    Raises
    ------
    MemoError
        If it cannot be read, has no whole seal, or its evidence is not at hand.
    """
    file = Path(file)
    found = read_memo(file)
    memo = made_again(found.seal, file)
    difference = first_difference(found, _shown_again(memo, file.suffix.lower()), memo)
    now = memo.seal.libraries
    return Verdict(
        seal=found.seal,
        difference=difference,
        moved=moved_since(found.seal.engine),
        tables=len(found.tables or ()),
        pictures=len(found.pictures),
        other_libraries=tuple(
            f"{name} {version} / {now.get(name, '-')}"
            for name, version in found.seal.libraries.items()
            if now.get(name) != version
        ),
        shipped=_shipped(found.seal),
    )


def _shown_again(memo: Memo, suffix: str) -> Shown:
    """Return what a reader sees in a memo when it is written again."""
    try:
        return READERS[suffix](FORMATS[suffix](memo))
    except FigureError:
        raise MemoError("verify_broken", detail="figure") from None


def _shipped(seal: Seal) -> bool | None:
    file = shipped_scenarios() / f"{seal.scenario_id}.yaml"
    return load(file).digest == seal.scenario_digest if file.is_file() else None


def read_memo(file: Path) -> Shown:
    """Read a memo back.

    Raises
    ------
    MemoError
        If it is of no known format, cannot be read, or has no whole seal.
    """
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise MemoError("verify_format", suffix=file.suffix, known=", ".join(READERS))
    try:
        if not file.is_file():
            raise MemoError("verify_no_file", file=file.name)
        limit = LARGEST_TEXT if file.suffix.lower() in TEXTS else LARGEST
        if file.stat().st_size > limit:
            raise MemoError("verify_too_large", limit=limit // 1_000_000)
        data = file.read_bytes()
    except OSError as error:
        raise MemoError("verify_unreadable", detail=type(error).__name__) from None
    try:
        return reader(data)
    except MemoError:
        raise
    except ValueError as error:
        raise MemoError("verify_no_seal", detail=str(error) or type(error).__name__) from None


def made_again(seal: Seal, file: Path) -> Memo:
    """Return the memo that a seal gives.

    Raises
    ------
    MemoError
        If the seal contradicts itself, or its evidence is not at hand.
    """
    scenario = _scenario(seal, file)
    request = seal.request
    try:
        analysis = analyse(
            scenario,
            sectors=request.sectors,
            methods=seal.methods,
            crosswalk=seal.crosswalk if seal.crosswalk in scenario.model.crosswalks else None,
            grounds=seal.grounds,
        )
        _check_work(analysis, seal.draws)
        examination = examine(
            analysis, PARTS, draws=seal.draws, seed=seal.seed, sources=seal.sources
        )
        return memo_content(
            examination,
            request.language,
            sections=request.sections,
            one_page=request.one_page,
            figure=request.figure,
            engine=seal.engine,
        )
    except MemoError:
        raise
    except (KeyError, ValueError, ScenarioError) as error:
        raise MemoError("verify_broken", detail=type(error).__name__) from None


def _check_work(analysis: Analysis, draws: int) -> None:
    if work(analysis, draws) > MOST_WORK:
        raise MemoError("verify_too_much", draws=f"{draws:,}")


def work(analysis: Analysis, draws: int) -> int:
    """Return a measure of what an examination costs: rankings drawn, and ranked for the flips."""
    sizes = [found.matrix.values.shape for found in analysis.values()]
    return sum(draws * m + m**3 * n**2 for m, n in sizes)


def _scenario(seal: Seal, file: Path) -> Scenario:
    try:
        overlay = OverlayFile.model_validate(seal.overlay) if seal.overlay else None
        scenario = load_content(seal.content, file, overlay)
    except ScenarioError as error:
        missing = {"missing_file", "unreadable", "outside"}
        if any(problem.key in missing for problem in error.problems):
            raise MemoError("verify_no_evidence", id=seal.evidence_id or "-") from None
        raise MemoError("verify_broken", detail=error.problems[0].describe()) from None
    except ValidationError as error:
        raise MemoError("verify_broken", detail=type(error).__name__) from None
    evidence = scenario.evidence.digest if scenario.evidence else None
    if evidence != seal.evidence_digest:
        raise MemoError(
            "verify_other_evidence", expected=seal.evidence_digest or "-", found=evidence or "-"
        )
    if scenario.digest != seal.scenario_digest:
        raise MemoError("verify_broken", detail="digest")
    return scenario

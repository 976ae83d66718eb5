"""Reading scenario and evidence files: everything that is wrong is said at once."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ganeum.digest import content_of, digest_of, digest_of_parts
from ganeum.document import Document, Value, read_document
from ganeum.evidence_checks import check_evidence
from ganeum.evidence_file import EvidenceFile
from ganeum.facts import check_facts
from ganeum.overlay import lay_over
from ganeum.problems import Phrase, Problem, ScenarioError, listed, shown
from ganeum.salvage import second_hand
from ganeum.scenario_checks import check_scenario
from ganeum.scenario_file import OverlayFile, ScenarioFile
from ganeum.validation import read_model

LONGEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """A checked evidence file."""

    file: Path
    model: EvidenceFile
    digest: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A checked scenario, any base already laid under it.

    Attributes
    ----------
    file : where it was read.
    model : the whole question; for a planner's scenario, base and changes together.
    evidence : the evidence that it cites, if any.
    digest : SHA-256 over the content, with the evidence's digest inside.
    parts : short digests of its parts, for the `base_parts` of a scenario on top of it.
    overlay : the changes, where the file is a scenario on top of a base.
    """

    file: Path
    model: ScenarioFile
    evidence: Evidence | None
    digest: str
    parts: dict[str, str]
    overlay: OverlayFile | None


def shipped_scenarios() -> Path:
    """Return the folder of the scenarios that come with the program, in its checkout."""
    return Path(__file__).resolve().parents[2] / "scenarios"


def load(file: str | Path) -> Scenario:
    """Read and check a scenario.

    Raises
    ------
    ScenarioError
        With every problem found, each with file, line, path and what would be right.
    """
    return _resolve(Path(file), ()).scenario


def load_evidence(file: str | Path) -> Evidence:
    """Read and check an evidence file; a scenario stands for the evidence that it cites.

    Raises
    ------
    ScenarioError
        With every problem found.
    """
    return load_either(file)[0]


def load_either(file: str | Path) -> tuple[Evidence, Scenario | None]:
    """Read evidence, or a scenario with the evidence that it cites.

    Raises
    ------
    ScenarioError
        With every problem found, or if the scenario cites no evidence.
    """
    found = load_file(file)
    if isinstance(found, Evidence):
        return found, None
    if found.evidence is None:
        raise ScenarioError([Problem(str(file), 0, "evidence", "no_evidence_named")])
    return found.evidence, found


def load_file(file: str | Path) -> Scenario | Evidence:
    """Read and check a file of either kind.

    Raises
    ------
    ScenarioError
        With every problem found.
    """
    document = read_document(Path(file))
    if document.content.get("kind") == "evidence":
        return _evidence(document)
    return load(file)


def load_content(
    content: dict[str, Value], file: str | Path, overlay: OverlayFile | None = None
) -> Scenario:
    """Check the content of a scenario that came by another way, any changes already made.

    Parameters
    ----------
    content : mapping
        As `digest.content_of` returns it.
    file : path
        Beside which evidence is looked for.
    overlay : OverlayFile, optional
        The changes that are in the content.

    Raises
    ------
    ScenarioError
        With every problem found.
    """
    return _finish(Document(Path(file), content, {}), overlay, []).scenario


@dataclass(frozen=True, slots=True)
class _Resolved:
    scenario: Scenario
    document: Document


def _resolve(file: Path, chain: tuple[Path, ...]) -> _Resolved:
    document = read_document(file)
    kind = document.content.get("kind", "scenario")
    if kind == "evidence":
        wrong = document.problem(("kind",), "wrong_kind", found=kind, expected="scenario")
        raise ScenarioError([*document.problems, wrong])
    if "base" not in document.content:
        return _finish(document, None, [])
    overlay, problems = read_model(OverlayFile, document)
    problems = [*document.problems, *problems]
    if overlay is None:
        raise ScenarioError(problems)
    here = file.resolve()
    if here in chain or len(chain) >= LONGEST_CHAIN:
        raise ScenarioError([*problems, document.problem(("base",), "base_circle")])
    try:
        base = _resolve(_beside(overlay.base, file, document, "base"), (*chain, here))
    except ScenarioError as error:
        raise _with_name(error, document, "base", problems) from None
    changed = _base_problems(document, overlay, base.scenario)
    problems.extend(problem for problem in changed if not second_hand(problem, document))
    merged, wrong_changes = lay_over(base.document, document, overlay)
    return _finish(merged, overlay, [*problems, *wrong_changes])


def _base_problems(document: Document, overlay: OverlayFile, base: Scenario) -> list[Problem]:
    if overlay.base_digest == base.digest:
        return []
    before, now = overlay.base_parts, base.parts
    differing = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    parts = listed(differing) if before else Phrase("base_parts_unknown")
    return [
        document.problem(
            ("base_digest",), "base_changed", base=overlay.base, parts=parts, digest=base.digest
        )
    ]


def _finish(document: Document, overlay: OverlayFile | None, problems: list[Problem]) -> _Resolved:
    problems = [*document.problems, *problems]
    model, wrong_form = read_model(ScenarioFile, document)
    problems.extend(wrong_form)
    cited = None
    if isinstance(named := document.content.get("evidence"), str):
        home = Path(document.place(("evidence",)).file)
        try:
            cited = _read_evidence(read_document(_beside(named, home, document, "evidence")))
        except ScenarioError as error:
            problems = [*_with_name(error, document, "evidence", problems).problems]
        else:
            problems.extend(cited.problems)
    if model is None or (named and (cited is None or cited.model is None)):
        raise ScenarioError(problems)
    evidence = cited.model if cited else None
    others = [cited.document] if cited else []
    meaning = check_scenario(model, evidence, document)
    problems.extend(problem for problem in meaning if not second_hand(problem, document, *others))
    if problems:
        raise ScenarioError(problems)
    content = content_of(model)
    whole = _whole_evidence(cited) if cited else None
    if whole:
        content["evidence"] = whole.digest  # the content counts, not where it lies
    digest, parts = digest_of(content), digest_of_parts(content)
    scenario = Scenario(document.file, model, whole, digest, parts, overlay)
    return _Resolved(scenario, document)


def _with_name(
    error: ScenarioError, document: Document, key: str, before: list[Problem]
) -> ScenarioError:
    """Return an error of a named file; that it cannot be read is said where it is named."""
    where = document.place((key,))
    unread = {"missing_file", "directory", "no_permission", "unreadable"}
    return ScenarioError(
        [
            *before,
            *(
                Problem(where.file, where.line, key, problem.key, problem.values)
                if problem.key in unread and not problem.path
                else problem
                for problem in error.problems
            ),
        ]
    )


@dataclass(frozen=True, slots=True)
class _ReadEvidence:
    """An evidence file as far as it can be read, and everything that is wrong with it."""

    document: Document
    model: EvidenceFile | None
    problems: list[Problem]


def _read_evidence(document: Document) -> _ReadEvidence:
    kind = document.content.get("kind", "scenario")
    if kind != "evidence":
        wrong = document.problem(("kind",), "wrong_kind", found=kind, expected="evidence")
        raise ScenarioError([*document.problems, wrong])
    model, problems = read_model(EvidenceFile, document)
    problems = [*document.problems, *problems]
    if model is not None:
        meaning = [*check_evidence(model, document), *check_facts(model, document)]
        problems.extend(problem for problem in meaning if not second_hand(problem, document))
    return _ReadEvidence(document, model, problems)


def _whole_evidence(read: _ReadEvidence) -> Evidence:
    if read.model is None or read.problems:
        raise ScenarioError(read.problems)
    return Evidence(read.document.file, read.model, digest_of(content_of(read.model)))


def _evidence(document: Document) -> Evidence:
    return _whole_evidence(_read_evidence(document))


def _beside(name: str, file: Path, document: Document, key: str) -> Path:
    """Return a named file beside another one, else among the shipped scenarios.

    Names lead nowhere else, so that a file from a stranger cannot have others read.
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if Path(name).is_absolute() or ":" in name or ".." in parts or parts[:1] == ("/",):
        raise ScenarioError([document.problem((key,), "outside", name=shown(name)[1:-1])])
    beside, shipped = file.parent / name, shipped_scenarios() / name
    try:
        return shipped if not beside.exists() and shipped.exists() else beside
    except (OSError, ValueError):  # an impossible name: reading it will say so
        return beside

"""Reading scenario and evidence files: everything that is wrong is said at once."""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ganeum.digest import content_of, digest_of, digest_of_parts
from ganeum.document import Document, Value, parse_document, read_document
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
    base : what these lie on.
    document : the content as written, base and changes together, with the place of everything.
    """

    file: Path
    model: ScenarioFile
    evidence: Evidence | None
    digest: str
    parts: dict[str, str]
    overlay: OverlayFile | None
    base: "Scenario | None" = field(repr=False)
    document: Document = field(repr=False, compare=False)


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
    return _resolve(read_document(Path(file)), ())


def load_bytes(data: bytes, file: Path, base: Scenario | None = None) -> Scenario:
    """Check a scenario that isn't on disk as if it stood in `file`.

    Parameters
    ----------
    data : bytes
        What the file would hold.
    file : Path
        What problems name; other files are looked for beside it.
    base : Scenario, optional
        Taken for the base that the scenario names, whatever is on disk. Nothing is read then, as
        long as the evidence stays the base's.

    Raises
    ------
    ScenarioError
        With every problem found.
    """
    return _resolve(parse_document(file, data), (), base)


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
    return _finish(Document(Path(file), content, {}), overlay, None, [])


def _resolve(document: Document, chain: tuple[Path, ...], base: Scenario | None = None) -> Scenario:
    kind = document.content.get("kind", "scenario")
    if kind == "evidence":
        wrong = document.problem(("kind",), "wrong_kind", found=kind, expected="scenario")
        raise ScenarioError([*document.problems, wrong])
    if "base" not in document.content:
        return _finish(document, None, None, [])
    overlay, problems = read_model(OverlayFile, document)
    problems = [*document.problems, *problems]
    if overlay is None:
        raise ScenarioError(problems)
    if base is None:
        here = document.file.resolve()
        if here in chain or len(chain) >= LONGEST_CHAIN:
            raise ScenarioError([*problems, document.problem(("base",), "base_circle")])
        try:
            below = read_document(_beside(overlay.base, document.file, document, "base"))
            base = _resolve(below, (*chain, here))
        except ScenarioError as error:
            raise _with_name(error, document, "base", problems) from None
    changed = _base_problems(document, overlay, base)
    problems.extend(problem for problem in changed if not second_hand(problem, document))
    merged, wrong_changes = lay_over(base.document, document, overlay)
    return _finish(merged, overlay, base, [*problems, *wrong_changes])


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


def _finish(
    document: Document, overlay: OverlayFile | None, base: Scenario | None, problems: list[Problem]
) -> Scenario:
    problems = [*document.problems, *problems]
    model, wrong_form = read_model(ScenarioFile, document)
    problems.extend(wrong_form)
    named = document.content.get("evidence")
    evidence: Evidence | None = None
    cited = None
    if base is not None and _same_evidence(base.document, document):
        evidence = base.evidence
    elif isinstance(named, str):
        home = Path(document.place(("evidence",)).file)
        try:
            cited = _read_evidence(read_document(_beside(named, home, document, "evidence")))
        except ScenarioError as error:
            problems = [*_with_name(error, document, "evidence", problems).problems]
        else:
            problems.extend(cited.problems)
    read = evidence.model if evidence else cited.model if cited else None
    if model is None or (named and read is None):
        raise ScenarioError(problems)
    others = [cited.document] if cited else []
    meaning = check_scenario(model, read, document)
    problems.extend(problem for problem in meaning if not second_hand(problem, document, *others))
    if problems:
        raise ScenarioError(problems)
    content = content_of(model)
    whole = _whole_evidence(cited) if cited else evidence
    if whole:
        content["evidence"] = whole.digest  # the content counts, not where it lies
    digest, parts = digest_of(content), digest_of_parts(content)
    return Scenario(document.file, model, whole, digest, parts, overlay, base, document)


def _same_evidence(base: Document, document: Document) -> bool:
    """Tell whether a scenario cites what its base cites, from the same place."""
    at = ("evidence",)
    return (base.content.get("evidence"), base.place(at).file) == (
        document.content.get("evidence"),
        document.place(at).file,
    )


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
    return _found(name, file.parent)


def _found(name: str, folder: Path) -> Path:
    beside, shipped = folder / name, shipped_scenarios() / name
    try:
        return shipped if not beside.exists() and shipped.exists() else beside
    except (OSError, ValueError):  # an impossible name: reading it will say so
        return beside


def name_from(folder: Path, file: Path) -> str | None:
    """Return the name under which a scenario in a folder finds a file, if there is one."""
    file = file.resolve()
    for home in (folder.resolve(), shipped_scenarios()):
        if file.is_relative_to(home):
            name = file.relative_to(home).as_posix()
            if _found(name, folder).resolve() == file:
                return name
    return None

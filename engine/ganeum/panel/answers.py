"""The answers of a panel: read from whatever form they come in, every problem said at once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ganeum.fields import Text
from ganeum.kernel import connected_parts
from ganeum.loading import Scenario
from ganeum.panel.cells import Sheet
from ganeum.panel.column_names import Columns, PairNames, folded, read_mapping
from ganeum.panel.comma import read_comma
from ganeum.panel.form_layout import FormIdentity
from ganeum.panel.questionnaire import (
    Node,
    Questionnaire,
    Scale,
    customary_groups,
    possible_nodes,
    possible_sectors,
    questionnaire_with,
)
from ganeum.panel.reading_form import form_identity, read_form
from ganeum.panel.reading_wide import WHOLE_PANEL, read_wide
from ganeum.panel.replies import Pair, Replies, Reply
from ganeum.panel.workbooks import read_file, read_workbook, refused
from ganeum.panel_file import PanelGroup, Respondent
from ganeum.problems import Problem, ScenarioError, listed, shown
from ganeum.words import say

COMMA = (".csv", ".tsv", ".txt")
WORKBOOK, WITH_MACROS, OLD = ".xlsx", (".xlsm", ".xltm", ".xlam"), (".xls", ".xlsb")
MOST_FILES = 1_000


@dataclass(frozen=True, slots=True)
class Answers:
    """What a panel answered.

    Attributes
    ----------
    questionnaire : what was asked.
    respondents : who answered something that can be used, by anonymised ids in the order read.
    problems : everything that must be mended first.
    notes : what is only said: pairs left out where the rest connects, columns that mean nothing.
    made_up : whether the file says that it is made up.
    """

    questionnaire: Questionnaire
    respondents: tuple[Respondent, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    made_up: bool = False

    @property
    def groups(self) -> tuple[PanelGroup, ...]:
        """The groups that somebody belongs to, in order."""
        present = {respondent.group for respondent in self.respondents}
        whole = Text(ko=say("panel_whole", "ko"), en=say("panel_whole", "en"))
        everybody = PanelGroup(id=WHOLE_PANEL, name=whole)
        known = {each.id: each for each in (everybody, *self.questionnaire.groups)}
        return tuple(group for name, group in known.items() if name in present)

    def checked(self) -> "Answers":
        """Return the answers if nothing is wrong with them.

        Raises
        ------
        ScenarioError
            With every problem found.
        """
        if self.problems:
            raise ScenarioError(self.problems)
        return self


def read_answers(
    source: str | Path, base: Scenario, *, scale: Scale = "nine", mapping: str | Path | None = None
) -> Answers:
    """Read the answers of a panel.

    Parameters
    ----------
    source : path
        A filled form (.xlsx), a folder of them, or a wide table (.csv, .tsv, .txt or .xlsx): one
        row a respondent, one column a pair.
    base : Scenario
        About which was asked.
    scale : {"nine", "five"}
        On which a wide table must lie; a form says it itself.
    mapping : path, optional
        What the columns of a wide table mean; see `column_names.read_mapping`.

    Raises
    ------
    ScenarioError
        If a file cannot be read at all. What is wrong with single answers is in the result.
    """
    source = Path(source)
    files = _files(source)
    forms: list[tuple[Path, Sequence[Sheet], FormIdentity]] = []
    for file in files:
        sheets = _sheets(file)
        identity = form_identity(file, sheets)
        if identity is None:
            if len(files) > 1:
                raise refused(file, "form_not_one")
            return _wide(file, sheets, base, scale, mapping)
        forms.append((file, sheets, identity))
    return _forms(forms, base)


def _files(source: Path) -> list[Path]:
    try:
        if not source.is_dir():
            return [source]
        inside = sorted(source.iterdir())
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise refused(source, "unreadable", detail=type(error).__name__) from None
    suffixes = (WORKBOOK, *WITH_MACROS, *OLD)
    files = [
        file
        for file in inside
        if file.suffix.lower() in suffixes and not file.name.startswith(("~$", "."))
    ]
    if not files:
        raise refused(source, "folder_without_forms")
    if len(files) > MOST_FILES:
        raise refused(source, "folder_too_large", count=len(files), limit=MOST_FILES)
    return files


def _sheets(file: Path) -> list[Sheet]:
    suffix = file.suffix.lower()
    if suffix in WITH_MACROS:
        raise refused(file, "workbook_macros")
    if suffix in OLD:
        raise refused(file, "workbook_encrypted")
    if suffix not in (WORKBOOK, *COMMA):
        known = listed((WORKBOOK, *COMMA))
        raise refused(file, "answers_format", suffix=shown(suffix)[1:-1], known=known)
    data = read_file(file)
    return read_workbook(file, data) if suffix == WORKBOOK else [read_comma(file, data)]


def _wide(
    file: Path,
    sheets: Sequence[Sheet],
    base: Scenario,
    scale: Scale,
    mapping: str | Path | None,
) -> Answers:
    sectors, nodes = possible_sectors(base), possible_nodes(base)
    pairs = PairNames(nodes, sectors)
    groups = base.model.panel.groups if base.model.panel else customary_groups()
    written = {
        folded(name): group.id
        for group in groups
        for name in (group.id, group.name.ko, group.name.en)
    }
    columns = (
        read_mapping(Path(mapping), pairs, written) if mapping else Columns(pairs, {}, written)
    )
    replies = read_wide(file, sheets, columns, scale)
    asked = dict.fromkeys(
        key for reply in replies.replies for key in (*reply.judgements, *reply.blank, *reply.lost)
    )
    order = [(sector, node) for sector in sectors for node in nodes]
    questionnaire = questionnaire_with(base, scale, [key for key in order if key in asked])
    return _gathered(questionnaire, replies)


def _forms(forms: Sequence[tuple[Path, Sequence[Sheet], FormIdentity]], base: Scenario) -> Answers:
    first_file, _, first = forms[0]
    questionnaire = _asked(first_file, first, base)
    replies: list[Reply] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    if first.digest != base.digest:
        notes.append(Problem(str(first_file), 0, "", "form_base_changed", {"id": base.model.id}))
    for file, sheets, identity in forms:
        if (identity.nodes, identity.scale) != (first.nodes, first.scale):
            values = {"other": first_file.name}
            problems.append(Problem(str(file), 0, "", "form_asks_otherwise", values))
            continue
        read = read_form(file, sheets, identity, questionnaire)
        replies.extend(read.replies)
        problems.extend(read.problems)
    seen: dict[str, Reply] = {}
    for reply in replies:
        if reply.name in seen:
            other = seen[reply.name]
            first_at = (
                f"{Path(other.sheet.file).name}: {other.sheet.spell(other.row, other.column)}"
            )
            at = (reply.row, reply.column, reply.name, "respondent_twice")
            problems.append(reply.sheet.problem(*at, first=first_at))
        seen.setdefault(reply.name, reply)
    made_up = any(identity.made_up for _, _, identity in forms)
    return _gathered(questionnaire, Replies(replies, problems, notes, made_up))


def _asked(file: Path, identity: FormIdentity, base: Scenario) -> Questionnaire:
    """Return what a form asks, if it can be asked about the base."""
    keys = [(node.sector, node.node) for node in identity.nodes]
    questionnaire = None
    if len(set(keys)) == len(keys):
        with suppress(ValueError):
            questionnaire = questionnaire_with(base, identity.scale, keys)
    asked: tuple[Node, ...] = () if questionnaire is None else questionnaire.nodes
    own = [[item.id for item in node.items] for node in asked]
    if questionnaire is None or own != [list(node.items) for node in identity.nodes]:
        values = {"theirs": identity.scenario, "id": base.model.id}
        raise refused(file, "form_other_scenario", **values)
    known = {group.id: group for group in questionnaire.groups}
    groups = tuple(
        known.get(name) or PanelGroup(id=name, name=Text(ko=spelled, en=spelled))
        for name, spelled in identity.groups.items()
    )
    return replace(questionnaire, groups=groups)


def _gathered(questionnaire: Questionnaire, read: Replies) -> Answers:
    """Return the answers with what is left out, and whether the rest connects the items."""
    problems, notes = [*read.problems], [*read.notes]
    respondents: list[Respondent] = []
    for reply in read.replies:
        if not reply.judgements and not reply.lost:
            at = (reply.row, reply.column, reply.name, "answered_nothing")
            notes.append(reply.sheet.problem(*at))
            continue
        for node in questionnaire.nodes:
            for problem, fatal in _gaps(reply, node):
                (problems if fatal else notes).append(problem)
        if reply.judgements and reply.group is not None:
            respondents.append(_respondent(reply))
    return Answers(questionnaire, tuple(respondents), tuple(problems), tuple(notes), read.made_up)


def _gaps(reply: Reply, node: Node) -> Iterator[tuple[Problem, bool]]:
    """Yield what to say about pairs of a node that were left out, and whether it is wrong."""
    key = (node.sector, node.node)
    answered, blank = reply.judgements.get(key, {}), reply.blank.get(key, {})
    pairs = [(first.id, second.id) for first, second in node.pairs]
    missing = [pair for pair in pairs if pair not in answered]
    if not answered or not missing or key in reply.lost:
        return
    at = next(iter(blank.values()), (reply.row, reply.column))
    values: dict[str, object] = {
        "sector": node.sector,
        "node": node.node,
        "missing": len(missing),
        "asked": len(pairs),
        "pairs": listed(f"{first}-{second}" for first, second in missing),
    }
    parts = _parts([item.id for item in node.items], answered)
    if len(parts) == 1:
        yield reply.sheet.problem(*at, reply.name, "answers_incomplete", **values), False
    else:
        values["parts"] = " | ".join(listed(part) for part in parts)
        yield reply.sheet.problem(*at, reply.name, "answers_disconnected", **values), True


def _parts(items: Sequence[str], answered: Mapping[Pair, float]) -> list[list[str]]:
    """Return the items in the parts that answers connect."""
    place = {item: k for k, item in enumerate(items)}
    matrix = np.full((len(items), len(items)), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for (first, second), value in answered.items():
        matrix[place[first], place[second]] = value
        matrix[place[second], place[first]] = 1 / value
    return [[items[k] for k in part] for part in connected_parts(matrix)]


def _respondent(reply: Reply) -> Respondent:
    judgements: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    for (sector, node), answers in reply.judgements.items():
        for (first, second), value in answers.items():
            rows = judgements.setdefault(sector, {}).setdefault(node, {})
            rows.setdefault(first, {})[second] = value
    return Respondent(
        id=reply.name, group=str(reply.group), weight=reply.weight, judgements=judgements
    )

"""What the columns of a wide table mean: by their own names, or by a mapping file."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from ganeum.document import Document, parse_document
from ganeum.fields import Id, Line, Part
from ganeum.panel.answer_values import Side
from ganeum.panel.cells import text_of
from ganeum.panel.comma import read_comma
from ganeum.panel.questionnaire import Node
from ganeum.panel.replies import NodeKey, Pair
from ganeum.panel.workbooks import read_file
from ganeum.problems import Problem, ScenarioError, listed, nearest_name
from ganeum.scenario_file import ALL
from ganeum.validation import read_model

Role = Literal["respondent", "group", "weight", "ignore"]
ROLES: Mapping[str, Role] = {
    **dict.fromkeys(
        ("respondent", "id", "응답자", "응답자 번호", "응답자번호", "번호"), "respondent"
    ),
    **dict.fromkeys(("group", "집단", "구분", "소속집단"), "group"),
    **dict.fromkeys(("weight", "응답자 가중치"), "weight"),
    "ignore": "ignore",
}
SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class PairColumn:
    """A column of answers; `turned` where its first is the second of the questionnaire."""

    node: NodeKey
    pair: Pair
    turned: bool


Meaning = Role | PairColumn


class ColumnMapping(Part):
    """A file that says what columns mean, where their names do not."""

    ganeum: Literal[1]
    kind: Literal["panel_columns"]
    columns: Annotated[Mapping[Line, Line], Field(max_length=5000)] = {}
    groups: Mapping[Line, Id] = {}
    negative: Side = "second"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where to look up what a column means.

    Attributes
    ----------
    pairs : every pair that can be asked, by the name of its column.
    given : headers that a mapping file explains.
    groups : ids of groups by how they are written.
    negative : which side a minus sign favours.
    """

    pairs: Mapping[str, PairColumn]
    given: Mapping[str, Meaning] = field(default_factory=dict[str, Meaning])
    groups: Mapping[str, str] = field(default_factory=dict[str, str])
    negative: Side = "second"

    def meaning(self, header: object) -> Meaning | None:
        """Return what a column means; None where nothing says so."""
        plain = folded(header)
        return self.given.get(plain) or ROLES.get(plain) or self.pairs.get(plain)


def folded(name: object) -> str:
    """Return a header without what makes no difference: blanks, width and case."""
    return unicodedata.normalize("NFKC", text_of(name)).strip().casefold()


def column_name(node: Node, pair: Pair) -> str:
    """Return the name of a pair's column: `sector.node.first.second`, without `all`."""
    sector = () if node.sector == ALL else (node.sector,)
    return SEPARATOR.join((*sector, node.node, *pair))


def pair_columns(nodes: Mapping[str, Node], sectors: Mapping[str, object]) -> dict[str, PairColumn]:
    """Return every pair that can be asked by the name of its column, either item first."""
    columns: dict[str, PairColumn] = {}
    for sector in dict.fromkeys((*sectors, ALL)):
        for node in nodes.values():
            order = [item.id for item in node.items]
            for pair in permutations(order, 2):
                turned = order.index(pair[0]) > order.index(pair[1])
                kept = (pair[1], pair[0]) if turned else pair
                column = PairColumn((sector, node.node), kept, turned)
                names = SEPARATOR.join((sector, node.node, *pair))
                columns[names] = column
                if sector == ALL:
                    columns[names.removeprefix(f"{ALL}{SEPARATOR}")] = column
    return columns


def read_mapping(file: Path, pairs: Mapping[str, PairColumn], groups: Mapping[str, str]) -> Columns:
    """Return the columns as a mapping file explains them.

    Parameters
    ----------
    file : Path
        YAML (`ganeum: 1`, `kind: panel_columns`, `columns: {header: meaning}`, and optionally
        `groups: {as written: id}` and `negative: first`), or CSV with the columns `header` and
        `meaning`. A meaning is `respondent`, `group`, `weight`, `ignore` or the name of a pair.
    pairs : mapping
        What `pair_columns` returns.
    groups : mapping
        Ids of groups by how they are written.

    Raises
    ------
    ScenarioError
        With everything that is wrong.
    """
    data = read_file(file)
    if file.suffix.lower() in (".csv", ".tsv", ".txt"):
        return _comma_mapping(file, data, pairs, groups)
    document = parse_document(file, data)
    model, problems = read_model(ColumnMapping, document)
    problems = [*document.problems, *problems]
    if model is None:
        raise ScenarioError(problems)
    problems.extend(_group_problems(model, document, set(groups.values())))
    given: dict[str, Meaning] = {}
    for header, name in model.columns.items():
        meaning = _meaning(name, pairs)
        if meaning is None:
            near = _near(name, pairs)
            at = ("columns", header)
            problems.append(document.problem(at, "mapping_meaning", near, name=name))
        else:
            given[folded(header)] = meaning
    if problems:
        raise ScenarioError(problems)
    written = {folded(name): group for name, group in model.groups.items()}
    return Columns(pairs, given, {**groups, **written}, model.negative)


def _group_problems(
    mapping: ColumnMapping, document: Document, known: set[str]
) -> Iterator[Problem]:
    for written, group in mapping.groups.items():
        if group not in known:
            near = nearest_name(group, known)
            values = {"what": "group", "id": group, "known": listed(sorted(known))}
            yield document.problem(("groups", written), "undefined", near, **values)


def _comma_mapping(
    file: Path, data: bytes, pairs: Mapping[str, PairColumn], groups: Mapping[str, str]
) -> Columns:
    sheet = read_comma(file, data)
    problems: list[Problem] = []
    given: dict[str, Meaning] = {}
    for row in range(1, len(sheet.rows)):
        header, name = sheet.at(row, 0), text_of(sheet.at(row, 1))
        if header is None and not name:
            continue
        meaning = _meaning(name, pairs)
        if meaning is None or header is None:
            problems.append(
                sheet.problem(row, 1, "", "mapping_meaning", _near(name, pairs), name=name)
            )
        else:
            given[folded(header)] = meaning
    if problems:
        raise ScenarioError(problems)
    return Columns(pairs, given, groups)


def _meaning(name: str, pairs: Mapping[str, PairColumn]) -> Meaning | None:
    plain = folded(name)
    return ROLES.get(plain) or pairs.get(plain)


def _near(name: str, pairs: Mapping[str, PairColumn]) -> str:
    return nearest_name(folded(name), [*ROLES, *pairs])

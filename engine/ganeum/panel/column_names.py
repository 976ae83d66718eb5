"""What the columns of a wide table mean: by their own names, or by a mapping file."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class PairNames:
    """The names of the columns of pairs: `sector.node.first.second`; `all.` may be left out.

    Attributes
    ----------
    nodes : every node that can be asked, by its name.
    sectors : ids of the sectors, `all` among them.
    """

    nodes: Mapping[str, Node]
    sectors: Collection[str]

    def find(self, name: str) -> PairColumn | None:
        """Return the pair of a name, either item first; None where there is none."""
        words = self._words(name)
        if words is None:
            return None
        sector, node, first, second = words
        order = self._items(node)
        known = sector in self.sectors and first in order and second in order and first != second
        if not known:
            return None
        turned = order.index(first) > order.index(second)
        pair = (second, first) if turned else (first, second)
        return PairColumn((sector, node), pair, turned)

    def nearest(self, name: str) -> str:
        """Return the name that was probably meant: every word of it is near one that is known."""
        words = self._words(name)
        if words is None:
            return ""
        sector, node = nearest_name(words[0], self.sectors), nearest_name(words[1], self.nodes)
        items = [nearest_name(word, self._items(node)) for word in words[2:]]
        spelled = SEPARATOR.join([*([] if sector == ALL else [sector]), node, *items])
        return spelled if self.find(spelled) else ""

    @property
    def example(self) -> str:
        """A name that is right."""
        node = next(iter(self.nodes.values()))
        return SEPARATOR.join((node.node, *(item.id for item in node.items[:2])))

    def _words(self, name: str) -> list[str] | None:
        words = name.split(SEPARATOR, maxsplit=4)
        words = [ALL, *words] if len(words) == 3 else words
        return words if len(words) == 4 else None

    def _items(self, node: str) -> list[str]:
        return [item.id for item in self.nodes[node].items] if node in self.nodes else []


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
    pairs : the names of the pairs.
    given : headers that a mapping file explains.
    groups : ids of groups by how they are written.
    negative : which side a minus sign favours.
    """

    pairs: PairNames
    given: Mapping[str, Meaning] = field(default_factory=dict[str, Meaning])
    groups: Mapping[str, str] = field(default_factory=dict[str, str])
    negative: Side = "second"

    def meaning(self, header: object) -> Meaning | None:
        """Return what a column means; None where nothing says so."""
        plain = folded(header)
        return self.given.get(plain) or ROLES.get(plain) or self.pairs.find(plain)


def folded(name: object) -> str:
    """Return a header without what makes no difference: blanks, width and case."""
    return unicodedata.normalize("NFKC", text_of(name)).strip().casefold()


def read_mapping(file: Path, pairs: PairNames, groups: Mapping[str, str]) -> Columns:
    """Return the columns as a mapping file explains them.

    Parameters
    ----------
    file : Path
        YAML (`ganeum: 1`, `kind: panel_columns`, `columns: {header: meaning}`, and optionally
        `groups: {as written: id}` and `negative: first`), or CSV with the columns `header` and
        `meaning`. A meaning is `respondent`, `group`, `weight`, `ignore` or the name of a pair.
    pairs : PairNames
        Of the scenario that is asked about.
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


def _comma_mapping(file: Path, data: bytes, pairs: PairNames, groups: Mapping[str, str]) -> Columns:
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


def _meaning(name: str, pairs: PairNames) -> Meaning | None:
    plain = folded(name)
    return ROLES.get(plain) or pairs.find(plain)


def _near(name: str, pairs: PairNames) -> str:
    plain = folded(name)
    return pairs.nearest(plain) or nearest_name(plain, ROLES)

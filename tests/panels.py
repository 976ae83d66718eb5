"""Made-up panels for the tests, drawn at random or spelled out."""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from ganeum.document import Value
from ganeum.loading import Scenario, load_content

STEPS = ("1/9", "1/7", "1/5", "1/3", 1, 3, 5, 7, 9)


def question(
    rows: Mapping[str, Mapping[str, Any]],
    rules: Mapping[str, Value] | None = None,
    groups: Mapping[str, float] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Return the content of a scenario on four criteria, d with sub-criteria e and f.

    `rows` are respondents by id: at least their group and judgements.
    """
    given = groups or {"firms": 1, "town": 1}
    used = {row["group"] for row in rows.values()}
    return {
        "ganeum": 1,
        "id": "asked",
        "title": "A question to a panel",
        "criteria": [
            {"id": "a", "name": "A"},
            {"id": "b", "name": "B", "direction": "cost"},
            {"id": "c", "name": "C"},
            {
                "id": "d",
                "name": "D",
                "criteria": [
                    {"id": "e", "name": "E", "weight": 1},
                    {"id": "f", "name": "F", "weight": 3},
                ],
            },
        ],
        "weights": {"from": "panel"},
        "panel": {
            "title": "A panel",
            "rules": dict(rules or {}),
            "groups": [
                {"id": name, "name": name.title(), "weight": weight}
                for name, weight in given.items()
                if name in used
            ],
            "respondents": [{"id": key, **row} for key, row in rows.items()],
        },
        "alternatives": [
            {"id": "one", "name": "One", "scores": {"a": 4, "b": 2, "c": 3, "e": 3, "f": 3}},
            {"id": "two", "name": "Two", "scores": {"a": 3, "b": 1, "c": 2, "e": 2, "f": 3}},
            {"id": "three", "name": "Three", "scores": {"a": 2, "b": 1.5, "c": 4, "e": 4, "f": 3}},
        ],
        **more,
    }


def asked(content: Mapping[str, Any]) -> Scenario:
    """Return the scenario of some content."""
    return load_content(dict(content), Path("asked.yaml"))


def answers(rng: np.random.Generator, items: str, gaps: bool = False) -> dict[str, Any]:
    """Return judgements of items drawn at random; with gaps some pairs that are not needed miss."""
    rows: dict[str, Any] = {}
    for i, j in combinations(range(len(items)), 2):
        if gaps and j - i > 1 and rng.random() < 0.5:
            continue
        rows.setdefault(items[i], {})[items[j]] = STEPS[rng.integers(len(STEPS))]
    return rows


def drawn_rows(rng: np.random.Generator, many: int, gaps: bool = False) -> dict[str, Any]:
    """Return respondents drawn at random, who judge the criteria, d's, and some on c the rest."""
    rows: dict[str, Any] = {}
    for place in range(many):
        nodes = {"goal": answers(rng, "abcd", gaps)}
        if rng.random() < 0.8 or not place:
            nodes["d"] = answers(rng, "ef")
        if rng.random() < 0.8 or not place:
            nodes["c"] = {
                "one": {"two": STEPS[rng.integers(9)]},
                "three": {"two": STEPS[rng.integers(9)]},
            }
        rows[f"r{place + 1:02}"] = {
            "group": ("firms", "town")[int(rng.integers(2))],
            "weight": (1, 2)[int(rng.integers(2))],
            "judgements": {"all": nodes},
        }
    return rows

"""Every ranking of every shipped scenario, ready for examination."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import ganeum
from ganeum.ranking import METHODS, Method
from ganeum.sensitivity import Examined, examined

SHIPPED = ("seoul-2022", "seoul-2022-support-menu", "robotics-demonstration-double", "template")

Cases = Mapping[tuple[str, str, Method], Examined]


@pytest.fixture(scope="session")
def cases(scenarios: Path, seoul_analysis: ganeum.Analysis) -> Cases:
    """Return each ranking of the shipped scenarios, by scenario, sector and method."""
    assert {file.stem for file in scenarios.glob("*.yaml")} == set(SHIPPED)
    others = (ganeum.analyse(ganeum.load(scenarios / f"{name}.yaml")) for name in SHIPPED[1:])
    analyses = dict(zip(SHIPPED, (seoul_analysis, *others), strict=True))
    return {
        (name, sector, method): examined(analysis, sector, method)
        for name, analysis in analyses.items()
        for sector in analysis
        for method in METHODS
    }

"""Weights moved by hand become what the scenario ranks by, whatever it multiplies weights by."""

from pathlib import Path

import numpy as np
import pytest

import ganeum
from ganeum.drafting import Draft
from ganeum.hand_weights import moved_by_hand, with_hand_weights, without_hand_weights

WISHED = np.array([0.1, 0.2, 0.3, 0.4])


@pytest.mark.parametrize("name", ["seoul-2022.yaml", "robotics-demonstration-double.yaml"])
def test_they_are_the_weights_of_the_changed_scenario(scenarios: Path, name: str) -> None:
    base = ganeum.load(scenarios / name)
    draft, now = Draft.of(base), ganeum.analyse(base)["robotics"].weights
    moved = with_hand_weights(draft, "robotics", now, WISHED)
    found = ganeum.analyse(moved.scenario())
    np.testing.assert_allclose(found["robotics"].weights.values, WISHED, rtol=0, atol=1e-15)
    unmoved = found["ai"].weights.values
    assert unmoved.tolist() == ganeum.analyse(base)["ai"].weights.values.tolist()
    assert moved_by_hand(moved, "robotics")
    assert not moved_by_hand(moved, "ai")
    assert without_hand_weights(moved, "robotics") == draft


def test_what_is_multiplied_by_nothing_stays_nothing(seoul: ganeum.Scenario) -> None:
    struck = Draft.of(seoul).with_change("weights.factors.robotics.workforce", 0)
    now = ganeum.analyse(struck.scenario())["robotics"].weights
    moved = with_hand_weights(struck, "robotics", now, WISHED)
    found = ganeum.analyse(moved.scenario())["robotics"].weights.values
    np.testing.assert_allclose(found, [0.125, 0.0, 0.375, 0.5], atol=1e-15)

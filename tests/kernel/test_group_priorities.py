"""Many draws at once give what one draw after the other gives."""

import numpy as np
import pytest

from ganeum.kernel import aggregate_judgements, engines, priorities
from ganeum.kernel.group_priorities import AT_ONCE, group_priorities
from ganeum.kernel.inputs import Floats
from ganeum.kernel.saaty_scale import saaty_judgements


@pytest.fixture(autouse=True)
def numpy_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What NumPy computes is the definition; `test_compiled` holds compiled code to it."""
    monkeypatch.setattr(engines, "installed", lambda: False)


def drawn(groups: int, n: int, count: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng((groups, n, count))
    called = rng.choice([0.0, 0.5, 1.0, 3.0, 9.0], (groups, n, count)) + rng.uniform(0.1, 2, count)
    return called, rng.dirichlet(np.ones(groups), count).T


def one(called: Floats, voices: Floats, method: str) -> Floats:
    judged = [saaty_judgements(row - 0.01, 0.01) for row in called]
    return priorities(aggregate_judgements(judged, voices), method).priorities


@pytest.mark.parametrize("method", ["eigenvector", "geometric_mean"])
@pytest.mark.parametrize(("groups", "n"), [(1, 2), (3, 4), (2, 1), (4, 6)])
def test_each_draw_is_what_the_functions_of_one_say(groups: int, n: int, method: str) -> None:
    called, voices = drawn(groups, n, 260)
    expected = [one(called[:, :, s], voices[:, s], method) for s in range(260)]
    found = group_priorities(called, voices, method)
    np.testing.assert_allclose(found.T, expected, rtol=1e-12)


def test_what_is_the_same_in_all_draws_need_not_be_repeated() -> None:
    called, voices = drawn(3, 4, AT_ONCE + 10)
    same = np.repeat(called[:, :, :1], AT_ONCE + 10, axis=2)
    assert (group_priorities(called[:, :, :1], voices) == group_priorities(same, voices)).all()
    equal = np.repeat(voices[:, :1], AT_ONCE + 10, axis=1)
    assert (group_priorities(called, voices[:, :1]) == group_priorities(called, equal)).all()
    assert group_priorities(called[:, :, :1], voices[:, :1]).shape == (4, 1)


def test_a_draw_depends_on_itself_only() -> None:
    called, voices = drawn(3, 4, AT_ONCE + 500)
    together = group_priorities(called, voices)
    for s in range(0, AT_ONCE + 500, 211):
        alone = group_priorities(called[:, :, s : s + 1], voices[:, s : s + 1])
        assert (alone[:, 0] == together[:, s]).all()

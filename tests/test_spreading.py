"""The same bytes, whoever counts: threads, processes, a cluster."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import fields
from operator import neg
from typing import Any

import numpy as np
import pytest

from ganeum import kernel
from ganeum.kernel import Acceptability
from ganeum.spreading import AHEAD, Spread, dask, processes, threads

RNG = np.random.default_rng(5)
SIXTEEN = RNG.uniform(1, 10, (16, 6))
MIXED = ["benefit", "benefit", "cost", "benefit", "cost", "benefit"]
KINDS: dict[str, dict[str, Any]] = {
    "uniform": {},
    "scores": {
        "scores": kernel.Cells(SIXTEEN * 0.9, SIXTEEN * 1.1),
        "weights": kernel.Scattered([1] * 6, 9),
    },
    "hit and run": {"weights": kernel.Intervals([0.1] * 5 + [0], [0.16] * 5 + [0.4])},
}


def digest(found: Acceptability) -> list[Any]:
    values = [getattr(found, field.name) for field in fields(Acceptability)]
    return [value.tobytes() if isinstance(value, np.ndarray) else value for value in values]


def agrees(spread: Spread, *kinds: str) -> None:
    for kind in kinds:
        args = (SIXTEEN, MIXED, 20_000, 11)
        expected = kernel.acceptability(*args, **KINDS[kind])
        found = kernel.acceptability(*args, chunk=1, spread=spread, **KINDS[kind])
        assert digest(found) == digest(expected)


@pytest.mark.parametrize(("kind", "count"), [(kind, 2) for kind in KINDS] + [("uniform", 5)])
def test_threads_change_no_byte(kind: str, count: int) -> None:
    agrees(threads(count), kind)


def test_processes_change_no_byte() -> None:
    agrees(processes(2), "uniform")


def test_a_dask_cluster_changes_no_byte() -> None:
    distributed = pytest.importorskip(
        "distributed", reason="DASK IS NOT INSTALLED: ganeum[cluster]"
    )
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        with distributed.Client(cluster) as client:
            agrees(dask(client), "uniform", "scores")
        agrees(dask(cluster.scheduler_address), "uniform")


def test_a_cluster_that_asks_for_keys_nobody_set_up_is_not_reached() -> None:
    pytest.importorskip("distributed", reason="DASK IS NOT INSTALLED: ganeum[cluster]")
    with pytest.raises(ConnectionError, match="TLS"):
        list(dask("tls://127.0.0.1:1")(neg, range(2)))


@pytest.mark.parametrize("make", [threads, processes])
def test_a_count_is_positive(make: Callable[[int], Spread]) -> None:
    with pytest.raises(ValueError, match="count is 0"):
        make(0)


def test_results_come_in_order_while_only_a_few_are_under_way() -> None:
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    for place, result in enumerate(threads(2)(neg, numbers())):
        assert result == -place
        assert taken <= place + 2 * AHEAD


def test_whoever_stops_early_leaves_nothing_running() -> None:
    before = threading.active_count()
    results = threads(2)(neg, range(1000))
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before


def test_an_error_in_a_task_is_the_callers() -> None:
    def task(number: int) -> float:
        return 1 / number

    with pytest.raises(ZeroDivisionError):
        list(threads(2)(task, [1, 0, 1]))


def test_progress_counts_all_draws() -> None:
    told: list[int] = []
    kernel.acceptability(
        SIXTEEN, MIXED, 40_000, 0, chunk=1, spread=threads(2), progress=told.append
    )
    assert told == [8192, 16384, 24576, 32768, 40_000]

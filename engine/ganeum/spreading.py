"""Spreading tasks over threads, processes or a cluster, in place of `map`.

What `threads`, `processes` and `dask` return maps a task over numbers, as the `spread` of
`kernel.acceptability` does: results come one by one and in order, and no more than a few tasks for
each worker are under way, so that memory does not grow with their number.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

AHEAD = 4  # tasks under way for each worker, so that none waits for the next

Result = TypeVar("Result")
Task = Callable[[int], Any]


class Spread(Protocol):
    """Maps a task over numbers."""

    def __call__(
        self, task: Callable[[int], Result], numbers: Iterable[int], /
    ) -> Iterator[Result]:
        """Return the results in order."""
        ...


def threads(count: int | None = None) -> Spread:
    """Spread tasks over so many threads, by default one for each processor.

    NumPy and compiled code release the interpreter's lock while they count.

    Raises
    ------
    ValueError
        If the count is not positive.

    Examples
    --------
    >>> list(threads(2)(abs, [-1, 2]))
    [1, 2]
    """
    workers = _workers(count)

    def spread(task: Callable[[int], Result], numbers: Iterable[int]) -> Iterator[Result]:
        with ThreadPoolExecutor(workers) as pool:
            yield from _in_order(partial(pool.submit, task), numbers, AHEAD * workers)

    return spread


def processes(count: int | None = None) -> Spread:
    """Spread tasks over so many processes, by default one for each processor.

    Each is a fresh interpreter: what calls this from a script must be guarded by
    ``if __name__ == "__main__"``.

    Raises
    ------
    ValueError
        If the count is not positive.
    """
    workers = _workers(count)

    def spread(task: Callable[[int], Result], numbers: Iterable[int]) -> Iterator[Result]:
        fresh = get_context("spawn")
        with ProcessPoolExecutor(workers, fresh, initializer=_keep, initargs=(task,)) as pool:
            yield from _in_order(partial(pool.submit, _kept), numbers, AHEAD * workers)

    return spread


def dask(cluster: Any) -> Spread:
    """Spread tasks over a Dask cluster: a `distributed.Client`, or a scheduler's address.

    Needs the extra `cluster`; its workers need this package. A task costs Dask some milliseconds,
    so let one count a million draws or so: a `chunk` of 128.

    Raises
    ------
    ModuleNotFoundError
        If the extra is not installed.

    Notes
    -----
    A scheduler that cannot be reached is an `OSError`, of the spread that is returned.
    """
    distributed: Any = import_module("distributed")

    def spread(task: Callable[[int], Result], numbers: Iterable[int]) -> Iterator[Result]:
        own = isinstance(cluster, str)
        client = _client(distributed, cluster) if own else cluster
        try:
            workers = max(1, sum(client.nthreads().values()))
            kept = client.scatter(task, broadcast=True, hash=False)
            submit = partial(client.submit, _apply, kept, pure=False)
            yield from _in_order(submit, numbers, AHEAD * workers)
        finally:
            if own:
                client.close()

    return spread


def _client(distributed: Any, address: str) -> Any:
    security = distributed.Security()  # as Dask is configured
    if address.startswith("tls:") and not security.get_connection_args("client")["ssl_context"]:
        # asked for without its keys, a client waits a minute for itself to close
        raise ConnectionError("Dask is not configured for TLS")
    return distributed.Client(address, set_as_default=False, security=security)


def _workers(count: int | None) -> int:
    if count is not None and count < 1:
        raise ValueError(f"count is {count}, not a whole number from 1")
    return count or os.cpu_count() or 1


def _in_order(submit: Callable[[int], Any], numbers: Iterable[int], limit: int) -> Iterator[Any]:
    """Yield results in order, with no more than so many under way; whoever stops, cancels them."""
    pending: deque[Any] = deque()
    try:
        for number in numbers:
            pending.append(submit(number))
            if len(pending) >= limit:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        for future in pending:
            future.cancel()


_tasks: list[Task] = []  # in a process of a pool: the one it works on


def _keep(task: Task) -> None:
    """Keep a task in this process, so that it travels once and not with each number."""
    _tasks.append(task)


def _kept(number: int) -> Any:
    return _tasks[-1](number)


def _apply(task: Task, number: int) -> Any:
    return task(number)

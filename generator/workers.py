"""Workers: this process for a little work, a pool of processes for much."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import Any, Protocol, TypeVar

from generator.errors import UsageError

T = TypeVar("T")
BATCH = 128  # one page is too small a task for another process
AHEAD = 6  # batches in flight for each worker: enough to keep it busy, few enough to bound memory
YIELD = 5  # steps of niceness: the process that hands out the work comes first, or all the others wait for it

# Takes the stage, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """For those whom nobody watches."""


class MapBatches(Protocol):
    """Calls `task(*batch)` for each of `count` batches, in their order, here or in other processes.

    At most `ahead` batches are in flight for each worker.
    """

    def __call__(
        self, task: Callable[..., T], batches: Iterable[tuple[Any, ...]], count: int, ahead: int = ...
    ) -> Iterator[T]: ...


def map_here(  # one signature for every MapBatches
    task: Callable[..., T],
    batches: Iterable[tuple[Any, ...]],
    count: int,  # noqa: ARG001 of the signature
    ahead: int = AHEAD,  # noqa: ARG001 of the signature
) -> Iterator[T]:
    """In this process, as the results are asked for."""
    return (task(*batch) for batch in batches)


class Serial(Executor):
    """Runs each task at once, in this process."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as problem:  # handed on to whoever asks for the result
            future.set_exception(problem)
        return future


class Workers:
    """An executor that is only started when there is work for more than one process.

    With the address of a Dask scheduler the work goes to its workers, which must see the same files of the site
    under the same path: they read content/, and return bytes.
    """

    def __init__(self, count: int = 0, scheduler: str = "") -> None:
        self.count = count or _processors()
        self._scheduler = scheduler
        self._pool: Executor | None = None
        self._client: Any = None

    def map_batches(
        self, task: Callable[..., T], batches: Iterable[tuple[Any, ...]], count: int, ahead: int = AHEAD
    ) -> Iterator[T]:
        """See MapBatches. Other processes begin at once, this one when the results are asked for."""
        is_little = count < 2 or (self.count < 2 and not self._scheduler)
        executor = Serial() if is_little else self._started()
        rest = iter(batches)
        first = 0 if isinstance(executor, Serial) else self.count * ahead
        pending = deque(executor.submit(task, *batch) for batch in islice(rest, first))

        def results() -> Iterator[T]:
            for batch in rest:
                pending.append(executor.submit(task, *batch))
                yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()

        return results()

    def prepare(self, task: Callable[..., object], *values: object) -> None:
        """Have each process of the pool run this in the background, to load what its tasks will need."""
        if self.count > 1 and not self._scheduler:
            for _ in range(self.count):
                self._started().submit(task, *values)

    def _started(self) -> Executor:
        if self._pool is None and self._scheduler:
            self._client = _cluster(self._scheduler)
            self.count = max(1, sum(self._client.nthreads().values()))
            self._pool = self._client.get_executor(pure=False, retries=3)
        if self._pool is None:
            context = multiprocessing.get_context(_start_method())
            self._pool = ProcessPoolExecutor(self.count, context, initializer=_begin, initargs=(os.getpid(),))
        return self._pool

    @contextmanager
    def aside(self) -> Iterator[Workers]:
        """Other workers, for work that fills the memory: it is free again when they end.

        The workers that stay were started before the archive was in memory. A process that is forked later shares all
        of it, until counting references has copied each page for both.
        """
        if self._client is not None:
            yield self
            return
        with Workers(self.count, self._scheduler) as others:
            yield others

    def __enter__(self) -> Workers:
        _collect_seldom()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and not issubclass(kind, Exception):
            end_workers()  # somebody wants to stop now, and not when the tasks at hand are done
        if self._client is not None:
            self._client.close()  # a cluster's executor goes with its client, and cannot be told to cancel
        elif self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool = self._client = None


def end_workers() -> None:
    """End the workers of this process, whatever they are doing: the next build makes what they were making."""
    for worker in multiprocessing.active_children():
        worker.terminate()


def _cluster(address: str) -> Any:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as problem:
        raise UsageError("--scheduler needs Dask", "install it: pip install 'warraq[cluster]'") from problem
    try:
        return distributed.Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as problem:
        raise UsageError(f"no scheduler answers at `{address}`", "start one: dask scheduler") from problem


def _begin(parent: int) -> None:
    """A worker's first task. Once a second it checks that its parent lives, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent ends its workers
    gc.freeze()
    _collect_seldom()
    if hasattr(os, "nice"):
        os.nice(YIELD)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_method() -> str:
    """Forking is quickest, but not where threads run (the development server) or the system forbids it."""
    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return "spawn"
    return "fork"


def _collect_seldom() -> None:
    """Frozen values hold no cycles: searching a whole archive for some finds nothing."""
    gc.set_threshold(200_000, 10, 100)


def _one(_item: object) -> int:
    return 1


def in_batches(items: Iterable[T], size: int = BATCH, weight: Callable[[T], int] = _one) -> Iterator[list[T]]:
    """Batches of items, taken as they are asked for. A batch ends where it weighs `size`."""
    batch, weighs = list[T](), 0
    for item in items:
        batch.append(item)
        weighs += weight(item)
        if weighs >= size:
            yield batch
            batch, weighs = [], 0
    if batch:
        yield batch

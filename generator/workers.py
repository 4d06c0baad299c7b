"""Who does the work: this process for a little, a pool of processes for much."""

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
from typing import Any, TypeVar

from generator.errors import UsageError

T = TypeVar("T")
BATCH = 128  # one page is too small a task for another process
AHEAD = 6  # batches in flight for each worker: enough to keep it busy, few enough to bound memory
YIELD = 5  # steps of niceness: the process that hands out the work comes first, or all the others wait for it

# Takes the stage, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


class Serial(Executor):
    """Does each task at once, here."""

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
        """task(*batch) for each of `count` batches, in their order, whoever does it; few are in flight at a time.

        Other processes begin with the first batches at once, this one when the results are asked for.
        """
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
        """Have the processes of the pool do this, while this one goes on: what their tasks need is loaded then."""
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
        """Others, for work that fills the memory: they go with all that they remember when it is done.

        Those who stay were started early, before the archive was in memory: a process that is forked later shares
        all of it, until each of the two has written its counts of references into a copy of its own.
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
    """Those of this process, whatever they are at: what they were to give is made at the next build."""
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
    """A worker's first task. One whose parent was killed would wait for ever: it looks once a second and ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: who began the work ends it
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
    """Frozen values hold no cycles: looking through all of an archive for some again and again finds nothing."""
    gc.set_threshold(200_000, 10, 100)


def _one(_item: object) -> int:
    return 1


def in_batches(items: Iterable[T], size: int = BATCH, weight: Callable[[T], int] = _one) -> Iterator[list[T]]:
    """As they are asked for: what is not in a batch yet need not be there. A batch ends where it weighs `size`."""
    batch, weighs = list[T](), 0
    for item in items:
        batch.append(item)
        weighs += weight(item)
        if weighs >= size:
            yield batch
            batch, weighs = [], 0
    if batch:
        yield batch

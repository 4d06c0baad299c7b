"""How long each stage of a build takes, and the progress that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from time import perf_counter
from typing import TypeVar

from generator.engine.stale import Work
from generator.workers import Progress

T = TypeVar("T")
Stage = Callable[[str], AbstractContextManager[None]]


def untimed(_name: str) -> AbstractContextManager[None]:
    return nullcontext()


class Stages:
    """Called with a stage's name, times what runs within it.

    Work is found while pages are made: time that belongs to an earlier stage is taken off the one that runs.
    """

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._elsewhere = 0.0
        self._progress = progress
        self._name = ""

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        self._name = name
        self._progress(name, 0, 0)
        start, self._elsewhere = perf_counter(), 0.0
        yield
        self.seconds[name] = round(perf_counter() - start - self._elsewhere, 4)

    def counting(self, name: str, task: Callable[[], None]) -> Callable[[], None]:
        """The task, with its time added to an earlier stage."""

        def timed() -> None:
            with self._borrowed(name):
                task()

        return timed

    def within(self, name: str, items: Iterator[T]) -> Iterator[T]:
        """The items, with the time that it takes to get them added to an earlier stage."""
        while True:
            with self._borrowed(name):
                item = next(items, None)
            if item is None:
                return
            yield item

    def progressing(self, outputs: Iterator[T], work: Work) -> Iterator[T]:
        """The outputs, of which every hundredth is reported."""
        for done, output in enumerate(outputs, 1):
            yield output
            if done % 100 == 0 or (work.is_whole and done == work.stale):
                self._progress(self._name, done, work.stale if work.is_whole else 0)

    @contextmanager
    def _borrowed(self, name: str) -> Iterator[None]:
        start, before = perf_counter(), self._elsewhere
        yield
        spent = perf_counter() - start
        self.seconds[name] = round(self.seconds[name] + spent - (self._elsewhere - before), 4)
        self._elsewhere = before + spent

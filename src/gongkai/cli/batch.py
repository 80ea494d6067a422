"""Many files through one piece of work: in order, on several processors, past files that fail, to a clean stop."""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import click

WRITTEN = frozenset((".txt", ".md", ".html", ".htm", ".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", ".et", ".json"))
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"))
SUFFIXES = WRITTEN | PICTURES
"""What is looked for in folders; a file that is named is always tried."""
AHEAD = 4
"""Files given out in advance for each process."""
FEW = 24
"""Up to so many files one process is quicker than starting others."""
CRASHED = "处理这个文件时程序意外中止，已跳过；文件可能已损坏，请重新下载或另存后再试。"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: the value of the work, or why there is none in one Chinese sentence."""

    file: str
    value: Any = None
    error: str = ""


@dataclass(slots=True)
class Stop:
    """Whether Ctrl-C was pressed."""

    pressed: bool = False


Work = Callable[[str], Outcome]


@contextmanager
def stopping() -> Iterator[Stop]:
    """Remember Ctrl-C instead of breaking off within a line; what is complete is told, then the command ends."""
    stop = Stop()

    def press(_number: int, _frame: FrameType | None) -> None:
        if stop.pressed:
            raise KeyboardInterrupt
        stop.pressed = True

    before = signal.signal(signal.SIGINT, press)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def gather(paths: Sequence[Path], recursive: bool) -> list[str]:
    """The files named and, with `recursive`, those in the folders named, each once and in order.

    Raises `click.UsageError` for a folder without `recursive`. A file that does not exist stays, to be told of.
    """
    found: dict[str, None] = {}
    for path in paths:
        if not path.is_dir():
            found[str(path)] = None
        elif recursive:
            inside = (p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            found |= dict.fromkeys(str(p) for p in sorted(inside) if not p.name.startswith((".", "~$")))
        else:
            raise click.UsageError(f"“{path}”是文件夹；要处理里面的文件，请加 -r。")
    return list(found)


def run(work: Work, files: Sequence[str], jobs: int | None, stop: Stop) -> Iterator[Outcome]:
    """The outcome of `work` on each file, in order, until `stop` is pressed. `work` is a function of a module."""
    jobs = jobs or min(os.cpu_count() or 1, 1 + len(files) // FEW)
    outcomes = _alone(work, files, stop) if jobs == 1 or len(files) < 2 else _together(work, files, jobs, stop)
    if len(files) < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    with click.progressbar(length=len(files), label="正在处理", file=sys.stderr, show_pos=True) as bar:
        for outcome in outcomes:
            bar.update(1)
            yield outcome


def _alone(work: Work, files: Sequence[str], stop: Stop) -> Iterator[Outcome]:
    for file in files:
        if stop.pressed:
            return
        yield work(file)


def _together(work: Work, files: Sequence[str], jobs: int, stop: Stop) -> Iterator[Outcome]:
    waiting = deque(files)
    while waiting and not stop.pressed:
        given: deque[tuple[str, Future[Outcome]]] = deque()
        pool = ProcessPoolExecutor(jobs, initializer=_ignore_interrupts)
        try:
            while (waiting or given) and not stop.pressed:
                while waiting and len(given) < jobs * AHEAD:
                    file = waiting.popleft()
                    given.append((file, pool.submit(work, file)))
                outcome = _wait(given[0][1], stop)
                if outcome is not None:
                    given.popleft()
                    yield outcome
        except BrokenProcessPool:
            for file, future in given:
                yield _again(work, file, future)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _wait(future: "Future[Outcome]", stop: Stop) -> Outcome | None:
    """The outcome, or `None` once `stop` is pressed."""
    while not stop.pressed:
        try:
            return future.result(timeout=0.2)
        except NotYet:
            continue
    return None


def _again(work: Work, file: str, future: "Future[Outcome]") -> Outcome:
    """The outcome of a file that was at work when a process died: it alone in a new process."""
    if future.done() and not future.cancelled() and future.exception() is None:
        return future.result()
    with ProcessPoolExecutor(1, initializer=_ignore_interrupts) as pool:
        try:
            return pool.submit(work, file).result()
        except BrokenProcessPool:
            return Outcome(file, error=CRASHED)


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that tells the results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

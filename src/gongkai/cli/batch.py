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
from multiprocessing import get_start_method
from pathlib import Path
from types import FrameType
from typing import Any

import click

WRITTEN = frozenset((".txt", ".md", ".html", ".htm", ".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", ".et", ".json"))
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"))
SUFFIXES = WRITTEN | PICTURES
"""What is looked for in folders; a file that is named is always tried."""
QUICK = frozenset((".txt", ".md", ".html", ".htm", ".json", ".xlsx"))
PORTION = 8
"""So many files that are quick to read are given to a process at once, or handing them over would cost too much."""
AHEAD = 4
"""Portions given out in advance for each process."""
FEW, FEW_SLOW = 24, 2
"""Up to so many files, quick to read or others, one process is quicker than starting more."""
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
Given = Future[list[Outcome]]


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


def run(
    work: Work,
    files: Sequence[str],
    jobs: int | None,
    stop: Stop,
    *,
    bar: bool = True,
    warm: Callable[[], object] | None = None,
) -> Iterator[Outcome]:
    """The outcome of `work` on each file, in order, until `stop` is pressed. `work` is a function of a module.

    With `bar` a terminal shows how far it is. `warm` loads what the work needs, once for all processes that are forked.
    """
    jobs = jobs or min(os.cpu_count() or 1, _useful(files))
    together = jobs > 1 and len(files) > 1
    if together and warm and get_start_method() == "fork":
        warm()
    outcomes = _together(work, files, jobs, stop) if together else _alone(work, files, stop)
    if len(files) < 2 or not bar or not sys.stderr.isatty():
        yield from outcomes
        return
    with click.progressbar(length=len(files), label="正在处理", file=sys.stderr, show_pos=True) as shown:
        for outcome in outcomes:
            shown.update(1)
            yield outcome


def _useful(files: Sequence[str]) -> int:
    """How many processes are of use for so many files."""
    quick = sum(Path(file).suffix.lower() in QUICK for file in files)
    return 1 + quick // FEW + (len(files) - quick) // FEW_SLOW


def _alone(work: Work, files: Sequence[str], stop: Stop) -> Iterator[Outcome]:
    for file in files:
        if stop.pressed:
            return
        yield work(file)


def _together(work: Work, files: Sequence[str], jobs: int, stop: Stop) -> Iterator[Outcome]:
    waiting = deque(_portions(files, jobs))
    while waiting and not stop.pressed:
        given: deque[tuple[list[str], Given]] = deque()
        pool = ProcessPoolExecutor(jobs, initializer=_ignore_interrupts)
        try:
            while (waiting or given) and not stop.pressed:
                while waiting and len(given) < jobs * AHEAD:
                    portion = waiting.popleft()
                    given.append((portion, pool.submit(_several, work, portion)))
                outcomes = _wait(given[0][1], stop)
                if outcomes is not None:
                    given.popleft()
                    yield from outcomes
        except BrokenProcessPool:
            for portion, future in given:
                yield from _again(work, portion, future)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _portions(files: Sequence[str], jobs: int) -> Iterator[list[str]]:
    """What a process is given at once: several neighbours that are quick to read, any other file alone."""
    size = max(1, min(PORTION, len(files) // (jobs * AHEAD)))
    held: list[str] = []
    for file in files:
        if Path(file).suffix.lower() in QUICK:
            held.append(file)
        else:
            yield from filter(None, (held, [file]))
            held = []
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def _several(work: Work, files: Sequence[str]) -> list[Outcome]:
    return [work(file) for file in files]


def _wait(future: Given, stop: Stop) -> list[Outcome] | None:
    """The outcomes, or `None` once `stop` is pressed."""
    while not stop.pressed:
        try:
            return future.result(timeout=0.2)
        except NotYet:
            continue
    return None


def _again(work: Work, files: Sequence[str], future: Given) -> Iterator[Outcome]:
    """The outcomes of files that were at work when a process died: each alone in a new process."""
    if future.done() and not future.cancelled() and future.exception() is None:
        yield from future.result()
        return
    for file in files:
        with ProcessPoolExecutor(1, initializer=_ignore_interrupts) as pool:
            try:
                yield pool.submit(work, file).result()
            except BrokenProcessPool:
                yield Outcome(file, error=CRASHED)


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that tells the results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

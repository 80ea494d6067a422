"""How fast reports are read: per format against the bare parser, memory over many files, scaling over processes.

    .venv/bin/python bench/bench_reading.py            # generated reports, and the real ones where they are
    .venv/bin/python bench/bench_reading.py --files 10000

Prints a table for docs/performance.md. Ratios are taken in one run on one machine: `read + check` over what the parser
of that format alone needs for the same file. For PDF that is the extractor we chose, pdfium giving words with boxes and
ruling lines; plain pdfium text and pdfplumber stand beside it.
"""

import argparse
import os
import platform
import resource
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from gongkai.cli.batch import Stop, run
from gongkai.cli.reporting import Batch, checked, outcome_of, ready
from gongkai.report import check, read
from gongkai.report.narrative import forget
from report import layouts
from report.generating import consistent_report, full_report

REPORTS = Path(os.environ.get("GONGKAI_REPORTS", Path(__file__).parents[2] / "shared" / "reports"))
SUFFIXES = {
    "tabbed": "txt",
    "stacked": "txt",
    "run_on": "txt",
    "html": "html",
    "docx": "docx",
    "xlsx": "xlsx",
    "pdf": "pdf",
}


def read_and_check(path: Path) -> None:
    forget()  # or the text of the same file would not be read again
    check(read(path))


def decode_text(path: Path) -> None:
    [line.split("\t") for line in path.read_bytes().decode("utf-8", "replace").split("\n")]


def parse_html(path: Path) -> None:
    from lxml import html

    "".join(html.document_fromstring(path.read_bytes()).itertext())


def parse_docx(path: Path) -> None:
    import docx

    for table in docx.Document(str(path)).tables:
        for row in table.rows:
            [cell.text for cell in row.cells]


def parse_xlsx(path: Path) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def words_and_lines(path: Path) -> None:
    """The chosen extractor: pdfium's characters as words with boxes, and its paths as ruling lines."""
    import pypdfium2

    from gongkai.documents import pdf_page

    document = pypdfium2.PdfDocument(path.read_bytes())
    for page in document:
        turned, _, _ = pdf_page.turn(page)
        textpage = page.get_textpage()
        pdf_page.pieces(textpage, turned)
        pdf_page.strokes(page, turned)
        textpage.close()
        page.close()
    document.close()


def plain_pdfium(path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def pdfplumber_words(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_words()
            _ = page.lines, page.rects


BARE: dict[str, Callable[[Path], None]] = {
    "txt": decode_text,
    "html": parse_html,
    "docx": parse_docx,
    "xlsx": parse_xlsx,
    "pdf": words_and_lines,
}


def best(action: Callable[[Path], None], path: Path, times: int = 7) -> float:
    """The best of some runs, in milliseconds of processor time: what the work costs, whoever else uses the machine."""
    action(path)
    found = []
    for _ in range(times):
        begun = process_time()
        action(path)
        found.append(process_time() - begun)
    return min(found) * 1000


def samples(folder: Path) -> list[Path]:
    """A generated report in each format, and the real reports."""
    every = layouts.QUICK | layouts.SLOW | layouts.RUN_TOGETHER
    paths = []
    for layout, suffix in SUFFIXES.items():
        random = Random(1)
        path = folder / f"{layout}.{suffix}"
        path.write_bytes(every[layout](layouts.printed(consistent_report(random)), random))
        paths.append(path)
    real = [path for path in sorted(REPORTS.glob("0*")) if path.suffix in (".txt", ".html", ".pdf")]
    return paths + real


def formats(paths: list[Path]) -> None:
    print("| file | read + check, ms | bare parser, ms | ratio |\n| --- | ---: | ---: | ---: |")
    for path in paths:
        ours, bare = best(read_and_check, path), best(BARE[path.suffix[1:]], path)
        print(f"| {path.name} | {ours:.2f} | {bare:.2f} | {ours / bare:.2f} |")
        if path.suffix == ".pdf":
            print(f"| {path.name}: plain pdfium text | | {best(plain_pdfium, path):.2f} | |")
            print(f"| {path.name}: pdfplumber words | | {best(pdfplumber_words, path, 2):.2f} | |")


def memory(folder: Path, files: int) -> None:
    """The most memory the process ever held while `gongkai report check` goes through many reports, each another, and
    tells what it found: after a hundredth of them, a tenth and all."""
    for number in (files // 100, files // 10, files):
        if number:
            batch = Batch(
                run(partial(outcome_of, partial(checked, None, True, True)), _many(folder, number), 1, Stop()), False
            )
            held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{number} files: {held:.0f} MB at most, {sum(batch.counted.values())} findings")


def _many(folder: Path, files: int) -> list[str]:
    """So many reports of different organs and years, as text and HTML."""
    paths = []
    for number in range(files):
        path = folder / f"{number}.{'html' if number % 2 else 'txt'}"
        if not path.exists():
            random = Random(number)
            sheet = layouts.printed(full_report(random))
            path.write_bytes(layouts.QUICK["html" if number % 2 else "tabbed"](sheet, random))
        paths.append(str(path))
    return paths


def scaling(paths: list[Path], files: int) -> None:
    """Reports a second through the batch of the command line, by the number of processes it may use."""
    light = [str(path) for path in paths if path.suffix in (".txt", ".html")]
    work = partial(outcome_of, partial(checked, None, True, False))
    alone = 0.0
    for jobs in range(1, (os.cpu_count() or 1) + 1):
        begun, used = perf_counter(), _processor_time()
        done = sum(1 for _ in run(work, [light[n % len(light)] for n in range(files)], jobs, Stop(), warm=ready))
        each = done / (perf_counter() - begun)
        alone = alone or each
        spent = (_processor_time() - used) / done * 1000
        print(
            f"--jobs {jobs}: {each:.0f} reports a second ({each / alone:.2f} x), {spent:.2f} ms of processor time each"
        )


def _processor_time() -> float:
    """Seconds of this process and of those it has waited for."""
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    wanted = parser.parse_args().files
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        paths = samples(Path(folder))
        formats(paths)
        memory(Path(folder), wanted)
        scaling(paths, max(wanted // 5, 1))


if __name__ == "__main__":
    main()

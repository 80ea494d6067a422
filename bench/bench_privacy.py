"""How fast personal data is found and masked: `python bench/bench_privacy.py [--rows 50000] [--pages 300]`."""

import argparse
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import xlsxwriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from gongkai.identifiers import citizen_check_digit
from gongkai.privacy import mask, prove, scan, scan_text

T = TypeVar("T")
HEADERS = ("序号", "乡镇", "村", "户主姓名", "身份证号", "一卡通账号", "联系电话", "补贴项目", "面积", "金额")


def citizen(rng: random.Random) -> str:
    """A well-formed number of nobody."""
    body = f"350{rng.randint(100, 999)}{rng.randint(1940, 2005)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    body += f"{rng.randint(0, 999):03}"
    return body + citizen_check_digit(body)


def card(rng: random.Random) -> str:
    """A card number that passes the Luhn check."""
    body = "622202" + "".join(str(rng.randint(0, 9)) for _ in range(12))
    total = sum(sum(divmod(int(digit) * (2 - index % 2), 10)) for index, digit in enumerate(reversed(body)))
    return body + str(-total % 10)


def roster(path: Path, rows: int) -> None:
    """A roster of a subsidy, as a township publishes it."""
    rng = random.Random(1)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("发放名单")
    sheet.write_row(0, 0, ["青禾县2025年耕地地力保护补贴发放名单"])
    sheet.write_row(1, 0, HEADERS)
    for number in range(1, rows + 1):
        name = rng.choice("张王李赵陈林黄周") + rng.choice("小大明国志文") + rng.choice("明强芳丽军华")
        person = (name, citizen(rng))
        figures = (
            card(rng),
            f"13{rng.randint(0, 999999999):09}",
            "耕地地力保护补贴",
            rng.randint(1, 90) / 10,
            rng.randint(10, 900),
        )
        sheet.write_row(number + 1, 0, [number, "柳河镇", f"王家村{number % 40}", *person, *figures])
    book.close()


def report(path: Path, pages: int) -> None:
    """A PDF of many pages, an ID number on every third."""
    rng = random.Random(2)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    page = canvas.Canvas(str(path))
    for number in range(pages):
        page.setFont("STSong-Light", 11)
        for line in range(45):
            words = f"第{number + 1}页，公开信息{rng.randint(1, 999)}条，金额{rng.randint(1, 99999)}元。"
            page.drawString(50, 800 - 16 * line, words)
        if number % 3 == 0:
            page.drawString(50, 60, f"张小明，身份证号{citizen(rng)}")
        page.showPage()
    page.save()


def timed(words: str, work: Callable[[], T]) -> T:
    """Run and print the seconds on the wall and on the processor."""
    start, worked = time.perf_counter(), time.process_time()
    result = work()
    wall, processor = time.perf_counter() - start, time.process_time() - worked
    print(f"{words:<32}{wall:8.2f} s, {processor:6.2f} s of the processor")
    return result


def memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bench_text() -> None:
    """A text of ten kilobytes, as a check of a report scans it."""
    text = ("2024年，全县主动公开政府信息1375条，收到申请17件，其中自然人12件，办结16件，结转下年度1件。\n" * 200)[
        :3400
    ]
    scan_text(text)
    rounds = 200
    start = time.perf_counter()
    for _ in range(rounds):
        scan_text(text)
    spent = (time.perf_counter() - start) / rounds * 1000
    print(f"scan_text, {len(text.encode()) / 1000:.0f} kB of text {spent:16.3f} ms")


def bench_file(path: Path) -> None:
    """Scan, mask and prove one file."""
    found = timed(f"scan {path.name}", lambda: scan(path))
    print(f"  {len(found.findings)} findings, {memory():.0f} MB")
    done = timed(f"mask {path.name}", lambda: mask(path, found.findings))
    print(f"  {len(done.findings)} masked, {memory():.0f} MB")
    output = path.with_name("masked" + done.suffix)
    output.write_bytes(done.data)
    proof = timed(f"prove {path.name}", lambda: prove(output, done.findings))
    print(f"  ok={proof.ok}, {memory():.0f} MB, {len(done.data) / 1e6:.1f} MB written")
    for command in (("scan", "--jsonl", str(path)), ("mask", str(path), "-o", str(output), "--policy", "补贴发放")):
        bench_command(command)


def bench_command(command: tuple[str, ...]) -> None:
    """The same at the command line, as a clerk has it: reading, finding, masking, proving and writing in one."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "gongkai", "privacy", *command], stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    words = f"gongkai privacy {command[0]}"
    print(f"{words:<32}{wall:8.2f} s, {processor:6.2f} s of the processor")


def main() -> None:
    """Print the figures; each file in a process of its own, so that its memory is its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--only", choices=("xlsx", "pdf"))
    arguments = parser.parse_args()
    if arguments.only is None:
        print(f"{platform.platform()}, Python {platform.python_version()}")
        bench_text()
        for only in ("xlsx", "pdf"):
            options = ["--rows", str(arguments.rows), "--pages", str(arguments.pages)]
            subprocess.run([sys.executable, __file__, "--only", only, *options], check=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"roster.{arguments.only}"
        roster(path, arguments.rows) if arguments.only == "xlsx" else report(path, arguments.pages)
        bench_file(path)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Requests a second on one core, beside Wagtail serving the same pages of the same items in the same run.

    bench/bench_beside_wagtail.py [--items 10000] [--seconds 8] [--rounds 3] [--keep FOLDER]

Wagtail is installed into an environment of its own that is thrown away, with the Django and the granian of this one;
it never becomes a part of this project. Both sites stand on SQLite and are served by granian with one worker and one
thread, bound to one core, without the worker of the outbox; the requests come from this process, bound to another core.
Ours draws on each item page the QR code and the data for search engines as well; Wagtail's page leaves them out.
The figure to compare on a machine that others use too is requests per second of processor time of the server.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from itertools import cycle
from pathlib import Path

import bench_web

SITE = Path(__file__).parent / "wagtail_site"
OURS, THEIRS = 8161, 8162
CLIENTS = 4


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", default="")
    options = parser.parse_args()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="gongkai-beside-"))
    python = environment(folder / "venv")
    if python is None:
        print("Wagtail 装不上（没有网络或者软件源里没有），这一项没有比较。")
        return 1
    asked = ours(folder / "ours", options.items)
    theirs(folder / "wagtail", python)
    figures = {"items": options.items, "wagtail": installed(python), **compare(folder, python, asked, options)}
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    if not options.keep:
        shutil.rmtree(folder)
    return 0


def environment(folder: Path) -> Path | None:
    """An environment with Wagtail; None when it cannot be had."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    same = [f"{name}=={version(name)}" for name in ("django", "granian")]
    done = subprocess.run([python, "-m", "pip", "install", "-q", "wagtail", *same], capture_output=True, text=True)
    return python if done.returncode == 0 else None


def installed(python: Path) -> str:
    """Which Wagtail it is."""
    return subprocess.check_output([python, "-c", "import wagtail; print(wagtail.__version__)"], text=True).strip()


def ours(folder: Path, items: int) -> dict[str, list[str]]:
    """Make our items in this process, write them down for the other side, and say which addresses to ask for."""
    bench_web.prepare(folder)
    if not (folder / "made").exists():
        bench_web.make(items)
        bench_web.index()
        (folder / "made").touch()
    from django.core.management import call_command

    from gongkai.web.disclosure.models import File, Publication
    from gongkai.web.organs.models import Organ
    from gongkai.web.portal.published import kind_title, line

    call_command("collectstatic", verbosity=0, interactive=False)
    groups = {"government": "government", "township": "township"}
    organs = [(one.code, one.short_name, groups.get(one.kind, "department")) for one in Organ.objects.public()]
    bodies = dict(File.objects.filter(role="body").values_list("rendition_id", "text"))
    with (folder / "items.jsonl").open("w", encoding="utf-8") as out:
        out.write(json.dumps(organs) + "\n")
        for one in Publication.objects.select_related("organ").order_by("pk"):
            told = {
                "title": one.title, "slug": one.key.lower(), "organ": one.organ.code,
                "kind": str(line(one).badge) and kind_title(one), "field": one.field_title,
                "index_number": one.index_number, "document_number": one.document_number,
                "published_on": str(one.published_on), "body": bodies[one.rendition_id],
            }  # fmt: skip
            out.write(json.dumps(told, ensure_ascii=False) + "\n")
    return addresses(items)


def addresses(items: int) -> dict[str, list[str]]:
    """For both sides the same items, the newest list, and lists far from it."""
    from gongkai.web.disclosure.models import Publication

    chance = random.Random(7)
    keys = [f"BENCH-{chance.randint(2, items)}" for _ in range(500)]
    pages = sorted(chance.sample(range(2, max(3, items // 20)), min(20, items // 20 - 2)))
    newest = list(Publication.objects.order_by("-published_on", "-pk").values_list("published_on", "pk"))
    before = [newest[(page - 1) * 20 - 1] for page in pages]
    return {
        "ours/item": [f"/items/{key}/" for key in keys], "wagtail/item": [f"/{key.lower()}/" for key in keys],
        "ours/list": ["/items/"], "wagtail/list": ["/"],
        "ours/list_deep": [f"/items/?before={day}.{pk}" for day, pk in before],
        "wagtail/list_deep": [f"/?page={page}" for page in pages],
    }  # fmt: skip


def theirs(folder: Path, python: Path) -> None:
    """A site of Wagtail in `folder`, filled with the same items."""
    if (folder / "made").exists():
        return
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    ask = {**os.environ, "WAGTAIL_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "county.settings"}
    for command in (("makemigrations", "county"), ("migrate",)):
        subprocess.run([python, "manage.py", *command, "-v", "0"], cwd=folder, env=ask, check=True)
    with (folder.parent / "ours" / "items.jsonl").open(encoding="utf-8") as lines:
        subprocess.run([python, "manage.py", "fill"], cwd=folder, env=ask, stdin=lines, check=True)
    (folder / "made").touch()


def compare(folder: Path, python: Path, asked: dict[str, list[str]], options: argparse.Namespace) -> dict[str, object]:
    """Both servers up, asked in turn; the middle of the rounds, and ours over theirs."""
    cores = sorted(os.sched_getaffinity(0))
    rates: dict[str, list[tuple[float, float, int]]] = {name: [] for name in asked}
    with (
        serving(Path(sys.executable), "gongkai.web.wsgi:application", OURS, cores[0], folder, {
            "GONGKAI_DATA": str(folder / "ours"), "GONGKAI_WORKER": "none", "GONGKAI_HOSTS": "localhost",
            "DJANGO_SETTINGS_MODULE": "gongkai.web.settings",
        }) as us,
        serving(python, "county.wsgi:application", THEIRS, cores[0], folder / "wagtail", {
            "WAGTAIL_DATA": str(folder / "wagtail"), "DJANGO_SETTINGS_MODULE": "county.settings",
        }) as them,
    ):  # fmt: skip
        os.sched_setaffinity(0, {cores[-1]})
        doors = {"ours": (OURS, us), "wagtail": (THEIRS, them)}
        for turn in range(options.rounds + 1):
            for name, paths in asked.items():
                port, server = doors[name.partition("/")[0]]
                told = ask(port, server, paths, options.seconds if turn else 1)
                if turn:
                    rates[name].append(told)
    middle = {
        name: {"per_core_second": round(statistics.median(one[0] for one in found), 1),
               "per_second": round(statistics.median(one[1] for one in found), 1), "bytes": found[0][2]}
        for name, found in rates.items()
    }  # fmt: skip
    kinds = [name.partition("/")[2] for name in asked if name.startswith("ours/")]
    ratio = {
        kind: round(middle[f"ours/{kind}"]["per_core_second"] / middle[f"wagtail/{kind}"]["per_core_second"], 2)
        for kind in kinds
    }
    return {"served": middle, "ours_over_wagtail": ratio}


@contextmanager
def serving(python: Path, target: str, port: int, core: int, folder: Path, more: dict[str, str]) -> Iterator[int]:
    """granian with one worker and one thread, bound to one core; the number of its group of processes."""
    command = [python, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "1",
               "--port", str(port), "--log-level", "error", target]  # fmt: skip
    server = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **more}, start_new_session=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )  # fmt: skip
    try:
        wait_for(port, server)
        yield server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def wait_for(port: int, server: subprocess.Popen) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise SystemExit(f"the server at {port} ended at once")
        try:
            http.client.HTTPConnection("localhost", port, timeout=5).request("GET", "/")
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"nobody answers at {port}")


def ask(port: int, server: int, paths: Sequence[str], seconds: float) -> tuple[float, float, int]:
    """Requests per second of processor time and per second on the wall, and the largest page in bytes."""
    until, counts, largest = time.monotonic() + seconds, [0] * CLIENTS, [0] * CLIENTS

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("localhost", port, timeout=30)
        for path in cycle(paths[number * 7 % len(paths) :] + paths[: number * 7 % len(paths)]):
            if time.monotonic() > until:
                return
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, (port, path, answer.status)
            counts[number] += 1
            largest[number] = max(largest[number], len(body))

    begun, used = time.monotonic(), processor_time(server)
    clients = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    done = sum(counts)
    if not done:
        raise SystemExit(f"the server at {port} answered nothing")
    return done / (processor_time(server) - used), done / (time.monotonic() - begun), max(largest)


def processor_time(group: int) -> float:
    """Seconds of processor time of a group of processes."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[2]) == group:
            ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())

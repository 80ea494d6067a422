"""Scan a file: its name and everything in it; a scanner that fails, blocks."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai.documents import Unreadable
from gongkai.documents.inspection import open_file
from gongkai.documents.limits import bounded_bytes
from gongkai.privacy.collecting import seldom_collected
from gongkai.privacy.finding import find
from gongkai.privacy.model import Blocked, Scan
from gongkai.privacy.naming import findings_in_name, shown, without_numbers


def scan(path: Path | str, *, on: date | None = None, published: Iterable[str] = ()) -> Scan:
    """Everything personal in a file and in its name; raises `Unreadable` where it cannot be looked through.

    `on` is the day on which ages are counted, for the data of children; `published` the organ's own telephones.
    """
    path = Path(path)
    scanned = scan_bytes(bounded_bytes(path), path.name, file=shown(str(path)), on=on, published=published)
    return replace(scanned, findings=(*findings_in_name(path.name, on), *scanned.findings))


def scan_bytes(
    data: bytes, name: str, *, file: str = "", on: date | None = None, published: Iterable[str] = ()
) -> Scan:
    """The same for bytes in memory; `name` gives the format where the bytes do not tell it."""
    try:
        opened = open_file(data, name)
        routes: dict[str, None] = {}
        with seldom_collected():
            findings = list(find(opened.passages(), on=on, routes=routes, published=published))
    except Unreadable as error:
        raise without_numbers(error) from None
    except (RecursionError, MemoryError):
        raise Blocked("文件里的内容嵌套太深或者太大，查不完，不得公开；请另存或拆分后再试。") from None
    except Exception as error:
        raise Blocked(f"查找个人信息时出错（{type(error).__name__}），这个文件不得公开，请交技术人员查看。") from None
    sha256 = hashlib.sha256(data).hexdigest()
    return Scan(file or name, tuple(findings), tuple(dict.fromkeys(opened.doubts)), sha256, tuple(routes))

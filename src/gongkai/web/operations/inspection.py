"""What this machine has, and what each missing piece would add: `gongkai doctor`."""

import importlib.util
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Piece:
    """Something the platform can use: whether it must be there, how to see it, what it adds, how to get it."""

    name: str
    needed: bool
    look: Callable[[], str]
    """Its version or place; empty when it is not there."""
    adds: str
    get: str


def _module(name: str) -> Callable[[], str]:
    return lambda: "已安装" if importlib.util.find_spec(name) else ""


def _program(*names: str) -> Callable[[], str]:
    return lambda: next((found for name in names if (found := shutil.which(name))), "")


def _pango() -> str:
    try:
        import weasyprint
    except (ImportError, OSError):
        return ""
    return f"weasyprint {weasyprint.__version__}"


def _font(*families: str) -> Callable[[], str]:
    def look() -> str:
        program = shutil.which("fc-list")
        if not program:
            return ""
        asked = [program, ":lang=zh-cn", "family"]
        listed = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 a fixed question
        found = {name.strip() for line in listed.stdout.splitlines() for name in line.split(",")}
        return next((name for name in sorted(found) if any(family in name for family in families)), "")

    return look


def _python() -> str:
    return sys.version.split()[0] if sys.version_info >= (3, 11) else ""


def _sqlite() -> str:
    return sqlite3.sqlite_version if sqlite3.sqlite_version_info >= (3, 31) else ""


PIECES: tuple[Piece, ...] = (
    Piece("Python 3.11 以上", True, _python, "运行平台", "安装 Python 3.11 或更高版本"),
    Piece("SQLite 3.31 以上", True, _sqlite, "默认的数据库", "升级系统或 Python"),
    Piece("pango", True, _pango, "写出 PDF（告知书、年度报告、公示）", "apt install libpango-1.0-0 libpangoft2-1.0-0"),
    Piece("中文字体", True, _font("CJK SC", "Song", "WenKai"), "PDF 里的汉字", "apt install fonts-noto-cjk"),
    Piece("仿宋字体", False, _font("仿宋", "FangSong", "FandolFang"), "公文正文用仿宋", "装办公电脑上的仿宋_GB2312"),
    Piece(
        "LibreOffice", False, _program("soffice", "libreoffice"), "读 .doc、.xls、.wps、.et 文件",
        "apt install libreoffice-writer-nogui libreoffice-calc-nogui",
    ),
    Piece("文字识别", False, _module("rapidocr"), "读扫描的年度报告", "pip install 'gongkai[ocr]'"),
    Piece("对象存储", False, _module("boto3"), "把文件放在兼容 S3 的存储里", "pip install 'gongkai[s3]'"),
    Piece("PostgreSQL 驱动", True, _module("psycopg"), "用 PostgreSQL 作数据库", "pip install 'psycopg[binary]'"),
    Piece("Chromium", False, _program("chromium", "google-chrome"), "浏览器测试", "apt install chromium"),
)  # fmt: skip
"""The one tuple."""


def lines() -> list[tuple[Piece, str]]:
    """Every piece with what was found of it."""
    return [(piece, piece.look()) for piece in PIECES]


def free_space(folder: Path) -> float:
    """Gigabytes free where the data are."""
    there = folder
    while not there.exists():
        there = there.parent
    return shutil.disk_usage(there).free / 1024**3

"""Old office formats (.doc .wps .xls .et) through LibreOffice, which is asked for when it is not there."""

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from gongkai.documents.archive import OLE, ole_stream
from gongkai.documents.limits import Clock, Limits
from gongkai.documents.model import Document, Unreadable

MISSING = (
    "读 .doc、.wps、.xls、.et 文件需要 LibreOffice：请安装 libreoffice-writer 和 libreoffice-calc，"
    "或另存为 docx、xlsx 后再试。"
)
DOUBT = "文件由 LibreOffice 转换，转换时可能丢失表格（现读到 {count} 个表），请与原件核对。"


def libreoffice() -> str | None:
    """The LibreOffice command of this machine, if there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


class LegacyReader:
    """A Word or WPS document of the old binary kind, or an old spreadsheet."""

    format = "doc"

    def recognises(self, data: bytes, suffix: str) -> bool:
        """An OLE file, or Rich Text."""
        return data.startswith((OLE, b"{\\rtf"))

    def read(self, data: bytes, clock: Clock, limits: Limits) -> Document:
        """The converted document, with a doubt that tells how many tables came through."""
        from gongkai.documents.docx import DocxReader
        from gongkai.documents.spreadsheet import SpreadsheetReader

        sheet = not ole_stream(data, "WordDocument") and (ole_stream(data, "Workbook") or ole_stream(data, "Book"))
        converted = convert(data, "xls" if sheet else "doc", "xlsx" if sheet else "docx", clock)
        reader = SpreadsheetReader() if sheet else DocxReader()
        document = reader.read(converted, clock, limits)
        doubt = DOUBT.format(count=sum(1 for _ in document.tables()))
        return replace(document, format="xls" if sheet else "doc", doubts=() if sheet else (doubt,))


_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{}
</oor:items>
"""
_ITEM = """<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>"""
_CLOSED = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetFTPProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
"""LibreOffice loads the pictures a file links to, and so tells their owner who reads it: here it is told not to, and
whatever it asks for all the same goes to a port of this machine at which nobody answers."""


def _close(profile: Path) -> None:
    """Settings for a new profile with which nothing is run and nobody is asked."""
    (profile / "user").mkdir(parents=True)
    items = "\n".join(_ITEM.format(*item) for item in _CLOSED)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(items), encoding="utf-8")


def convert(data: bytes, source: str, target: str, clock: Clock) -> bytes:
    """The bytes of a file converted by LibreOffice in a profile of its own; no macro is run there, no link followed."""
    command = libreoffice()
    if command is None:
        raise Unreadable(MISSING)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        path = Path(folder)
        (path / f"in.{source}").write_bytes(data)
        _close(path / "profile")
        arguments = [
            command,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            "--nolockcheck",
        ]
        arguments += ["--convert-to", target, "--outdir", f"{folder}/out", f"{folder}/in.{source}"]
        try:
            subprocess.run(arguments, capture_output=True, timeout=clock.left, check=False)  # noqa: S603 (our own arguments)
        except subprocess.TimeoutExpired as error:
            raise Unreadable("LibreOffice 转换超时，已停止；请另存为 docx 或 xlsx 后再试。") from error
        made = path / "out" / f"in.{target}"
        if not made.exists():
            raise Unreadable("LibreOffice 打不开这个文件，可能已损坏；请用 Word 或 WPS 另存为 docx、xlsx 后再试。")
        return made.read_bytes()

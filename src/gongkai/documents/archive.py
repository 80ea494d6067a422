"""Which of the office formats a ZIP archive or an OLE file is, by what it holds."""

import io
import zipfile

from gongkai.documents.limits import Limits, guard_archive
from gongkai.documents.model import Unreadable

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def holds(data: bytes, part: str) -> bool:
    """Whether the bytes are a ZIP archive with a part of this name."""
    if not data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return part in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # A torn archive is still an archive: the name of the part stands in what is left of it.
        return part.encode() in data


def opened(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, guarded; raises `Unreadable`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("文件已损坏或不完整，打不开；请重新下载或另存后再试。") from error
    guard_archive(archive, limits)
    return archive


def ole_stream(data: bytes, name: str) -> bool:
    """Whether an OLE file has a stream of this name: names are UTF-16 in its directory."""
    return data.startswith(OLE) and f"{name}\0".encode("utf-16-le") in data

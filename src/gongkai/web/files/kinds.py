"""What a file really is, told by its bytes and not by its name; and what is refused."""

import io
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

from gongkai.web.audit.services import Refused

UNPACKED_LIMIT = 1024 * 1024 * 1024
RATIO_LIMIT = 200
MEMBER_LIMIT = 20_000
PIXEL_LIMIT = 100_000_000


@dataclass(frozen=True)
class Kind:
    """A kind of file that may be stored."""

    code: str
    label: str
    extensions: tuple[str, ...]
    media_type: str
    magic: tuple[bytes, ...] = ()
    inside: str = ""


@cache
def kinds() -> Mapping[str, Kind]:
    """Extension → kind, out of data/kinds.toml."""
    table = tomllib.loads((Path(__file__).parent / "data" / "kinds.toml").read_text(encoding="utf-8"))
    found = [
        Kind(
            code, entry["label"], tuple(entry["extensions"]), entry["media_type"],
            tuple(bytes.fromhex(magic) for magic in entry.get("magic", ())), entry.get("inside", ""),
        )
        for code, entry in table.items()
        if isinstance(entry, dict)
    ]  # fmt: skip
    return {extension: kind for kind in found for extension in kind.extensions}


def accepted() -> str:
    """The extensions for the file chooser of a form: `.pdf,.docx,…`."""
    return ",".join(f".{extension}" for extension in kinds())


def kind_of(name: str, content: bytes) -> Kind:
    """The kind of a file called `name`. Raises `Refused` when it is none of ours or not what its name says."""
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    kind = kinds().get(extension)
    if kind is None:
        allowed = "、".join(kinds())
        raise Refused(f"“{name}”不是能接收的类型。可以接收：{allowed}。")
    if not content:
        raise Refused(f"“{name}”是空文件，请重新选择。")
    if not _bytes_fit(kind, content):
        raise Refused(f"“{name}”的内容不是{kind.label}，可能改过扩展名或已经损坏。请用原来的软件重新保存。")
    _check_bombs(name, kind, content)
    return kind


def _bytes_fit(kind: Kind, content: bytes) -> bool:
    if not kind.magic:
        return _is_text(content)
    head = content[:1024] if kind.code == "pdf" else content
    begins = kind.magic[0] in head if kind.code == "pdf" else head.startswith(kind.magic)
    if not begins or not kind.inside:
        return begins
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            return kind.inside in container.namelist()
    except zipfile.BadZipFile:
        return False


def _is_text(content: bytes) -> bool:
    if b"\0" in content:
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not text.lstrip().lower().startswith(("<!doctype", "<html", "<svg", "<?xml", "<script"))
    return False


def _check_bombs(name: str, kind: Kind, content: bytes) -> None:
    """A file may not unfold to a thousand times its size: zip bombs, pictures of a million lines."""
    if kind.inside:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            members = container.infolist()
        unpacked = sum(member.file_size for member in members)
        if unpacked > UNPACKED_LIMIT or unpacked > RATIO_LIMIT * len(content) or len(members) > MEMBER_LIMIT:
            raise Refused(f"“{name}”展开后大得不正常，没有接收。请另存一份再上传。")
    if kind.media_type.startswith("image/"):
        try:
            with Image.open(io.BytesIO(content)) as picture:
                width, height = picture.size
                picture.verify()
        except (OSError, SyntaxError, Image.DecompressionBombError) as error:
            raise Refused(f"“{name}”不是完整的图片，请重新导出。") from error
        if width * height > PIXEL_LIMIT:
            raise Refused(f"“{name}”有 {width}×{height} 像素，太大了，请缩小后再上传。")

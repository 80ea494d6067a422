"""Many at once: a folder of files, or a spreadsheet of items, becomes drafts; what was not understood is told line by
line.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from gongkai.documents import Unreadable
from gongkai.documents.headed import day, read_headed
from gongkai.documents.limits import guard_archive, read_part
from gongkai.web.audit.services import Actor, Refused
from gongkai.web.disclosure import body, vocabulary
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.services import attaching, drafting
from gongkai.web.organs.models import Organ

HEADINGS = {
    "title": ("标题", "名称"), "kind": ("种类", "体裁", "类型"), "document_number": ("文号",),
    "issuer": ("发文机关", "发布机构"),
    "made_on": ("成文日期", "发文日期", "生成日期"), "summary": ("内容概述", "概述", "摘要"), "body": ("正文", "内容"),
    "field": ("领域",), "clause": ("条款",), "keywords": ("关键词", "主题词"), "topic": ("主题分类", "主题"),
}  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What became of a batch: the drafts, and sentences on what was left or doubted."""

    items: list[Item] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def from_files(organ: Organ, files: Iterable[tuple[str, bytes]], *, by: Actor) -> Outcome:
    """A draft of each file; an archive (.zip) is opened. One that cannot be read is told and the rest goes on."""
    by.may("disclosure.draft", organ)
    outcome = Outcome()
    for name, data in files:
        if name.lower().endswith(".zip"):
            _archive(organ, name, data, by, outcome)
        else:
            _one(organ, name, data, by, outcome)
    return outcome


def _one(organ: Organ, name: str, data: bytes, by: Actor, outcome: Outcome) -> None:
    try:
        item, converted = attaching.upload(organ, data, name=name, by=by)
    except Refused as error:
        outcome.doubts.append(f"《{name}》没有收下：{error}")
        return
    outcome.items.append(item)
    outcome.doubts += [f"《{name}》：{lost}" for lost in converted.lost]


def _archive(organ: Organ, name: str, data: bytes, by: Actor, outcome: Outcome) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            guard_archive(archive)
            for entry in archive.infolist():
                if not entry.is_dir():
                    _member(organ, archive, entry, by, outcome)
    except (zipfile.BadZipFile, Unreadable) as error:
        said = str(error) if isinstance(error, Unreadable) else "压缩包已损坏或不完整。"
        outcome.doubts.append(f"《{name}》没有收下：{said}")


def _member(organ: Organ, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, by: Actor, outcome: Outcome) -> None:
    name = entry.filename
    if not entry.flag_bits & 0x800:
        # Windows writes names of archives in GBK and does not say so.
        name = name.encode("cp437", "replace").decode("gb18030", "replace")
    path = PurePosixPath(name.replace("\\", "/"))
    if ".." in path.parts or path.is_absolute():
        outcome.doubts.append(f"《{path.name}》没有收下：压缩包里的路径不正常。")
        return
    try:
        data = read_part(archive, entry.filename)
    except Unreadable as error:
        outcome.doubts.append(f"《{path.name}》没有收下：{error}")
        return
    _one(organ, path.name, data, by, outcome)


def from_sheet(organ: Organ, data: bytes, *, name: str, by: Actor) -> Outcome:
    """A draft of each row of a spreadsheet whose headings are those of `HEADINGS`."""
    by.may("disclosure.draft", organ)
    try:
        headed = read_headed(data, name, HEADINGS, needed=("title",))
    except Unreadable as error:
        raise Refused(str(error)) from error
    outcome = Outcome()
    for row in headed.rows:
        _row(organ, row.told, row.number, by, outcome)
    return outcome


def _row(organ: Organ, row: Mapping[str, str], number: int, by: Actor, outcome: Outcome) -> None:
    if not row.get("title"):
        outcome.doubts.append(f"第 {number} 行没有标题，没有收下。")
        return
    content: dict[str, Any] = {key: value for key, value in row.items() if value}
    content["body"] = body.from_text(row.get("body", ""))
    for key, known in (("kind", vocabulary.kinds()), ("field", vocabulary.fields())):
        if key in content:
            content[key] = _code(content[key], known) or _doubt(outcome, number, key, content[key])
    if "made_on" in content:
        content["made_on"] = day(content["made_on"]) or _doubt(outcome, number, "made_on", content["made_on"])
    content = {key: value for key, value in content.items() if value is not None}
    if too_long := [HEADINGS[key][0] for key, value in content.items() if _too_long(key, value)]:
        outcome.doubts.append(f"第 {number} 行没有收下：{'、'.join(too_long)}太长，请改短后再导入。")
        return
    try:
        outcome.items.append(drafting.draft(organ, by=by, why=f"批量导入第 {number} 行", **content))
    except Refused as error:
        outcome.doubts.append(f"第 {number} 行没有收下：{error}")


def _too_long(key: str, value: Any) -> bool:
    longest = Item._meta.get_field(key).max_length
    return longest is not None and isinstance(value, str) and len(value) > longest


def _code(words: str, known: Any) -> str | None:
    found = next((code for code, entry in known.items() if words in (code, entry.title)), None)
    if found is None and (guess := vocabulary.field_of(words)) and guess.code in known:
        return guess.code
    return found


def _doubt(outcome: Outcome, number: int, key: str, words: str) -> None:
    outcome.doubts.append(f"第 {number} 行的{HEADINGS[key][0]}“{words}”没有认出来，先空着。")

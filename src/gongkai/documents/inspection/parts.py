"""What the parts of office files are, by their paths: their names in Chinese, and whether a reader sees them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.documents.inspection.xml_parts import local

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part: its name, and why a reader does not see it (empty if he does)."""

    name: str
    hidden: str = ""


KINDS: Mapping[str, Part] = {
    r"(^|/)_rels/": Part("链接", "链接地址"),
    r"^\[Content_Types\]": Part("部件清单", "部件清单"),
    r"^docProps/|^meta\.xml$": Part("文件属性", "文件属性"),
    r"customXml/": Part("自定义数据", "自定义 XML 数据"),
    r"^word/document\.xml$|^content\.xml$": Part("正文"),
    r"^word/header": Part("页眉"),
    r"^word/footer": Part("页脚"),
    r"^word/footnotes": Part("脚注"),
    r"^word/endnotes": Part("尾注"),
    r"^word/comments|^xl/comments|^ppt/comments|/comments/": Part("批注", "批注"),
    r"^xl/threadedComments": Part("批注", "对话批注"),
    r"^xl/persons|^word/people": Part("批注人", "批注人名单"),
    r"^word/settings|^word/glossary|^word/webSettings": Part("文档设置", "文档设置和文档变量"),
    r"^word/styles|^xl/styles|^word/numbering|^word/fontTable|theme": Part("样式", "样式"),
    r"^xl/pivotCache": Part("透视表缓存", "透视表缓存"),
    r"^xl/pivotTables": Part("透视表"),
    r"^xl/externalLinks": Part("外部链接", "外部链接的缓存"),
    r"^xl/connections|^xl/queryTables": Part("数据连接", "数据连接"),
    r"^xl/workbook\.xml": Part("工作表名和名称", "名称管理器"),
    r"^xl/tables": Part("表格定义", "表格定义"),
    r"drawing|diagram": Part("图形和文本框"),
    r"chart": Part("图表"),
    r"^ppt/slides/": Part("幻灯片"),
    r"^ppt/notesSlides": Part("幻灯片备注", "备注"),
    r"embeddings": Part("嵌入对象", "嵌入对象"),
    r"^styles\.xml$|^settings\.xml$": Part("页眉页脚和样式"),
}
_COMPILED = tuple((re.compile(pattern), part) for pattern, part in KINDS.items())


def part_of(path: str) -> Part:
    """What the part at a path is."""
    return next((part for pattern, part in _COMPILED if pattern.search(path)), Part("其他部件", "其他部件"))


def hidden_in_word(element: Any) -> str:
    """Why the text of a run would not be seen: marked hidden, or white on white."""
    run = element if local(element) == "r" else element.getparent()
    properties = run.find(f"{WORD}rPr") if run is not None else None
    if properties is None:
        return ""
    for name in ("vanish", "webHidden"):
        mark = properties.find(WORD + name)
        if mark is not None and mark.get(f"{WORD}val", "1") not in ("0", "false", "off"):
            return "隐藏文字"
    color = properties.find(f"{WORD}color")
    if color is not None and (color.get(f"{WORD}val") or "").upper() == "FFFFFF" and not _shaded(run, properties):
        return "白底白字"
    size = properties.find(f"{WORD}sz")
    if size is not None and (size.get(f"{WORD}val") or "99").isdigit() and int(size.get(f"{WORD}val") or 99) <= 4:
        return "字号极小的文字"
    return ""


def _shaded(run: Any, properties: Any) -> bool:
    if properties.find(f"{WORD}shd") is not None or properties.find(f"{WORD}highlight") is not None:
        return True
    for parent in run.iterancestors(f"{WORD}tc", f"{WORD}p"):
        if any(mark.get(f"{WORD}fill") not in (None, "auto", "FFFFFF") for mark in parent.iterfind(f"./*/{WORD}shd")):
            return True
    return False

"""Word to clean HTML: headings, alignment of title and signature, lists and tables with their spans are kept."""

import io
import re
import zipfile
from collections.abc import Callable

import mammoth
from mammoth import documents, transforms

from gongkai.documents import Unreadable
from gongkai.documents.limits import guard_archive
from gongkai.web.disclosure import body

STYLES = """
p[style-name='Title'] => p.title:fresh
p[style-name='标题'] => p.title:fresh
p[style-name='gongkai title'] => p.title:fresh
p[style-name='gongkai sign'] => p.sign:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Heading 3'] => h4:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
p[style-name='heading 3'] => h4:fresh
u => u
strike => s
"""
HEADED = re.compile(r"^[一二三四五六七八九十]+、.{1,30}$")


def to_html(data: bytes) -> tuple[str, str, list[str]]:
    """Body, title and what was lost, of the bytes of a .docx. Raises `Unreadable`."""
    lost = _what_is_lost(data)
    pictures: list[str] = []

    def picture(image: object) -> dict[str, str]:
        pictures.append("图片")
        return {"src": ""}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            transform_document=_aligned(),
            convert_image=mammoth.images.img_element(picture),
        )
    except Exception as error:
        raise Unreadable("Word 文件已损坏或不完整，请用 Word 或 WPS 另存后再试。") from error
    if pictures:
        lost.append(f"图片 {len(pictures)} 张没有带入正文，请作为附件上传，并在正文里写明内容。")
    html = _without_notes(body.clean(_with_headings(result.value)))
    title, html = _title(html)
    return html, title, lost


def _aligned() -> Callable[[documents.Document], documents.Document]:
    """A centred paragraph before any other text is the title, one at the right the signature."""
    seen: list[str] = []

    def place(paragraph: documents.Paragraph) -> documents.Paragraph:
        if paragraph.style_name and paragraph.style_name.lower().startswith(("heading", "title", "标题")):
            seen.append("")
            return paragraph
        words = _words(paragraph).strip()
        if not words:
            return paragraph
        style = {"right": "gongkai sign", "end": "gongkai sign"}.get(paragraph.alignment or "")
        if paragraph.alignment == "center" and not seen:
            style = "gongkai title"
        elif paragraph.alignment != "center":
            seen.append(words)
        return paragraph.copy(style_name=style, style_id="gongkai") if style else paragraph

    return transforms.paragraph(place)


def _words(element: object) -> str:
    if isinstance(element, documents.Text):
        return str(element.value)
    return "".join(_words(child) for child in getattr(element, "children", ()))


def _with_headings(html: str) -> str:
    """一、 at the head of a short paragraph is a heading of the first level, whatever its style."""

    def heading(match: re.Match[str]) -> str:
        words = re.sub(r"<[^>]+>", "", match[1])
        return f"<h2>{match[1]}</h2>" if HEADED.match(words) and not words.endswith(("。", "；")) else match[0]

    return re.sub(r"<p>((?:(?!</p>).)*)</p>", heading, html, flags=re.S)


def _without_notes(html: str) -> str:
    """Without anchors that lead nowhere: bookmarks and footnote marks of Word."""
    return re.sub(r'<a(?: rel="[^"]*")?>(.*?)</a>', r"\1", re.sub(r'<a href="#[^"]*"[^>]*>(.*?)</a>', r"\1", html))


def _title(html: str) -> tuple[str, str]:
    found = re.findall(r'<p class="title">(.*?)</p>\n?', html, flags=re.S)
    title = "".join(re.sub(r"<[^>]+>", "", line).strip() for line in found)
    return title, re.sub(r'<p class="title">.*?</p>\n?', "", html, flags=re.S)


LOSSES = (
    (r"word/header\d*\.xml", rb"<w:t[ >]", "页眉没有带入正文。"),
    (r"word/footer\d*\.xml", rb"<w:t[ >]", "页脚没有带入正文。"),
    (r"word/comments\.xml", rb"<w:comment ", "批注没有带入正文；要上传原文件作附件的话，请先删去批注。"),
    (r"word/document\.xml", rb"<w:(del|ins|moveFrom) ", "文件带有修订记录，已按接受全部修订处理，请核对。"),
    (r"word/document\.xml", rb"<w:txbxContent", "文本框中的文字可能没有带入正文，请核对。"),
    (r"word/document\.xml", rb"<m:oMath", "公式没有带入正文，请改写成文字。"),
    (r"word/document\.xml", rb"<w:vanish(?:/| )", "文件里有隐藏文字，请核对。"),
    (r"word/footnotes\.xml", rb'<w:footnote w:id="[1-9]', "脚注移到了正文末尾。"),
)


def _what_is_lost(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            guard_archive(archive)
            names = archive.namelist()
            if "word/document.xml" not in names:
                raise Unreadable("这不是 Word 文档（.docx），请核对文件。")
            return list(dict.fromkeys(
                told for part, sign, told in LOSSES for name in names
                if re.fullmatch(part, name) and re.search(sign, archive.read(name))
            ))  # fmt: skip
    except zipfile.BadZipFile as error:
        raise Unreadable("Word 文件已损坏或不完整，请用 Word 或 WPS 另存后再试。") from error

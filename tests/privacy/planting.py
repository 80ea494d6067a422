"""Plants personal data of every kind in every place of every format. None of the numbers is anybody's."""

import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import docx
import openpyxl
import pikepdf
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from stdnum.cn import uscc

from gongkai.identifiers import citizen_check_digit, organisation_check_digit, passes_luhn

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHECKSUMMED = frozenset(("citizen_id", "bank_card", "credit_code"))


@dataclass(frozen=True)
class Planted:
    """A piece of personal data as it is written into a file, and the digits that must be found and must not survive."""

    kind: str
    text: str
    secret: str


def citizen(rng: random.Random) -> str:
    """A well-formed citizen number."""
    province = rng.choice(("11", "13", "21", "33", "35", "41", "44", "51", "62", "65"))
    body = (
        f"{province}{rng.randint(100, 9999):04}{rng.randint(1930, 2024)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    )
    body += f"{rng.randint(0, 999):03}"
    return body + citizen_check_digit(body)


def card(rng: random.Random) -> str:
    """A card number of 16 or 19 digits that passes the Luhn check."""
    body = "62" + "".join(str(rng.randint(0, 9)) for _ in range(rng.choice((13, 16))))
    total = sum(sum(divmod(int(digit) * (2 - index % 2), 10)) for index, digit in enumerate(reversed(body)))
    return body + str(-total % 10)


def credit_code(rng: random.Random, kind: str) -> str:
    """A credit code that both of its checks accept; `kind` is 92 for a sole trader, 91 for a company."""
    letters = rng.choice(("0123456789", "0123456789ABCDEFGHJKLMNPQRTUWXY"))
    inner = "".join(rng.choice(letters) for _ in range(8))
    body = f"{kind}35{rng.randint(100, 9999):04}{inner}{organisation_check_digit(inner)}"
    return body + uscc.calc_check_digit(body)


def disguised(number: str, rng: random.Random) -> str:
    """The number as people and programs write it."""
    full = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X"}
    return rng.choice(
        (
            number,
            number,
            number.lower(),
            number.translate(full),
            " ".join((number[:6], number[6:14], number[14:])),
            "-".join(number[at : at + 4] for at in range(0, len(number), 4)) if len(number) != 18 else number,
            f"{number[:4]}\u200b{number[4:]}",
        )
    )


def planted(rng: random.Random) -> list[Planted]:
    """One of every kind that a file is searched for."""
    born, digits = citizen(rng), "".join(str(rng.randint(0, 9)) for _ in range(9))
    number, phone, account = card(rng), f"1{rng.choice('3456789')}{digits}", f"9013{digits}{digits[:2]}"
    if passes_luhn(account):
        account = f"{account[:-1]}{(int(account[-1]) + 1) % 10}"
    passport, permit = f"E{digits[:8]}", f"H{digits[1:9]}"
    door = f"{rng.randint(2, 99)}号"
    return [
        Planted("citizen_id", disguised(born, rng), born),
        Planted("bank_card", f"卡号{disguised(number, rng)}", number),
        Planted("mobile", phone, phone),
        Planted("passport", f"护照{passport}", passport),
        Planted("travel_permit", f"通行证{permit}", permit),
        Planted("account", f"存折账号{account}", account),
        Planted("address", f"家住柳河镇王家村3组{door}", f"王家村3组{door}"),
        *_more(rng, digits),
    ]


def _more(rng: random.Random, digits: str) -> list[Planted]:
    """The kinds without a checksum, and the rarer numbers with one."""
    old, resident, pupil, holder = citizen(rng), citizen(rng), citizen(rng), citizen(rng)
    old = old[:6] + f"{rng.randint(30, 99)}" + old[10:17]
    resident = f"8{rng.randint(1, 3)}0000{resident[6:17]}"
    resident += citizen_check_digit(resident)
    disabled = f"{holder}{rng.randint(1, 7)}{rng.randint(1, 4)}"
    letters = "".join(rng.choice("abcdefghkmnp") for _ in range(6))
    plate = f"{rng.choice('闽京川藏')}{rng.choice('ABCD')}{rng.choice('DF')}{digits[:4]}"
    born = f"{rng.randint(1930, 2005)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    illness = rng.choice(("患尿毒症", "肢体三级", "患白血病", "视力二级"))
    home, child = f"2{digits[:6]}", f"李{rng.choice('小大')}花"
    trader, company = credit_code(rng, "92"), credit_code(rng, "91")
    name = rng.choice(("欧阳", "赵", "钱", "孙", "吴")) + rng.choice("秀建国桂") + rng.choice("兰芳梅强")
    return [
        Planted("credit_code", f"信用代码{disguised(trader, rng)}", trader),
        Planted("credit_code", f"统一社会信用代码：{disguised(company, rng)}", company),
        Planted("name", f"姓名：{name}", name),
        Planted("citizen_id", f"身份证号{old}", old),
        Planted("citizen_id", f"残疾证{disabled}", disabled),
        Planted("travel_permit", f"居住证{resident}", resident),
        Planted("minor", f"学籍号G{pupil}", pupil),
        Planted("minor", f"孤儿{child}", child),
        Planted("email", f"邮箱{letters}{digits[:3]}@example.com", f"{letters}{digits[:3]}@example.com"),
        Planted("plate", f"车牌号{plate}", plate),
        Planted("birth_date", f"{born}出生", born),
        Planted("landline", f"家庭电话0594-{home}", home),
        Planted("health", illness, illness.removeprefix("患")),
        Planted("hardship", "因学致贫", "因学致贫"),
    ]


def sentences(found: list[Planted]) -> list[str]:
    """The planted pieces, each in a sentence of its own."""
    return [f"张小明，{piece.text}，已核对。" for piece in found]


Place = Callable[[list[str]], bytes]


def _with_parts(base: bytes, parts: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(base)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename not in parts:
                target.writestr(entry, source.read(entry))
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def _docx(fill: Callable[[docx.document.Document], None] = lambda document: None) -> bytes:
    document = docx.Document()
    document.add_paragraph("青禾县柳河镇公示")
    fill(document)
    out = BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        styles = [name for name in archive.namelist() if name.startswith("word/styles")]
    return _with_parts(out.getvalue(), dict.fromkeys(styles, f"<w:styles {W}/>"))


def _docx_body(xml: str) -> bytes:
    base = _docx()
    with zipfile.ZipFile(BytesIO(base)) as archive:
        text = archive.read("word/document.xml").decode()
    namespaces = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    return _with_parts(
        base, {"word/document.xml": text.replace("<w:sectPr", f"<w:p {namespaces}>{xml}</w:p><w:sectPr", 1)}
    )


def _runs(lines: list[str], before: str = "", tag: str = "t") -> str:
    return "".join(
        f'<w:r>{before}<w:{tag} xml:space="preserve">{escape(line)}</w:{tag}></w:r><w:r><w:br/></w:r>' for line in lines
    )


def docx_split_runs(lines: list[str]) -> bytes:
    """Every character in a run of its own."""
    return _docx_body("".join(f"<w:r><w:t>{escape(sign)}</w:t></w:r>" for line in lines for sign in line))


def docx_paragraphs(lines: list[str]) -> bytes:
    """Plain paragraphs."""
    return _docx(lambda document: [document.add_paragraph(line) for line in lines] and None)


def docx_table(lines: list[str]) -> bytes:
    """A cell a line."""

    def fill(document):
        for row, line in zip(document.add_table(len(lines), 1).rows, lines, strict=True):
            row.cells[0].text = line

    return _docx(fill)


def docx_header(lines: list[str]) -> bytes:
    """The header and the footer of the page."""

    def fill(document):
        document.sections[0].header.paragraphs[0].text = "\n".join(lines[::2])
        document.sections[0].footer.paragraphs[0].text = "\n".join(lines[1::2])

    return _docx(fill)


def docx_properties(lines: list[str]) -> bytes:
    """The properties of the file."""
    names = (
        "comments",
        "keywords",
        "subject",
        "category",
        "content_status",
        "title",
        "identifier",
        "version",
        "language",
    )

    def fill(document):
        for number, name in enumerate(names):
            setattr(document.core_properties, name, "。".join(lines[number :: len(names)]))

    return _docx(fill)


def docx_deleted(lines: list[str]) -> bytes:
    """Tracked deletions."""
    return _docx_body(f'<w:del w:id="1" w:author="李四">{_runs(lines, tag="delText")}</w:del>')


def docx_hidden(lines: list[str]) -> bytes:
    """Runs marked hidden."""
    return _docx_body(_runs(lines, "<w:rPr><w:vanish/></w:rPr>"))


def docx_textbox(lines: list[str]) -> bytes:
    """A text box."""
    inner = "".join(f"<w:p>{_runs([line])}</w:p>" for line in lines)
    return _docx_body(
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def docx_alt_text(lines: list[str]) -> bytes:
    """The alternative text of a shape, an attribute."""
    shapes = "".join(f"<v:shape alt={quoteattr(line)}/>" for line in lines)
    return _docx_body(f"<w:r><w:pict>{shapes}</w:pict></w:r>")


def docx_field(lines: list[str]) -> bytes:
    """The instruction of a field."""
    return _docx_body("".join(f"<w:r><w:instrText>{escape(line)}</w:instrText></w:r>" for line in lines))


def docx_comments(lines: list[str]) -> bytes:
    """Comments."""
    body = "".join(
        f'<w:comment w:id="{n}" w:author="a"><w:p>{_runs([line])}</w:p></w:comment>' for n, line in enumerate(lines)
    )
    return _with_parts(_docx(), {"word/comments.xml": f"<w:comments {W}>{body}</w:comments>"})


def docx_custom_xml(lines: list[str]) -> bytes:
    """A custom XML part."""
    body = "".join(f"<row><v>{escape(line)}</v></row>" for line in lines)
    return _with_parts(_docx(), {"customXml/item9.xml": f"<data>{body}</data>"})


def docx_xml_comment(lines: list[str]) -> bytes:
    """A comment of the XML itself."""
    body = "".join(f"<!-- {escape(line).replace('--', ' ')} -->" for line in lines)
    return _with_parts(_docx(), {"customXml/item9.xml": f"<data>{body}</data>"})


def docx_embedded(lines: list[str]) -> bytes:
    """A workbook embedded in the document."""
    return _with_parts(_docx(), {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": xlsx_cells(lines)})


def docx_ole(lines: list[str]) -> bytes:
    """A workbook inside an OLE object, as bytes."""
    return _with_parts(_docx(), {"word/embeddings/oleObject1.bin": b"\x01\x02OLE\0" * 9 + xlsx_cells(lines)})


def docx_link(lines: list[str]) -> bytes:
    """Targets of links."""
    body = "".join(
        f'<Relationship Id="r{n}" Type="{REL}/hyperlink" TargetMode="External" Target={quoteattr(line)}/>'
        for n, line in enumerate(lines)
    )
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'
    return _with_parts(_docx(), {"word/_rels/footnotes.xml.rels": rels})


def _xlsx(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["青禾县柳河镇公示"])
    fill(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_cells(lines: list[str]) -> bytes:
    """Cells."""
    return _xlsx(lambda book: [book.active.append(["", line]) for line in lines] and None)


def xlsx_sheet(state: str) -> Place:
    """A sheet that does not show."""

    def place(lines: list[str]) -> bytes:
        def fill(book):
            sheet = book.create_sheet("底稿")
            sheet.sheet_state = state
            for line in lines:
                sheet.append([line])

        return _xlsx(fill)

    return place


def xlsx_rows(lines: list[str]) -> bytes:
    """Hidden rows, filtered out."""

    def fill(book):
        for number, line in enumerate(lines, start=2):
            book.active.cell(number, 3, line)
            book.active.row_dimensions[number].hidden = True
        book.active.auto_filter.ref = f"A1:C{len(lines) + 1}"

    return _xlsx(fill)


def xlsx_columns(lines: list[str]) -> bytes:
    """A hidden column."""

    def fill(book):
        for number, line in enumerate(lines, start=2):
            book.active.cell(number, 5, line)
        book.active.column_dimensions["E"].hidden = True

    return _xlsx(fill)


def xlsx_white(lines: list[str]) -> bytes:
    """White on white."""

    def fill(book):
        for number, line in enumerate(lines, start=2):
            book.active.cell(number, 2, line).font = Font(color="FFFFFFFF")

    return _xlsx(fill)


def xlsx_comments(lines: list[str]) -> bytes:
    """Comments."""

    def fill(book):
        for number, line in enumerate(lines, start=2):
            book.active.cell(number, 1, "见批注").comment = Comment(line, "李四")

    return _xlsx(fill)


def xlsx_names(lines: list[str]) -> bytes:
    """Defined names."""

    def fill(book):
        for number, line in enumerate(lines):
            book.defined_names[f"n{number}"] = DefinedName(f"n{number}", attr_text=f'"{line}"')

    return _xlsx(fill)


def xlsx_settings(lines: list[str]) -> bytes:
    """Headers, footers and the lists of validations."""

    def fill(book):
        book.active.oddHeader.center.text = "。".join(lines[::2])
        book.active.oddFooter.center.text = "。".join(lines[1::2])

    return _xlsx(fill)


def xlsx_formulas(lines: list[str]) -> bytes:
    """Literals in formulas."""

    def fill(book):
        for number, line in enumerate(lines, start=2):
            book.active.cell(number, 2, f'="{line}"&"。"')

    return _xlsx(fill)


def xlsx_part(name: str, root: str, item: str) -> Place:
    """A part of its own, with `item` once a line."""

    def place(lines: list[str]) -> bytes:
        tag = root.split()[0]
        body = "".join(item.format(text=escape(line), attribute=quoteattr(line)) for line in lines)
        return _with_parts(xlsx_cells([]), {name: f"<{root} {S}>{body}</{tag}>"})

    return place


def xlsx_shared(lines: list[str]) -> bytes:
    """Cells whose texts are shared strings, as spreadsheet programs write them."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("名单")
    sheet.write(0, 0, "青禾县柳河镇公示")
    for number, line in enumerate(lines, start=1):
        sheet.write(number, 1, line)
        sheet.write_rich_string(number, 3, line[:4], book.add_format({"bold": True}), line[4:] or "。")
    book.close()
    return out.getvalue()


def xlsx_orphans(lines: list[str]) -> bytes:
    """Shared strings that no cell shows."""
    base = xlsx_shared([])
    with zipfile.ZipFile(BytesIO(base)) as archive:
        text = archive.read("xl/sharedStrings.xml").decode()
    body = "".join(f"<si><t>{escape(line)}</t></si>" for line in lines)
    return _with_parts(base, {"xl/sharedStrings.xml": text.replace("</sst>", body + "</sst>")})


def _pdf(draw: Callable[[canvas.Canvas], None]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = BytesIO()
    page = canvas.Canvas(out)
    page.setFont("STSong-Light", 11)
    page.drawString(50, 800, "青禾县柳河镇公示")
    draw(page)
    page.showPage()
    page.save()
    return out.getvalue()


def pdf_text(lines: list[str]) -> bytes:
    """Text on the page."""
    return _pdf(lambda page: [page.drawString(50, 760 - 20 * n, line) for n, line in enumerate(lines)] and None)


def pdf_ruled(pages: list[list[tuple[str, ...]]], *, narrow: bool = False) -> bytes:
    """A table with ruling lines on every page; in narrow columns every six characters are a line of their own."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=(842, 595))
    for rows in pages:
        page.setFont("STSong-Light", 9)
        columns = max(len(row) for row in rows)
        step = 60 if narrow else 800 / columns
        top = 550.0
        for row in rows:
            pieces = [[text[at : at + 6] for at in range(0, len(text), 6)] if narrow else [text] for text in row]
            height = 12 * max(len(lines) for lines in pieces) + 6
            for column, lines in enumerate(pieces):
                page.rect(20 + step * column, top - height, step, height)
                for number, line in enumerate(lines):
                    page.drawString(23 + step * column, top - 11 - 12 * number, line)
            top -= height
        page.showPage()
    page.save()
    return out.getvalue()


def pdf_covered(lines: list[str]) -> bytes:
    """Text under black boxes."""

    def draw(page):
        for number, line in enumerate(lines):
            page.drawString(50, 760 - 30 * number, line)
            page.rect(45, 752 - 30 * number, 400, 20, fill=1)

    return _pdf(draw)


def pdf_invisible(lines: list[str]) -> bytes:
    """Text that is not drawn."""

    def draw(page):
        text = page.beginText(50, 760)
        text.setTextRenderMode(3)
        for line in lines:
            text.textLine(line)
        page.drawText(text)

    return _pdf(draw)


def _pdf_with(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(_pdf(lambda page: None))) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def pdf_notes(lines: list[str]) -> bytes:
    """Annotations."""

    def change(pdf):
        notes = [
            pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Text,
                    Rect=[10, 10 + 20 * n, 30, 30 + 20 * n],
                    Contents=pikepdf.String(line),
                )
            )
            for n, line in enumerate(lines)
        ]
        pdf.pages[0].obj.Annots = pikepdf.Array(notes)

    return _pdf_with(change)


def pdf_properties(lines: list[str]) -> bytes:
    """The properties of the file."""
    return _pdf_with(lambda pdf: pdf.docinfo.__setitem__("/Keywords", "；".join(lines)))


def pdf_attachment(lines: list[str]) -> bytes:
    """An attached file."""
    data = "\n".join(lines).encode()

    def change(pdf):
        pdf.attachments["名单.txt"] = pikepdf.AttachedFileSpec(pdf, data, filename="名单.txt")

    return _pdf_with(change)


def pdf_older(lines: list[str]) -> bytes:
    """An earlier version of the file, kept at its front."""
    first = pdf_properties(lines)
    at = first.rindex(b"/Keywords")
    assert at > 0
    with pikepdf.open(BytesIO(first)) as pdf:
        number = pdf.trailer.Info.objgen[0]
    start = int(first[first.rindex(b"startxref") + 9 :].split()[0])
    entry = len(first)
    update = f"{number} 0 obj\n<< /Producer (x) >>\nendobj\n".encode()
    with pikepdf.open(BytesIO(first)) as pdf:
        size, root = int(pdf.trailer.Size), pdf.trailer.Root.objgen[0]
    trailer = f"<< /Size {size} /Root {root} 0 R /Info {number} 0 R /Prev {start} >>"
    table = f"xref\n{number} 1\n{entry:010} 00000 n \ntrailer\n{trailer}\n"
    return first + update + table.encode() + f"startxref\n{entry + len(update)}\n%%EOF\n".encode()


def html_page(item: str) -> Place:
    """A page with `item` once a line."""

    def place(lines: list[str]) -> bytes:
        body = "".join(item.format(text=escape(line).replace("--", " "), attribute=quoteattr(line)) for line in lines)
        head = '<!doctype html><html lang="zh"><head><meta charset="utf-8"></head>'
        return f"{head}<body><p>公示</p>{body}</body></html>".encode()

    return place


def mail(lines: list[str]) -> bytes:
    """A letter: subject, body, and a workbook attached."""
    message = EmailMessage()
    message["Subject"] = lines[0]
    message.set_content("\n".join(lines[1:4]))
    message.add_attachment(xlsx_cells(lines[4:]), maintype="application", subtype="octet-stream", filename="a.xlsx")
    return message.as_bytes()


def archive(lines: list[str]) -> bytes:
    """An archive of a letter and a text."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("来信/a.eml", mail(lines))
        target.writestr("b.csv", "\n".join(f"甲,{line}" for line in lines).encode("gb18030"))
    return out.getvalue()


PLACES: dict[str, Place] = {
    "a.txt": lambda lines: "\n".join(lines).encode(),
    "gbk.txt": lambda lines: "\n".join(lines).encode("gb18030"),
    "a.csv": lambda lines: "\n".join(f"甲,{line},乙" for line in lines).encode(),
    "text.html": html_page("<p>{text}</p>"),
    "split.html": html_page("<p><b>{text}</b></p>"),
    "table.html": html_page("<table><tr><td>甲</td><td>{text}</td></tr></table>"),
    "comment.html": html_page("<!-- {text} -->"),
    "unseen.html": html_page('<div style="display:none">{text}</div>'),
    "attribute.html": html_page("<input type='hidden' value={attribute}>"),
    "script.html": html_page("<script>var a = '{text}';</script>"),
    "paragraphs.docx": docx_paragraphs,
    "split.docx": docx_split_runs,
    "table.docx": docx_table,
    "header.docx": docx_header,
    "properties.docx": docx_properties,
    "deleted.docx": docx_deleted,
    "hidden.docx": docx_hidden,
    "textbox.docx": docx_textbox,
    "alt.docx": docx_alt_text,
    "field.docx": docx_field,
    "comments.docx": docx_comments,
    "custom.docx": docx_custom_xml,
    "xmlcomment.docx": docx_xml_comment,
    "embedded.docx": docx_embedded,
    "ole.docx": docx_ole,
    "link.docx": docx_link,
    "cells.xlsx": xlsx_cells,
    "hidden.xlsx": xlsx_sheet("hidden"),
    "veryhidden.xlsx": xlsx_sheet("veryHidden"),
    "rows.xlsx": xlsx_rows,
    "columns.xlsx": xlsx_columns,
    "white.xlsx": xlsx_white,
    "comments.xlsx": xlsx_comments,
    "names.xlsx": xlsx_names,
    "settings.xlsx": xlsx_settings,
    "formulas.xlsx": xlsx_formulas,
    "shared.xlsx": xlsx_shared,
    "orphans.xlsx": xlsx_orphans,
    "threads.xlsx": xlsx_part(
        "xl/threadedComments/threadedComment1.xml",
        "ThreadedComments",
        "<threadedComment><text>{text}</text></threadedComment>",
    ),
    "pivot.xlsx": xlsx_part("xl/pivotCache/pivotCacheRecords1.xml", "pivotCacheRecords", "<r><s v={attribute}/></r>"),
    "external.xlsx": xlsx_part(
        "xl/externalLinks/externalLink1.xml",
        "externalLink",
        '<row r="1"><cell r="A1" t="str"><v>{text}</v></cell></row>',
    ),
    "drawing.xlsx": xlsx_part(
        "xl/drawings/drawing9.xml", "wsDr", "<sp><txBody><p><r><t>{text}</t></r></p></txBody></sp>"
    ),
    "text.pdf": pdf_text,
    "covered.pdf": pdf_covered,
    "invisible.pdf": pdf_invisible,
    "notes.pdf": pdf_notes,
    "properties.pdf": pdf_properties,
    "attachment.pdf": pdf_attachment,
    "older.pdf": pdf_older,
    "a.eml": mail,
    "a.zip": archive,
}
"""Every place: a file name, and how the file is made from lines of text."""


def files(seed: int, times: int = 1) -> Iterator[tuple[str, list[Planted], bytes]]:
    """Every place with one of every kind in it, `times` over."""
    for turn in range(times):
        for number, (name, place) in enumerate(PLACES.items()):
            found = planted(random.Random(seed + 1000 * turn + number))
            yield name, found, place(sentences(found))

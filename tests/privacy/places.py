"""Every place of every format in which personal data is planted."""

import zipfile
from email.message import EmailMessage
from io import BytesIO

from privacy import places_office, places_pdf
from privacy.planting import PLACES as USUAL
from privacy.planting import Place, archive, html_page, mail, xlsx_cells


def mail_in_mail(lines: list[str]) -> bytes:
    """A letter forwarded in a letter, its body in GB18030."""
    inner = EmailMessage()
    inner["Subject"] = "转来"
    inner.set_content("\n".join(lines), charset="gb18030")
    message = EmailMessage()
    message["Subject"] = "见附件"
    message.set_content("见附件")
    message.add_attachment(inner)
    return message.as_bytes()


def mail_page(lines: list[str]) -> bytes:
    """A letter that is a web page, and names of attachments and senders."""
    message = EmailMessage()
    message["Subject"], message["X-Note"] = "名单", "；".join(lines[:6])
    message.set_content("见网页")
    message.add_alternative("".join(f"<p>{line}</p>" for line in lines[6:]), subtype="html")
    return message.as_bytes()


def archive_in_archive(lines: list[str]) -> bytes:
    """An archive in an archive, whose file names speak, too."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("内/a.zip", archive(lines[4:]))
        for number, line in enumerate(lines[:4]):
            target.writestr(f"{number}{line.strip('。').replace('/', '')}.txt", "青禾县")
    return out.getvalue()


OTHERS: dict[str, Place] = {
    "wide.txt": lambda lines: "\n".join(lines).encode("utf-16"),
    "tabs.txt": lambda lines: "\n".join(f"甲\t{line}\t乙" for line in lines).encode(),
    "report.md": lambda lines: "\n".join(f"| 甲 | {line} |" for line in lines).encode(),
    "semicolons.csv": lambda lines: "\n".join(f"甲;{line};乙" for line in lines).encode("gb18030"),
    "a.tsv": lambda lines: "\n".join(f"甲\t{line}" for line in lines).encode(),
    "a.svg": lambda lines: ("<?xml version='1.0'?><svg>" + "".join(f"<t>{x}</t>" for x in lines) + "</svg>").encode(),
    "textarea.html": html_page("<textarea>{text}</textarea>"),
    "options.html": html_page("<select><option>{text}</option></select>"),
    "meta.html": html_page("<meta name='description' content={attribute}>"),
    "alt.html": html_page("<img src='a.png' alt={attribute}>"),
    "data.html": html_page("<i data-note={attribute}>甲</i>"),
    "noscript.html": html_page("<noscript>{text}</noscript>"),
    "template.html": html_page("<template><p>{text}</p></template>"),
    "white.html": html_page("<p style='color:#fff'>{text}</p>"),
    "style.html": html_page("<style>a:after {{ content: '{text}' }}</style>"),
    "forwarded.eml": mail_in_mail,
    "page.eml": mail_page,
    "nested.zip": archive_in_archive,
    "office.zip": lambda lines: places_office.packed({"a.csv": "\n".join(lines)}),
}
PLACES: dict[str, Place] = USUAL | places_office.PLACES | places_pdf.PLACES | OTHERS
NUMBERS_ONLY = places_office.NUMBERS_ONLY
__all__ = ["NUMBERS_ONLY", "PLACES", "mail", "xlsx_cells"]

"""The registry of formats, and the two calls that write a page."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gongkai.documents.limits import reason
from gongkai.paper.model import Page
from gongkai.paper.output import Output, Unprintable


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its file ending; its writer, `to_<module>` of the module, is loaded when it is called."""

    ending: str
    module: str
    summary: str
    media_type: str

    def write(self, page: Page) -> Output:
        """The page in this format."""
        writer: Callable[[Page], bytes | Output] = getattr(
            importlib.import_module(f"gongkai.paper.{self.module}"), f"to_{self.module}"
        )
        written = writer(page)
        return written if isinstance(written, Output) else Output(written)


FORMATS: tuple[Format, ...] = (
    Format(
        "docx",
        "docx",
        "Word 文档，可以继续编辑",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    Format("pdf", "pdf", "PDF，字体已嵌入，读屏软件可读", "application/pdf"),
    Format("html", "html", "网页，单个文件，没有脚本", "text/html; charset=utf-8"),
    Format("xlsx", "xlsx", "工作簿，一张表一页", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Format("txt", "text", "纯文本，用于电子邮件", "text/plain; charset=utf-8"),
    Format("md", "markdown", "Markdown", "text/markdown; charset=utf-8"),
)


def format_of(name: str) -> Format:
    """The format of a file ending, with or without its dot; raises `Unprintable`."""
    ending = name.lower().removeprefix(".")
    for form in FORMATS:
        if form.ending == ending:
            return form
    known = "、".join(f".{form.ending}" for form in FORMATS)
    raise Unprintable(f"写不出“.{ending}”格式的文件，可以写成 {known}。")


def print_out(page: Page, ending: str) -> Output:
    """The page in a format, with what a person should know of the file; raises `Unprintable`."""
    return format_of(ending).write(page)


def to_bytes(page: Page, ending: str) -> bytes:
    """The page in a format; raises `Unprintable`."""
    return print_out(page, ending).data


def render(page: Page, path: Path | str) -> tuple[str, ...]:
    """Write the page to a file in the format of its ending; gives remarks in Chinese; raises `Unprintable`."""
    path = Path(path)
    output = print_out(page, path.suffix)
    try:
        path.write_bytes(output.data)
    except OSError as error:
        raise Unprintable(f"写不了文件“{path}”：{reason(error)}。") from error
    return output.remarks

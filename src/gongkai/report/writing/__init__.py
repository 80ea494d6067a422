"""From a report to the statutory document: .docx, .pdf, .html, .xlsx, .md, .txt and .json."""

import json
from pathlib import Path

from gongkai import paper
from gongkai.documents.limits import reason
from gongkai.paper import Output, Unprintable
from gongkai.report.model import Report, to_json
from gongkai.report.writing.page import page_of

__all__ = ["ENDINGS", "Unprintable", "page_of", "print_out", "write"]

ENDINGS = (*(form.ending for form in paper.FORMATS), "json")


def write(report: Report, path: Path | str) -> tuple[str, ...]:
    """Write the report in the format of the file's ending; gives remarks in Chinese; raises `Unprintable`."""
    path = Path(path)
    output = print_out(report, path.suffix)
    try:
        path.write_bytes(output.data)
    except OSError as error:
        raise Unprintable(f"写不了文件“{path}”：{reason(error)}。") from error
    return output.remarks


def print_out(report: Report, ending: str) -> Output:
    """The report in a format, with what a person should know of it; raises `Unprintable`."""
    ending = ending.lower().removeprefix(".")
    if ending == "json":
        return Output((json.dumps(to_json(report), ensure_ascii=False, indent=2) + "\n").encode())
    if ending not in ENDINGS:
        known = "、".join(f".{known}" for known in ENDINGS)
        raise Unprintable(f"年度报告写不成“.{ending}”格式，可以写成 {known}。")
    output = paper.print_out(page_of(report), ending)
    return Output(output.data, (*_homeless(report), *output.remarks))


def _homeless(report: Report) -> tuple[str, ...]:
    """One remark for the figures of rows and columns that the form of the report does not have."""
    known = set(report.layout.paths())
    lost = [path for path, figure in report.cells.items() if figure is not None and path not in known]
    if not lost:
        return ()
    named = "、".join(lost[:5]) + ("等" if len(lost) > 5 else "")
    return (f"有 {len(lost)} 格不在{report.form}年格式之内，没有写出：{named}。要保留请写成 .json。",)

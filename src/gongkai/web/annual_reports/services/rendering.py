"""The bytes of a report: its data as JSON, and Word and PDF."""

import json
from typing import Any

from gongkai import paper
from gongkai.report.model import Report, to_json
from gongkai.report.writing import Unprintable, print_out
from gongkai.web.audit.services import Refused


def plain_content(report: Report) -> dict[str, Any]:
    """The report as `gongkai.annual-report/1`, of nothing but what JSON knows."""
    content: dict[str, Any] = json.loads(json.dumps(to_json(report), ensure_ascii=False))
    return content


def json_bytes(content: dict[str, Any]) -> bytes:
    """The JSON of an edition as it is served."""
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=False) + "\n").encode()


def rendered(report: Report, ending: str) -> bytes:
    """Word or PDF of a report."""
    try:
        return print_out(report, ending).data
    except Unprintable as error:
        raise Refused(f"{paper.format_of(ending).summary}生成不了：{error}") from error

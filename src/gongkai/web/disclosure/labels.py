"""What the fields of an item are called and how their values are worded, in one place for forms, differences and
exports.
"""

from typing import Any

from gongkai.web.disclosure import vocabulary
from gongkai.web.disclosure.models import Audience, Item, Openness

LABELS: dict[str, str] = {
    "title": "标题",
    "kind": "种类",
    "summary": "内容概述",
    "document_number": "文号",
    "issuer": "发文机关",
    "made_on": "成文日期",
    "formed_on": "形成或者变更日期",
    "openness": "公开属性",
    "basis": "不予公开的依据",
    "reason": "理由",
    "clause": "主动公开的条款",
    "catalogue_id": "标准目录事项",
    "field": "领域",
    "five": "五公开",
    "topic": "主题分类",
    "keywords": "关键词",
    "audience": "公开对象",
    "group": "特定群众",
    "notice_from": "公示期自",
    "notice_to": "公示期至",
    "notice_contact": "异议反映方式",
    "origin": "来源",
    "elements": "要素",
    "impact": "个人信息保护影响评估",
    "lead_id": "牵头机关",
    "joint": "联合制作的机关",
    "body": "正文",
}
assert tuple(LABELS) == Item.CONTENT

WORDED: dict[str, dict[str, str]] = {
    "kind": dict(vocabulary.choices(vocabulary.kinds())),
    "openness": dict(Openness.choices),
    "audience": dict(Audience.choices),
    "basis": {code: basis.name for code, basis in vocabulary.bases().items()},
    "clause": {code: clause.name for code, clause in vocabulary.clauses().items()},
    "field": {code: field.title for code, field in vocabulary.fields().items()},
    "five": dict(vocabulary.table("openness")["five"]),
    "origin": {"made": "制作", "obtained": "获取"},
}


def say(name: str, value: Any) -> str:
    """A value of field `name` in words."""
    if value in (None, "", [], {}):
        return ""
    if name == "elements":
        return "；".join(f"{key}：{words}" for key, words in value.items() if words)
    if isinstance(value, list):
        return "、".join(map(str, value))
    return WORDED.get(name, {}).get(value, str(value))

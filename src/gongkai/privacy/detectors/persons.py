"""What is told about a person: birth, health, hardship, childhood; and names, as suggestions."""

import re
from collections.abc import Iterator

from gongkai.identifiers import CitizenNumber, citizen_number_fault
from gongkai.privacy.columns import pattern
from gongkai.privacy.detectors.base import Detector
from gongkai.privacy.detectors.names import names_in
from gongkai.privacy.model import Hit
from gongkai.privacy.stretch import Stretch

SENSITIVE = "个人信息保护法第二十八条（医疗健康、特定身份、不满十四周岁未成年人属敏感个人信息）"
CHILD = 14
"""Years under which everything about a person is sensitive. 个人信息保护法第二十八条."""


class BirthDate(Detector):
    """出生日期：写明“出生”“生日”的年月日或年月。"""

    kind, label, severity = "birth_date", "出生日期", "warning"
    cites = "民法典第一千零三十四条（出生日期属个人信息）"
    example = "李四，男，1968年5月出生。"
    counter_example = "本单位成立于1968年5月。"
    hints = ("出生", "生日", "生于", "日生", "月生")
    _date = (
        r"(?:19|20)\d\d[年.\-/]\s?\d{1,2}(?:[月.\-/]\s?\d{1,2})?[日月]?"
        r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)"
        r"|[一二][一二三四五六七八九〇○零]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
    )
    _after = re.compile(rf"(?:出生(?:日期|年月日?|时间)?|生日|生于)[ ：:为是于{chr(31)}]{{0,4}}({_date})")
    _before = re.compile(r"((?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?)\s?(?:出生|生(?![效产成活育态物]))")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """A date after or before the words for a birth."""
        for shape in (self._after, self._before):
            for match in shape.finditer(stretch.plain):
                yield self.hit(match.start(1), match.end(1))


class Health(Detector):
    """姓名旁边的疾病、残疾类别和等级、孕情、因病致贫；没有姓名的统计数字不算。"""

    kind, label, cites = "health", "健康、残疾情况", SENSITIVE
    example = "王家村村民张小明，患尿毒症，每月透析。"
    counter_example = "全县残疾人补贴发放1375人，其中重大疾病救助120人。"
    hints = ("病", "残", "癌", "瘤", "孕", "症", "炎", "瘫", "透析", "失明", "痴呆", "艾滋", "流产", "级")
    _words = re.compile(
        r"(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?[一二三四1-4]级(?:残疾)?|因病(?:致贫|返贫)|患有?[\u4e00-\u9fff]{2,8}(?:病|症|癌|炎|瘤)"
    )

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """A word of illness in a sentence or a row that names a person."""
        seen = -1
        found = [*self._words.finditer(stretch.plain), *pattern("health/words").finditer(stretch.plain)]
        for match in sorted(found, key=lambda match: (match.start(), -match.end())):
            if match.start() < seen:
                continue
            start, end = stretch.sentence(match.start(), match.end())
            if beside_a_person(stretch, start, end, match.start()):
                seen = match.end()
                yield self.hit(match.start(), match.end(), "出现在姓名旁边")


def beside_a_person(stretch: Stretch, start: int, end: int, at: int) -> bool:
    """Whether a range names a person, or holds a person's number; a roster tells its names by its columns."""
    if known := stretch.columns(stretch.index(at)):
        # Columns of known kinds are the roster's own matter; any other may hold anything about the person beside it.
        return stretch.column(at) is None and any(column.field == "name" for column in known.values())
    return stretch.is_taken(start, end) or bool(names_in(stretch.plain, start, end))


class Hardship(Detector):
    """姓名旁边的致贫、困难原因（因学、因灾、缺劳力等）和低保、特困身份。"""

    kind, label, severity, cites = "hardship", "困难情况", "warning", SENSITIVE
    example = "贫困户李大山，因学致贫。"
    counter_example = "因灾致贫的有12户，均已纳入监测。"
    hints = ("致贫", "返贫", "劳力", "劳动能力", "困难", "低保", "特困", "贫困户", "五保")
    _words = re.compile(
        "因[学灾残婚丧意事故外火]{1,3}(?:致贫|返贫)|缺劳动?力|(?:无|丧失)劳动能力|家庭(?:特别|特殊)?困难"
    )
    _called = re.compile("(?:低保|特困|五保|贫困|脱贫)(?:人员|对象|户|供养人员|供养对象)[：: ]?(?=[\u4e00-\u9fff])")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """A word of hardship in a sentence that names a person."""
        for match in self._words.finditer(stretch.plain):
            start, end = stretch.sentence(match.start(), match.end(), 30)
            if beside_a_person(stretch, start, end, match.start()):
                yield self.hit(match.start(), match.end(), "出现在姓名旁边")
        for match in self._called.finditer(stretch.plain):
            if any(name.start() == match.end() for name in names_in(stretch.plain, match.end(), match.end() + 5)):
                yield self.hit(match.start(), match.end(), "紧接着姓名")


class Minor(Detector):
    """未成年人：不满十四周岁者的身份证号（给定日期时）、学籍号、点名的孤儿和困境儿童。"""

    kind, label = "minor", "未成年人信息"
    cites = SENSITIVE + "；未成年人保护法（个人隐私）"
    example = "孤儿张小花，由其祖母抚养。"
    counter_example = "全县孤儿、困境儿童基本生活保障标准提高到1500元。"
    _child = re.compile(
        r"(?:孤儿|(?:困境|留守|残疾|流浪|事实无人抚养)儿童|未成年人|被监护人|患儿)[：:是为 ]?(?=[\u4e00-\u9fff])"
    )

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """Numbers of children and pupils, and children called by name."""
        for number in stretch.numbers:
            if number.before[-1:] in ("G", "L", "g", "l") and number.taken and len(number.digits) == 18:
                yield self.hit(number.start, number.end, "学籍号，含有学生的身份证号")
        if stretch.on is not None:
            yield from self._young(stretch)
        if "儿" in stretch.plain or "未成年" in stretch.plain or "被监护" in stretch.plain:
            for match in self._child.finditer(stretch.plain):
                for name in names_in(stretch.plain, match.end(), match.end() + 5):
                    if name.start() == match.end():
                        yield self.hit(name.start(), name.end(), "点名的未成年人")

    def _young(self, stretch: Stretch) -> Iterator[Hit]:
        assert stretch.on is not None
        for number in stretch.numbers:
            if number.taken and len(number.digits) == 18 and int(number.digits[6:10] or 0) >= stretch.on.year - CHILD:
                known = None if citizen_number_fault(number.digits) else CitizenNumber.parse(number.digits)
                if known is not None and known.age(stretch.on) < CHILD:
                    yield self.hit(number.start, number.end, "持证人不满十四周岁")


class Name(Detector):
    """姓名：只在身份证号等号码前面、“姓名”二字后面提示，供人核对。"""

    kind, label, severity, cites = "name", "姓名（提示）", "notice", "民法典第一千零三十四条（姓名属个人信息）"
    example = "姓名：张小明"
    counter_example = "姓名和住址不得公开。"
    hints = ("姓名",)
    _after = re.compile(r"姓名[ ：:]{1,3}")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """A name right after the word for it."""
        for match in self._after.finditer(stretch.plain):
            for name in names_in(stretch.plain, match.end(), match.end() + 6):
                if name.start() == match.end():
                    yield self.hit(name.start(), name.end(), "请人工核对是否需要公开")

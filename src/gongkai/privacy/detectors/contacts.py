"""Plates, e-mail, WeChat and addresses."""

import re
from collections.abc import Iterator

from gongkai.privacy.columns import pattern
from gongkai.privacy.detectors.base import Detector
from gongkai.privacy.model import Hit
from gongkai.privacy.stretch import Stretch

CITES = "民法典第一千零三十四条；个人信息保护法第四条、第二十五条"
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"


class Plate(Detector):
    """机动车号牌：省份简称加字母，再加五位或六位（新能源）。"""

    kind, label, severity, cites = "plate", "机动车号牌", "warning", CITES
    example = "车牌号闽A12345。"
    counter_example = "青政发〔2024〕12345号。"
    hints = tuple(PROVINCES)
    _shape = re.compile(
        rf"[{PROVINCES}][A-HJ-NP-Z][ ·•.-]?(?=(?:[A-Z0-9]*\d){{2}})[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])"
    )

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """The shape, wherever it stands."""
        for match in self._shape.finditer(stretch.plain):
            yield self.hit(match.start(), match.end())


class Email(Detector):
    """个人电子邮箱、微信号、QQ 号；gov.cn 等机关邮箱和公众号不算。"""

    kind, label, severity, cites = "email", "个人邮箱、微信号、QQ号", "warning", CITES
    example = "邮箱zhangxiaoming@example.com，微信号zxm_1990。"
    counter_example = "投稿邮箱qinghe@qinghe.gov.cn，微信公众号“青禾发布”。"
    hints = ("@", "微信", "QQ", "qq", "eChat", "echat", "weixin", "V信", "v信", "薇信", "VX", "vx", "WX", "wx")
    _address = re.compile(
        r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,10}(?![A-Za-z0-9])"
    )
    _name = re.compile(r"(?:号码|号|ID|id)?[ ：:（(]{0,3}([A-Za-z][A-Za-z0-9_-]{5,19}|\d{5,11})(?![A-Za-z0-9_@.])")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """Addresses with @, and names after the words for a messenger."""
        yield from self._addresses(stretch)
        for word in pattern("account/messengers").finditer(stretch.plain):
            if pattern("account/organ").search(
                stretch.before(word.start(), 6) + stretch.plain[word.start() : word.end() + 4]
            ):
                continue
            named = self._name.match(stretch.plain, word.end())
            if named and not stretch.is_taken(named.start(1), named.end(1)):
                yield self.hit(named.start(1), named.end(1))

    def _addresses(self, stretch: Stretch) -> Iterator[Hit]:
        text, last = stretch.plain, 0
        for sign in _AT.finditer(text):
            match = self._address.search(text, max(last, sign.start() - 64), sign.end() + 80)
            if match and match.start() < sign.start() < match.end():
                last = match.end()
                own = pattern("email/organ").search("".join(stretch.before(match.start(), 90).split()))
                if not own and not match[0].lower().endswith((".gov.cn", ".mil.cn", ".edu.cn")):
                    yield self.hit(match.start(), last)


_AT = re.compile("@")
_LOW = r"(?:村|社区|居委会|小区|路|街|巷|弄|里|道|胡同|花园|家园|公寓|新村|苑|庄|屯|寨|湾|组|队|号院)"
_DOOR = (
    r"(?:(?: ?第?[\d一二三四五六七八九十百]{1,5}(?:[-之][\d一二三四五六七八九十]{1,4})? ?"
    r"(?:村民小组|组|队|号楼|号院|号|栋|幢|座|单元|楼|层|室|房|户)){1,6}(?: ?[\d]{2,4}室?)?"
    r"| ?\d{1,3}[-#]\d{1,3}[-#]\d{2,4}室?)"
)
"""Programs that set Chinese text put a blank between characters and figures."""


class HomeAddress(Detector):
    """住址：写到门牌、楼栋、房号的；到村、社区、村民小组为止的可以公开；机关办公地址不算。"""

    kind, label, cites = "address", "详细住址", CITES
    example = "家庭住址：青禾县柳河镇王家村3组12号。"
    counter_example = "地址：青禾县人民路12号县政府大楼201室；发放到柳河镇王家村3组。"
    hints = ("号", "室", "栋", "幢", "单元", "户", "-", "#")
    _shape = re.compile(rf"[\u4e00-\u9fff0-9（）()·]{{0,40}}?{_LOW}[\u4e00-\u9fff]{{0,10}}?{_DOOR}")
    _door = re.compile(r"[号栋幢室房户]|单元|[-#]\d")
    _dwelling = re.compile(
        r"(?:小区|花园|家园|公寓|新村|苑|村|社区|屯|寨|庄|组|队)[^，。；,;]{0,12}?\d+\s*(?:号|栋|幢|室|单元|户|[-#]\d)"
        r"|\d+(?:栋|幢|单元|号楼)[^，。；,;]{0,6}?\d+(?:室|号|房|户)"
    )
    _village = re.compile(r"(?:镇|乡|街道|村|社区).{0,12}?(?:村|社区|组|队|屯|路|街|巷).{0,10}?\d+号")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """A range that ends in a door, told to be a home by its words or by its own shape."""
        for match in self._candidates(stretch.plain):
            text = match[0]
            before = stretch.context(match.start(), 16)
            around = text + stretch.plain[match.end() : match.end() + 8] + before
            home = pattern("address/home").search(before + text)
            if not home and (pattern("address/organ").search(around) or not self._dwelling.search(text)):
                continue
            if not home and _COUNTED.search(text):
                continue
            if self._door.search(text) and "号文" not in stretch.plain[match.end() - 1 : match.end() + 1]:
                start = match.start() + self._label(text)
                yield self.hit(start, match.end())

    def _candidates(self, text: str) -> Iterator[re.Match[str]]:
        """The shape, looked for only around the signs of a door, so that long texts stay cheap."""
        last = 0
        for door in _DOORS.finditer(text):
            if door.start() < last:
                continue
            for match in self._shape.finditer(text, max(last, door.start() - 60), min(len(text), door.end() + 30)):
                last = match.end()
                yield match

    def _label(self, text: str) -> int:
        """How much of the match is the word that announces it."""
        return max((match.end() for match in pattern("address/home").finditer(text)), default=0)


_COUNTED = re.compile(r"^\D*\d+户$")
"""户 after a number alone counts households, unless a door is spoken of."""
_DOORS = re.compile(r"\d(?: ?号(?!文)| ?栋| ?幢| ?室| ?单元| ?户|[-#]\d{1,3}[-#]\d)")

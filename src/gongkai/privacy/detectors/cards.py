"""Bank cards and accounts."""

import re
from collections.abc import Iterator

from gongkai.identifiers import passes_luhn
from gongkai.privacy.columns import pattern
from gongkai.privacy.detectors.base import Detector, NumberDetector
from gongkai.privacy.detectors.citizens import HOW, LOST, is_rounded
from gongkai.privacy.model import Hit
from gongkai.privacy.numbers import Number
from gongkai.privacy.stretch import Stretch

CITES = "个人信息保护法第二十八条（金融账户属敏感个人信息）"
ISSUER = 6
UNION = "62"
"""The cards of this country begin so; figures on lines of their own seldom make one by chance."""
_SURE = re.compile(r"62\d{14,17}|4\d{15}|5[1-5]\d{14}|3[47]\d{13}|35[2-8]\d{13}")


class BankCard(NumberDetector):
    """银行卡号：十三至十九位，校验位（Luhn）相符，并且是发卡机构的号段，或者旁边写着卡号、账号、一卡通。"""

    kind, label, cites = "bank_card", "银行卡号", CITES
    example = "收款卡号6222020000000000000。"
    counter_example = "项目编号6222020000000000006。"
    lengths = frozenset((13, 14, 15, 16, 17, 18, 19))

    def recognise(self, number: Number, stretch: Stretch) -> Hit | None:
        """By prefix and checksum, and by the words before it where these alone could be chance."""
        digits = number.digits
        if digits[-1] == "X":
            return None
        if not passes_luhn(digits):
            lost = digits[:2] == "62" and is_rounded(number, stretch)
            return self.hit(number.start, number.end, LOST) if lost else None
        return self.hit(number.start, number.end, HOW.get(number.broken, "")) if self._card(number, stretch) else None

    def _card(self, number: Number, stretch: Stretch) -> bool:
        context = stretch.context(number.start)
        if number.broken == "signs":
            return stretch.is_called(number.start, pattern("card/words")) and bool(_SURE.fullmatch(number.digits))
        if pattern("card/words").search(context):
            return number.broken != "lines" or bool(_SURE.fullmatch(number.digits))
        if not _SURE.fullmatch(number.digits) or stretch.is_called(number.start, pattern("other_number/words")):
            return False
        if number.broken == "gaps":
            return (
                number.groups[:3] == (4, 4, 4)
                or _is_printed(number, stretch)
                or all(length == 1 for length in number.groups)
                or "\u200b" in (stretch.plain[number.start : number.end])
            )
        if number.broken == "lines":
            return number.digits.startswith(UNION) and "." not in stretch.plain[number.start : number.end]
        return number.broken in ("", "written")


def _is_printed(number: Number, stretch: Stretch) -> bool:
    """Whether a number is set apart as on a card: by one and the same sign, the issuer's six digits first."""
    signs = {sign for sign in stretch.plain[number.start : number.end] if not sign.isalnum()}
    gaps = number.end - number.start - len(number.digits)
    regular = len(signs) == 1 and gaps == len(number.groups) - 1
    return (
        regular and number.groups[0] == ISSUER and set(number.groups[1:-1]) <= {4} and number.digits.startswith(UNION)
    )


class Account(Detector):
    """存折、一折通等账号：没有校验位，靠旁边的“账号”“一折通”等字样认出；单位账户只作提示。"""

    kind, label, cites = "account", "银行账号", CITES
    example = "户名张小明，一折通账号9013 0201 0011 2233。"
    counter_example = "账号由管理员分配，共120个。"
    hints = ("账号", "帐号", "卡号", "存折", "一折通", "一卡通", "账户", "帐户")
    _number = re.compile(r"[^\d\x1e\x1f。；;]{0,12}?(?<![\d.])(\d[\d \-]{8,32}\d)(?![\d.]\d|\d)")

    def find(self, stretch: Stretch) -> Iterator[Hit]:
        """A number of ten to thirty digits soon after one of the words."""
        seen: set[int] = set()
        for word in pattern("card/account").finditer(stretch.plain):
            match = self._number.match(stretch.plain, word.end())
            if match is None or match.start(1) in seen or stretch.is_taken(match.start(1), match.end(1)):
                continue
            if 10 <= sum(sign.isdigit() for sign in match[1]) <= 30:
                seen.add(match.start(1))
                yield self._hit(match.start(1), match.end(1), stretch)

    def _hit(self, start: int, end: int, stretch: Stretch) -> Hit:
        around = stretch.before(start, 40)
        if pattern("card/organ").search(around):
            return self.hit(start, end, "可能是单位账户，请人工核对", "notice")
        return self.hit(start, end)

"""Dates and sums that do not fit, names of organs and posts, numbers of documents, links that lead nowhere."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from gongkai.identifiers import Malformed, document_number_defects
from gongkai.web.disclosure.body import Piece
from gongkai.web.disclosure.proofreading.base import Remark, Rule, Text, table, text

DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:（(?:周|星期)([一二三四五六日天])）)?")
PERIOD = re.compile(
    DAY.pattern.replace("(?:（(?:周|星期)([一二三四五六日天])）)?", "")
    + r"\s*[至—\-到]+\s*(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
)
WEEKDAYS = "一二三四五六日"


class ImpossibleDates(Rule):
    """A day that does not exist, a weekday that is another, a period that ends before it begins."""

    code, title = "dates", "日期对不上"
    wrong, right = text("公示期为2026年2月30日起。"), text("公示期为2026年2月27日（周五）至3月5日。")

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on dates."""
        for where, line in text.every():
            for match in DAY.finditer(line):
                yield from self._day(where, match)
            for match in PERIOD.finditer(line):
                yield from self._period(where, match)

    def _day(self, where: str, match: re.Match[str]) -> Iterator[Remark]:
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            yield self.remark(where, match[0], "没有这一天。")
            return
        weekday = (match[4] or "").replace("天", "日")
        if weekday and WEEKDAYS[day.weekday()] != weekday:
            yield self.remark(where, match[0], f"这一天是星期{WEEKDAYS[day.weekday()]}。")

    def _period(self, where: str, match: re.Match[str]) -> Iterator[Remark]:
        year, month, day, to_year, to_month, to_day = match.groups()
        try:
            begins = date(int(year), int(month), int(day))
            ends = date(int(to_year or year), int(to_month), int(to_day))
        except ValueError:
            return
        if ends < begins:
            yield self.remark(where, match[0], "期间的终日早于始日。")


class SumsInTables(Rule):
    """A row 合计 whose figure is not the sum of the rows above it."""

    code, title = "table-sums", "表格合计对不上"
    wrong = table(("村", "户数"), ("河湾村", "10"), ("东柳村", "12"), ("合计", "23"))
    right = table(("村", "户数"), ("河湾村", "10"), ("东柳村", "12"), ("合计", "22"))
    TOTAL = re.compile(r"^(合\s*计|总\s*计|小\s*计)")

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on totals."""
        for rows in _tables(text):
            above: list[list[Decimal | None]] = []
            for piece in rows:
                cells = piece.text.split("\t")
                if not self.TOTAL.match(cells[0].strip()):
                    above.append([_number(cell) for cell in cells])
                    continue
                yield from self._total(piece, cells, above)
                above = []

    def _total(self, piece: Piece, cells: list[str], above: list[list[Decimal | None]]) -> Iterator[Remark]:
        same_width = [row for row in above if len(row) == len(cells)]
        for column in range(1, len(cells)):
            total, parts = _number(cells[column]), [row[column] for row in same_width if row[column] is not None]
            expected = sum((part for part in parts if part is not None), Decimal(0))
            if total is not None and len(parts) > 1 and total != expected:
                why = f"合计写 {cells[column].strip()}，上面 {len(parts)} 行相加为 {expected:,}。"
                yield self.remark(f"第 {piece.number} 段", cells[column].strip(), why, f"{expected:,}")


def _tables(text: Text) -> Iterator[list[Piece]]:
    rows: list[Piece] = []
    for piece in text.pieces:
        if piece.kind == "tr" and (not rows or rows[-1].number == piece.number - 1):
            rows.append(piece)
            continue
        if rows:
            yield rows
        rows = [piece] if piece.kind == "tr" else []
    if rows:
        yield rows


def _number(words: str) -> Decimal | None:
    try:
        return Decimal(words.strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None


class SumsInSentences(Rule):
    """“共 276 户，其中城市 126 户、农村 151 户”: the parts must make the whole."""

    code, title = "sentence-sums", "总数与分数对不上"
    wrong = text("全镇共保障 276 户。其中，城市 126 户，农村 151 户。")
    right = text("全镇共保障 277 户。其中，城市 126 户，农村 151 户。")
    WHOLE = re.compile(
        r"(?:共|合计|总计)[\u4e00-\u9fff]{0,6}\s*([\d,]+(?:\.\d+)?)\s*([户人件次元亩个项家条万]{1,2})[^。]{0,20}。?[^。]{0,4}其中[^。]*"
    )

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on sums."""
        for where, line in text.every():
            for match in self.WHOLE.finditer(line):
                whole, unit = _number(match[1]), match[2]
                tail = match[0].split("其中", 1)[1]
                parts = [
                    _number(found) for found in re.findall(rf"([\d,]+(?:\.\d+)?)\s*{unit}(?![\u4e00-\u9fff]*占)", tail)
                ]
                total = sum((part for part in parts if part is not None), Decimal(0))
                if whole is not None and len(parts) > 1 and total != whole:
                    yield self.remark(
                        where, f"{match[1]} {unit}", f"其中各项相加为 {total:,} {unit}，总数写 {match[1]} {unit}。"
                    )


class NamesOfOrgans(Rule):
    """An organ called by a name it no longer bears."""

    code, title = "organ-names", "机关名称"
    wrong = text("由青禾县人力社保局负责。", past_names=(("青禾县人力社保局", "青禾县人力资源和社会保障局"),))
    right = text("由青禾县人力资源和社会保障局负责。", past_names=(("青禾县人力社保局", "青禾县人力资源和社会保障局"),))

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on names."""
        for where, line in text.every():
            for past, present in text.past_names:
                if past in line and present not in line:
                    yield self.remark(where, past, "这是原来的名称，机关已更名；成文时的名称可以保留。", present)


class NamesOfPosts(Rule):
    """A head with a post that the organ's own page does not give him."""

    code, title = "posts", "职务"
    wrong = text("县长许槐主持会议。", heads=(("许槐", "副县长"),))
    right = text("副县长许槐主持会议。", heads=(("许槐", "副县长"),))
    POSTS = "副?(?:县长|镇长|乡长|局长|主任|书记|科长|股长|所长)"

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on posts."""
        for where, line in text.every():
            for name, post in text.heads:
                for match in re.finditer(rf"({self.POSTS}){re.escape(name)}|{re.escape(name)}({self.POSTS})", line):
                    written = match[1] or match[2]
                    if not re.search(rf"(?<!副){written}", post):
                        yield self.remark(where, match[0], f"机构信息中{name}的职务是{post}。", post)


class DocumentNumbers(Rule):
    """文号 with other brackets than 〔〕, with 第 or with leading zeros. GB/T 9704—2012."""

    code, title = "document-numbers", "文号写法"
    wrong, right = text("根据青政发[2024]第03号文件。"), text("根据青政发〔2024〕3号文件。")
    SHAPE = re.compile(r"([\u4e00-\u9fff]{2,10}[\[〔（(【]\d{4}[\]〕）)】]第?\d{1,4}号)")

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on numbers of documents."""
        found = [("文号", text.document_number)] if text.document_number else []
        found += [(where, match[1]) for where, line in text.every() for match in self.SHAPE.finditer(line)]
        for where, number in found:
            try:
                for defect in document_number_defects(number):
                    yield self.remark(where, number, defect)
            except Malformed as error:
                yield self.remark(where, number, str(error))


class DeadLinks(Rule):
    """A link to a page of this platform that is not there, or that names no address."""

    code, title = "dead-links", "打不开的链接"
    wrong = text("见办法。", links=(("/items/none/", "办法"),), known_paths=frozenset({"/items/there/"}))
    right = text("见办法。", links=(("/items/there/", "办法"),), known_paths=frozenset({"/items/there/"}))

    def run(self, text: Text) -> Iterator[Remark]:
        """Remarks on links."""
        for address, words in text.links:
            if not address:
                yield self.remark(f"链接“{words}”", words, "链接没有写网址。")
            elif address.startswith("/") and address not in text.known_paths:
                yield self.remark(f"链接“{words}”", address, "这个网址在本平台上打不开。")

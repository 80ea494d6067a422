"""The real reports, cell by cell, as a person read them: every figure right, every doubt where the page leaves one.

For each file: the form and year; what a cell holds where nothing else is said; the cells that hold something else; the
patterns of the blank ones; the patterns of those that nobody can settle (figures without separator, cells lost).
"""

import os
from decimal import Decimal
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gongkai.report.reading import read

FOLDER = Path(os.environ.get("GONGKAI_REPORTS", Path(__file__).parents[4] / "shared" / "reports"))
COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
LOST_001 = (
    "refused_*",
    "not_held",
    "would_need_creating",
)


class Facts(NamedTuple):
    form: str
    year: int
    rest: int | None
    rows: dict[str, tuple[Any, ...]]
    blank: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


B = None
NO_RECONSIDERATION = ("reviews/reconsideration/*",)
FACTS = {
    "000_": Facts("2019", 2020, 0, {}, NO_RECONSIDERATION),
    "001_": Facts(
        "2019",
        2020,
        0,
        {},
        (*NO_RECONSIDERATION, "proactive/penalties/decisions"),
        (
            "applications/*granted/total",
            *(f"applications/{row}/{column}" for row in LOST_001 for column in ("natural_person", "total")),
        ),
    ),
    "002_": Facts(
        "2019",
        2020,
        0,
        {
            "proactive/other_services": (63, 0, 0),
            "proactive/penalties": (6, 0, 0),
            "proactive/coercion": (7, 0, 1),
            "proactive/charges": (1, 0),
        },
    ),
    "003_": Facts(
        "2021",
        2021,
        None,
        {
            **{f"proactive/{row}": (0,) for row in ("licensing", "penalties", "coercion", "charges")},
            "applications/*": (B, B, B, B, B, B, 0),
            "reviews/*": (B, B, B, B, 0),
        },
    ),
    "004_19": Facts("2021", 2022, 0, {}, NO_RECONSIDERATION, ("applications/not_held/total",)),
    "004_p": Facts(
        "2021",
        2022,
        0,
        {
            "proactive/licensing": (10690,),
            "proactive/penalties": (2113,),
            "proactive/normative_documents": (88, 55, 698),
            "proactive/charges": (Decimal("9116.36"),),
            "applications/new": (71, 3, 0, 0, 0, 0, 74),
            "applications/carried_in": (1, 0, 0, 0, 0, 0, 1),
            "applications/granted": (21, 0, 0, 0, 0, 0, 21),
            "applications/partly_granted": (8, 1, 0, 0, 0, 0, 9),
            "applications/refused_internal_affairs": (1, 0, 0, 0, 0, 0, 1),
            "applications/refused_deliberative": (2, 0, 0, 0, 0, 0, 2),
            "applications/refused_enforcement_file": (1, 0, 0, 0, 0, 0, 1),
            "applications/not_held": (37, 0, 0, 0, 0, 0, 37),
            "applications/lapsed_uncorrected": (2, 0, 0, 0, 0, 0, 2),
            "applications/other": (0, 2, 0, 0, 0, 0, 2),
            "applications/total": (72, 3, 0, 0, 0, 0, 75),
            "reviews/reconsideration": (0, 1, 1, 0, 2),
            "reviews/litigation_direct": (1, 0, 0, 0, 1),
        },
    ),
    "005_p": Facts(
        "2021",
        2021,
        0,
        {
            "proactive/licensing": (2293,),
            "proactive/penalties": (1282,),
            "proactive/coercion": (42,),
            "proactive/charges": (Decimal("24252.311082"),),
            "applications/new": (64, 0, 0, 2, 0, 4, 70),
            "applications/granted": (27, 0, 0, 2, 0, 1, 30),
            "applications/partly_granted": (5, 0, 0, 0, 0, 0, 5),
            "applications/refused_internal_affairs": (1, 0, 0, 0, 0, 0, 1),
            "applications/refused_enforcement_file": (6, 0, 0, 0, 0, 0, 6),
            "applications/refused_administrative_query": (1, 0, 0, 0, 0, 0, 1),
            "applications/not_held": (22, 0, 0, 0, 0, 3, 25),
            "applications/other": (1, 0, 0, 0, 0, 0, 1),
            "applications/total": (63, 0, 0, 2, 0, 4, 69),
            "applications/carried_out": (1, 0, 0, 0, 0, 0, 1),
            "reviews/reconsideration": (1, 0, 2, 0, 3),
            "reviews/litigation_direct": (12, 0, 0, 0, 12),
        },
        open=("proactive/normative_documents/*",),
    ),
    "006_p": Facts(
        "2019",
        2020,
        0,
        {
            "proactive/regulations": (0, 0, 7),
            "proactive/penalties": (2648, B, B),
            "proactive/charges": (35, -15),
            "applications/new": (20, 0, 0, 0, 0, 1, 21),
            "applications/granted": (6, 0, 0, 0, 0, 1, 7),
            "applications/partly_granted": (6, 0, 0, 0, 0, 0, 6),
            "applications/not_held": (4, 0, 0, 0, 0, 0, 4),
            "applications/still_unclear": (3, 0, 0, 0, 0, 0, 3),
            "applications/repeated": (3, 0, 0, 0, 0, 0, 3),
            "applications/other": (4, 0, 0, 0, 0, 0, 4),
            "applications/total": (20, 0, 0, 0, 0, 1, 21),
        },
        open=(
            *(f"proactive/{row}/*" for row in ("normative_documents", "licensing", "other_services", "coercion")),
            "proactive/penalties/change",
            "proactive/penalties/decisions",
            "proactive/procurement/*",
        ),
    ),
    "007_p": Facts(
        "2019",
        2019,
        0,
        {
            "applications/new": (23, 0, 0, 0, 0, 0, 23),
            "applications/granted": (7, 0, 0, 0, 0, 0, 7),
            "applications/partly_granted": (1, 0, 0, 0, 0, 0, 1),
            "applications/not_held": (7, 0, 0, 0, 0, 0, 7),
            "applications/still_unclear": (5, 0, 0, 0, 0, 0, 5),
            "applications/repeated": (3, 0, 0, 0, 0, 0, 3),
            "applications/total": (23, 0, 0, 0, 0, 0, 23),
        },
        open=tuple(
            f"proactive/{row}/*"
            for row in (
                "normative_documents",
                "licensing",
                "other_services",
                "penalties",
                "coercion",
                "charges",
                "procurement",
            )
        ),
    ),
    "008_": Facts(
        "2019",
        2019,
        None,
        {
            "proactive/regulations": (13, 13, 524),
            "proactive/normative_documents": (60, 60, 368),
            **{f"proactive/{row}": (0, 0, 0) for row in ("licensing", "other_services", "penalties", "coercion")},
            "proactive/charges": (0, 0),
            "proactive/procurement": (6, 251000),
            "applications/new": (821, 35, B, B, 2, 1, 859),
            "applications/carried_in": (18, B, B, B, B, B, 18),
            "applications/granted": (258, 12, B, B, 1, 1, B),
            "applications/partly_granted": (3, B, B, B, B, B, B),
            "applications/refused_state_secret": (14, B, B, B, B, B, B),
            "applications/refused_internal_affairs": (5, B, B, B, B, B, B),
            "applications/refused_deliberative": (3, 1, B, B, B, B, B),
            "applications/refused_administrative_query": (10, 2, B, B, B, B, B),
            "applications/not_held": (252, 12, B, B, 1, B, B),
            "applications/would_need_creating": (44, 3, B, B, B, B, B),
            "applications/still_unclear": (25, B, B, B, B, B, B),
            "applications/petition_or_complaint": (148, 1, B, B, B, B, B),
            "applications/repeated": (5, 4, B, B, B, B, B),
            "applications/total": (767, 35, B, B, 2, 1, 805),
            "applications/carried_out": (72, B, B, B, B, B, 72),
            "reviews/reconsideration": (5, B, B, 2, 7),
            "reviews/litigation_direct": (8, B, B, 1, 9),
        },
    ),
    "009_": Facts(
        "2021",
        2023,
        0,
        {
            "proactive/normative_documents": (0, 5, 5),
            "proactive/licensing": (550,),
            "proactive/penalties": (4119,),
            "proactive/coercion": (195,),
            "proactive/charges": (Decimal("7730.28"),),
            "applications/new": (21, 0, 0, 0, 0, 0, 21),
            "applications/partly_granted": (4, 0, 0, 0, 0, 0, 4),
            "applications/refused_state_secret": (1, 0, 0, 0, 0, 0, 1),
            "applications/refused_deliberative": (1, 0, 0, 0, 0, 0, 1),
            "applications/refused_enforcement_file": (1, 0, 0, 0, 0, 0, 1),
            "applications/not_held": (10, 0, 0, 0, 0, 0, 10),
            "applications/would_need_creating": (3, 0, 0, 0, 0, 0, 3),
            "applications/petition_or_complaint": (1, 0, 0, 0, 0, 0, 1),
            "applications/total": (21, 0, 0, 0, 0, 0, 21),
            "reviews/reconsideration": (10, 1, 0, 0, 0),
            "reviews/litigation_after_reconsideration": (5, 0, 0, 0, 0),
        },
        blank=("applications/lapsed_*",),
    ),
}
ORGANS = {
    "000_": "海原县关庄乡人民政府",
    "001_": "东乡族自治县那勒寺镇人民政府",
    "002_": "中卫市沙坡头区文昌镇人民政府",
    "003_": "玉溪市江川区雄关乡人民政府",
    "004_19": "海原县海城镇人民政府",
    "008_": "上海市人民政府办公厅",
    "009_": "淮安市洪泽区人民政府",
}


@pytest.fixture(params=FACTS)
def known(request):
    files = sorted(FOLDER.glob(f"{request.param}*"))
    if not files:
        pytest.skip(f"no real reports in {FOLDER}")
    return request.param, FACTS[request.param], read(files[0])


def expected(facts: Facts, form: Any) -> dict[str, Any]:
    """The figure of every cell of the form, by the facts."""
    cells: dict[str, Any] = {}
    for block in form.blocks():
        for row in block.rows:
            path = f"{block.table}/{row.key}"
            said = facts.rows.get(path) or next(
                (figures for pattern, figures in facts.rows.items() if "*" in pattern and fnmatch(path, pattern)), None
            )
            figures = said if said is not None else (facts.rest,) * len(block.columns)
            cells |= {f"{path}/{column}": figure for column, figure in zip(block.columns, figures, strict=True)}
    return {
        path: B if any(fnmatch(path, each) for each in (*facts.blank, *facts.open)) else cells[path] for path in cells
    }


def test_every_cell_is_as_a_person_reads_it(known):
    _, facts, report = known
    assert (report.form, report.year) == (facts.form, facts.year)
    wanted = expected(facts, report.layout)
    assert {path: report.cells.get(path) for path in wanted} == wanted


def test_exactly_the_cells_that_nobody_can_settle_are_in_doubt(known):
    _, facts, report = known
    wanted = {path for path in report.layout.paths() if any(fnmatch(path, pattern) for pattern in facts.open)}
    assert set(report.uncertain) == wanted
    assert all(reason.endswith("。") for reason in report.uncertain.values())


def test_all_six_sections_are_found_without_their_tables(known):
    _, _, report = known
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert all(not section.text for section in report.sections[1:4])
    assert len(report.text(1)) > 500
    assert report.text(6)


def test_the_organ_has_the_fullest_name_that_is_printed(known):
    name, _, report = known
    assert report.organ == ORGANS.get(name, "平潭综合实验区管委会")
    assert report.title
    assert "政府信息公开工作年度报告" in report.title


def test_a_red_headed_report_gives_its_number_its_signer_and_its_date():
    files = sorted(FOLDER.glob("001_*"))
    if not files:
        pytest.skip(f"no real reports in {FOLDER}")
    report = read(files[0])
    assert report.document_number == "东那府发〔2021〕14号"
    assert report.signed_by
    assert len(report.signed_by) == 2
    assert str(report.issued_on) == "2021-01-22"
    assert report.text(6) == "无"


def test_the_unit_of_procurement_is_the_printed_one(known):
    name, _, report = known
    assert report.procurement_unit == ("元" if name in ("006_p", "007_p", "008_") else None)

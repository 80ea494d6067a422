"""Every letter holds what the law wants, by its own example, and cannot be made without."""

import copy
from datetime import date

import pytest

from gongkai.law.outcomes import outcomes
from gongkai.letters import KINDS, Incomplete, compose, kind_of
from gongkai.letters.letter import words_of
from gongkai.letters.wording import placeholders

ANSWERS = [key for key in KINDS if kind_of(key).has_remedies]
OUTCOME_DATA = {
    "classified_by": "青禾县国家保密局确定，秘密，保密期限10年",
    "prohibited_by": "《中华人民共和国统计法》第九条",
    "third_party_view": "第三方不同意公开，理由是属于商业秘密。",
    "channel": "柳河镇综治中心",
    "earlier": "柳河公复〔2025〕6号，2025年11月3日",
    "where": "青禾县新华书店",
    "facts": "一个月内提出46件",
    "obtained": "2025年10月已经邮寄送达",
    "withdrawn_on": "2026-01-20",
    "merged_with": "柳河依申〔2025〕7号",
    "nature": "对政策的咨询",
    "archive": "青禾县档案馆，凭身份证查阅",
    "attempts": "2026年1月5日至9日电话三次、短信两次",
}


def example(key, **changes):
    data = copy.deepcopy(dict(kind_of(key).example))
    for path, value in changes.items():
        *above, last = path.split("__")
        inner = data
        for step in above:
            inner = inner[step]
        inner[last] = value
    return data


def for_outcome(code):
    kind = kind_of(next(one.letter for one in outcomes() if one.code == code))
    wanted = {name for phrase in kind.outcomes[code].values() for name in placeholders(phrase)}
    data = example(kind.key, outcome=code) | {name: OUTCOME_DATA[name] for name in wanted if name in OUTCOME_DATA}
    return kind, data


@pytest.mark.parametrize("key", KINDS)
def test_the_example_of_every_letter_makes_a_whole_letter(key):
    letter = compose(key, kind_of(key).example)
    text = letter.text()
    assert letter.title in text
    assert "{" not in text
    assert "None" not in text
    for must in kind_of(key).musts:
        assert must.cites.startswith("《") or "号" in must.cites


@pytest.mark.parametrize("key", KINDS)
def test_no_letter_can_be_made_without_what_it_must_hold(key):
    kind = kind_of(key)
    required = [field.path for field in kind.fields if not field.optional]
    assert required
    for path in required:
        data = example(key)
        *above, last = path.split(".")
        inner = data
        for step in above:
            inner = inner[step]
        del inner[last]
        with pytest.raises(Incomplete, match=rf"^缺少“.+”（{path}），.*。$"):
            compose(key, data)


@pytest.mark.parametrize("one", outcomes(), ids=lambda one: one.code)
def test_every_lawful_outcome_has_its_letter_and_its_basis_stands_in_it(one):
    kind, data = for_outcome(one.code)
    letter = compose(kind.key, data)
    article = kind.outcomes[one.code].get("basis", one.cites).split("》")[-1].split("、")[0]
    assert article in words_of(letter.blocks)
    assert one.cites in letter.cites


@pytest.mark.parametrize("one", outcomes(), ids=lambda one: one.code)
def test_what_an_outcome_needs_to_be_said_is_demanded_with_its_article(one):
    kind, data = for_outcome(one.code)
    for path in {name for phrase in kind.outcomes[one.code].values() for name in placeholders(phrase)} & set(data):
        field = next(field for field in kind.fields if field.path == path)
        if field.optional:
            with pytest.raises(Incomplete, match=f"应当写明{field.label}.*依据是"):
                compose(kind.key, {name: value for name, value in data.items() if name != path})


@pytest.mark.parametrize("key", ANSWERS)
def test_an_answer_ends_with_the_remedies(key):
    letter = compose(key, kind_of(key).example)
    assert "青禾县人民政府申请行政复议" in letter.remedies
    assert "青禾县人民法院" in letter.remedies
    assert letter.remedies in words_of(letter.blocks)


def test_only_letters_without_an_effect_on_rights_go_without_remedies():
    assert set(KINDS) - set(ANSWERS) == {
        *("application_form", "registration", "receipt", "correction_notice", "extension_notice", "reasons_notice"),
        *("deferral_notice", "fee_notice", "third_party_consultation", "consultation_notice"),
        *("joint_maker_consultation", "organ_consultation", "approval_sheet", "delivery_proof", "transfer_list"),
    }


def test_a_law_is_named_in_full_once_and_in_short_after_that():
    text = words_of(compose("partly_granted", kind_of("partly_granted").example).blocks)
    assert text.count("《中华人民共和国政府信息公开条例》（以下简称《条例》）") == 1
    assert "《政府信息公开条例》" not in text
    assert text.index("以下简称《条例》") < text.index("依照《条例》")


def test_an_organisation_is_spoken_to_as_one():
    text = words_of(compose("granted", example("granted", applicant__kind="business")).blocks)
    assert "你单位申请公开" in text


def test_the_numbers_in_a_letter_are_those_of_the_law():
    text = compose("third_party_consultation", kind_of("third_party_consultation").example).text()
    assert "请自收到本征询书之日起15个工作日内" in text


@pytest.mark.parametrize(
    ("key", "changes", "sentence"),
    [
        ("extension_notice", {"days": 21}, r"最多 20（.*第三十三条第二款）。$"),
        ("extension_notice", {"on": "2026-01-29"}, r"^延长应在原答复期限届满前告知申请人（.*）"),
        ("correction_notice", {"until": "2026-01-05"}, r"^补正期限应在告知之后"),
        ("no_longer_processed", {"on": "2026-01-20"}, r"^期限届满之后才能不再处理"),
        ("no_longer_processed", {"on": "2026-01-27"}, r"^期限届满之后才能不再处理"),
        ("correction_notice", {"until": "2026-01-06"}, r"^补正期限应在告知之后"),
        ("reasons_notice", {"until": "2026-01-08"}, r"^说明理由的期限应在告知之后"),
        ("deferral_notice", {"until": "2026-01-22"}, r"^延迟的期限应在告知之后"),
        ("extension_notice", {"new_due": "2026-01-28"}, r"^延长后的期限应晚于原答复期限"),
        ("disclosure_notice", {"disclose_on": "2026-01-20"}, r"^公开之前告知第三方"),
        ("fee_notice", {"on": "2020-12-31"}, r"自 2021-01-01 起才有依据"),
        ("granted", {"on": "2019-05-14"}, r"自 2019-05-15 起才有依据"),
        ("refused", {"outcome": "granted"}, r"可用的是 refused_state_secret"),
        ("refused", {"outcome": None}, r"应写明答复类型"),
        ("granted", {"document_number": "2号"}, r"文号.*应写成"),
        ("granted", {"on": "昨天"}, r"应为日期，例如 2026-01-26"),
        ("granted", {"given": 3}, r"应为文字，现为 3。$"),
        ("granted", {"applicant__kind": "dog"}, r"natural_person"),
        ("granted", {"colour": "red"}, r"用不到的数据：colour"),
        ("granted", {"applicant__colour": "red"}, r"用不到的数据：applicant\.colour"),
        ("fee_notice", {"amount": "-1"}, r"应为非负金额"),
        ("not_existing", {"search": ["", "x"]}, r"应为文字的列表"),
        ("transfer_list", {"cases": [["1"]]}, r"列数与表头相同"),
        ("partly_granted", {"parts": [{"what": "甲", "outcome": "granted", "reason": "乙。"}]}, r"不能用“予以公开”"),
        ("partly_granted", {"parts": [{"what": "甲", "outcome": "none", "reason": "乙。"}]}, r"没有代码为 none"),
        ("partly_granted", {"parts": [{"what": "甲"}]}, r"每项有 what"),
    ],
)
def test_what_the_law_does_not_allow_is_refused_in_one_sentence(key, changes, sentence):
    with pytest.raises(Incomplete, match=sentence) as refused:
        compose(key, example(key, **changes))
    assert str(refused.value).endswith("。")
    assert "\n" not in str(refused.value)


def test_an_unknown_letter_is_refused_in_one_sentence():
    with pytest.raises(Incomplete, match="没有“love”这种文书"):
        compose("love", {})


def test_a_letter_goes_out_on_the_sheet_of_the_standard():
    page = compose("refused", kind_of("refused").example).page()
    assert page.kind == "gbt9704"
    assert page.red_head.document_number == "柳河公复〔2026〕2号"
    assert page.imprint.on == date(2026, 1, 26)
    assert page.blocks[0].text == "周晓棠："


def test_a_form_of_the_file_is_a_plain_sheet():
    page = compose("approval_sheet", kind_of("approval_sheet").example).page()
    assert (page.kind, page.red_head, page.imprint) == ("plain", None, None)


def test_the_reply_slip_offers_all_three_opinions():
    (slip,) = compose("third_party_consultation", kind_of("third_party_consultation").example).page().slips
    choices = next(block for block in slip.blocks if hasattr(block, "choices")).choices
    assert [words[:2] for words, _ in choices] == ["同意", "同意", "不同"]


def test_the_registry_leaves_no_template_out():
    from importlib.resources import files

    templates = {path.name.removesuffix(".toml") for path in (files("gongkai.letters") / "templates").iterdir()}
    assert templates == set(KINDS)
    assert {one.letter for one in outcomes()} <= set(KINDS)
    for key in KINDS:
        assert set(kind_of(key).outcomes) == {one.code for one in outcomes() if one.letter == key}

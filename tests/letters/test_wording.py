"""An organ may word a letter anew; what the law wants stays in it, or the wording is refused with the article."""

import re

import pytest

from gongkai.letters import KINDS, Incomplete, compose, kind_of
from gongkai.letters.letter import words_of

MUSTS = [(key, must) for key in KINDS for must in kind_of(key).musts]


def lay(folder, key, **tables):
    lines = [f'{name} = """{text}"""' for name, text in tables.items()]
    (folder / f"{key}.toml").write_text("\n".join(lines), encoding="utf-8")


def reworded(key):
    """The same letter in other words: every line begins anew and the polite form ends it."""
    return kind_of(key).text.replace("本机关", "我机关").replace("经审查，", "经我机关认真审查，") + "\n特此告知。"


@pytest.mark.parametrize("key", KINDS)
def test_every_letter_still_holds_what_the_law_wants_in_other_words(key, tmp_path):
    lay(tmp_path, key, text=reworded(key), title=f"{kind_of(key).title}（本机关格式）")
    letter = compose(key, kind_of(key).example, wording=tmp_path)
    said = words_of([*letter.blocks, *(block for slip in letter.slips for block in slip.blocks)])
    assert letter.title.endswith("（本机关格式）")
    assert "特此告知。" in said
    for must in kind_of(key).musts:
        assert re.search(must.says, said.replace("《条例》", "《政府信息公开条例》")) if must.says else True
    assert letter.remedies in said


@pytest.mark.parametrize(("key", "must"), MUSTS, ids=lambda each: each if isinstance(each, str) else each.what)
def test_a_wording_that_drops_something_mandatory_is_refused_with_the_article(key, must, tmp_path):
    text = "\n".join(line for line in kind_of(key).text.splitlines() if not drops(key, must, line))
    lay(tmp_path, key, text=text)
    with pytest.raises(Incomplete, match="必须写明") as refused:
        compose(key, kind_of(key).example, wording=tmp_path)
    sentence = str(refused.value)
    assert refused.value.cites in {other.cites for other in kind_of(key).musts}
    assert sentence.endswith("。")
    assert sentence.count("。") == 1


def drops(key, must, line):
    """Whether the line carries the mandatory thing: its data, or words of its pattern."""
    if any(f"{{{path}}}" in line or "{received}" in line for path in must.holds):
        return True
    return bool(must.says) and any(
        part in line for part in re.split(r"\.\*|\(\?s\)|\.\+\?|第", must.says) if len(part) > 1
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('text = """{received}{love}"""', r"refused\.toml 里的 \{love\} 不是"),
        ('name = "别的"', r"不能改写 name，只能改写 outcomes、parts、text、title"),
        ("text = ", r"读不出来"),
    ],
)
def test_a_wording_that_is_not_in_order_is_refused_in_one_sentence(content, sentence, tmp_path):
    (tmp_path / "refused.toml").write_text(content, encoding="utf-8")
    with pytest.raises(Incomplete, match=sentence):
        compose("refused", kind_of("refused").example, wording=tmp_path)


def test_the_remedies_may_be_worded_anew(tmp_path):
    text = "您如不服，应当在{reconsideration}内先向{reviewer}申请行政复议；仍不服，{suit_after}内向{court}起诉。"
    (tmp_path / "remedies.toml").write_text(f'[wording]\nfirst = "{text}"', encoding="utf-8")
    letter = compose("refused", kind_of("refused").example, wording=tmp_path)
    assert letter.remedies.startswith("您如不服，应当在六十日内先向青禾县人民政府申请行政复议；仍不服，十五日内")


@pytest.mark.parametrize(
    "text",
    [
        "您如不服，可以在{reconsideration}内向{reviewer}申请行政复议，{suit_after}内向{court}起诉。",
        "您如不服，应当在{reconsideration}内先申请行政复议；仍不服，{suit_after}内向{court}起诉。",
        "您如不服，应当先向{reviewer}申请行政复议；仍不服，{suit_after}内向{court}起诉。",
    ],
)
def test_remedies_that_drop_the_organ_the_period_or_the_order_are_refused(text, tmp_path):
    (tmp_path / "remedies.toml").write_text(f'[wording]\nfirst = "{text}"', encoding="utf-8")
    with pytest.raises(Incomplete, match=r"依照《行政复议法》.*不能这样写。$"):
        compose("refused", kind_of("refused").example, wording=tmp_path)


def test_lines_stand_or_fall_by_their_data():
    from gongkai.letters.wording import standing

    text = "?a 有甲\n!a 无甲\n?a !b 有甲无乙\n平常"
    assert list(standing(text, {"a": "1", "b": None})) == ["有甲", "有甲无乙", "平常"]
    assert list(standing(text, {"a": None, "b": "2"})) == ["无甲", "平常"]


def test_data_is_never_read_as_wording():
    data = dict(kind_of("refused").example) | {"reason": "见{remedies}和{organ.name}。"}
    assert "见{remedies}和{organ.name}。" in words_of(compose("refused", data).blocks)

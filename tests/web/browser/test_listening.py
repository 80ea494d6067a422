"""听全文: the page is read aloud by a voice of the reader's own computer, and there is no button without one."""

import pytest
from playwright.sync_api import expect

from web.browser import published
from web.browser.conftest import WIDE

VOICES = """
window.said = [];
const voices = %s;
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, cancel: () => { window.said.push("(停)"); },
  speak: one => { window.said.push(one.text); },
}});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
OWN = "[{ lang: 'zh-CN', localService: true }]"
REMOTE = "[{ lang: 'zh-CN', localService: false }, { lang: 'en-GB', localService: true }]"


def opened(page, furnished, voices: str):
    desk = page(WIDE)
    desk.add_init_script(VOICES % voices)
    desk.goto(f"/items/{published.key()(furnished)[0]}/")
    return desk


def test_a_citizen_listens_to_the_whole_text_and_stops(page, furnished) -> None:
    desk = opened(page, furnished, OWN)
    desk.get_by_role("button", name="听全文").click()
    button = desk.get_by_role("button", name="停下不听")
    expect(button).to_be_visible()
    said = desk.evaluate("window.said")
    assert said[:3] == ["(停)", published.DOCUMENT, "第一章　总则"]
    assert "第一条　为了规范农村宅基地审批，制定本办法。" in said
    button.click()
    expect(desk.get_by_role("button", name="听全文")).to_be_visible()
    assert desk.evaluate("window.said").pop() == "(停)"


@pytest.mark.parametrize("voices", ["[]", REMOTE], ids=["none", "a remote one"])
def test_without_a_chinese_voice_of_its_own_the_page_offers_nothing(page, furnished, voices) -> None:
    desk = opened(page, furnished, voices)
    expect(desk.get_by_role("button", name="打印")).to_be_visible()
    expect(desk.get_by_role("button", name="听全文")).to_have_count(0)

"""The page docs/proofreading.md, printed from the rules."""

from collections.abc import Iterator

from gongkai.web.disclosure.proofreading import RULES, Rule, Text


def page() -> str:
    """Every rule with what it finds in its wrong example."""
    return "\n".join(["# Proof-reading rules", "", *_head(), *(line for rule in RULES for line in _rule(rule))])


def _head() -> Iterator[str]:
    yield "三校的提醒，只提醒、不改字、不拦提交。Printed from the code by `make docs`; a rule is a class in"
    yield "`web/disclosure/proofreading/` and its line in `RULES`. An organ adds words of its own under 校对词表."
    yield ""


def _rule(rule: type[Rule]) -> Iterator[str]:
    remark = next(iter(rule().run(rule.wrong)))
    yield f"## `{rule.code}` {rule.title}"
    yield ""
    yield (rule.__doc__ or "").strip()
    yield ""
    yield f"- wrong: {_words(rule.wrong)}"
    yield f"- found: {remark.where}“{remark.found}”，{remark.why}{f' → {remark.proposal}' if remark.proposal else ''}"
    yield f"- right: {_words(rule.right)}"
    yield ""


def _words(text: Text) -> str:
    return "；".join(piece.text.replace("\t", " ") for piece in text.pieces)

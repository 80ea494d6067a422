"""How services of publication refuse."""

from collections.abc import Sequence

from gongkai.web.audit.actors import Refused


class Incomplete(Refused):
    """Something is missing; `defects` are (field, sentence) pairs for the form."""

    def __init__(self, defects: Sequence[tuple[str, str]]) -> None:
        self.defects = tuple(defects)
        super().__init__("还不能提交：" + "".join(sentence for _, sentence in self.defects))


class Conflict(Refused):
    """Somebody else saved meanwhile. `who` and `what` say so; what was typed is kept in an autosave."""

    def __init__(self, who: str, when: str, what: Sequence[str]) -> None:
        self.who, self.when, self.what = who, when, tuple(what)
        changed = "、".join(what) or "内容"
        super().__init__(f"{who}在 {when} 保存了新的一稿，改了{changed}。您写的没有丢，请对照后再保存。")


class Blocked(Refused):
    """The gate does not open; `failures` are its sentences."""

    def __init__(self, failures: Sequence[str]) -> None:
        self.failures = tuple(failures)
        super().__init__("没有发布：" + "".join(failures))

"""The decision guide: the seven steps 补不补—是不是—谁负责—有没有—给不给—怎么给—怎么答, asked in order.

Each answer leads to the next question, to a lawful outcome, or to an act that must come first. 条例第三十六条.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gongkai.law.datafiles import DATA, read_toml
from gongkai.law.errors import BadData, BadInput
from gongkai.law.outcomes import Outcome, outcome
from gongkai.law.wording import EVENTS

WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, and where it leads: one of `next`, `outcome`, `act`."""

    key: str
    label: str
    next: str = ""
    outcome: str = ""
    act: str = ""
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a step with its answers."""

    key: str
    step: str
    ask: str
    cites: str
    answers: tuple[Answer, ...]

    def answer(self, key: str) -> Answer:
        """The answer of that key."""
        for answer in self.answers:
            if answer.key == key:
                return answer
        known = "、".join(f"{answer.key}（{answer.label}）" for answer in self.answers)
        raise BadInput(f"“{self.ask}”没有 {key} 这个回答，可以是：{known}。")


@dataclass(frozen=True, slots=True)
class Decision:
    """Where the answers lead: a next question, or an outcome (with the kind of the withheld part), or an act first."""

    question: Question | None = None
    outcome: Outcome | None = None
    withheld: Outcome | None = None
    act: str = ""
    path: tuple[tuple[Question, Answer], ...] = ()

    @property
    def records(self) -> Mapping[str, str]:
        """What must be in the file before this answer is given."""
        parts = (one.records for one in (self.withheld, self.outcome) if one is not None)
        return {key: words for part in parts for key, words in part.items()}

    def to_json(self) -> dict[str, Any]:
        """The decision as JSON data."""
        return {
            "question": None if self.question is None else self.question.key,
            "outcome": None if self.outcome is None else self.outcome.code,
            "withheld": None if self.withheld is None else self.withheld.code,
            "act": self.act or None,
            "letter": None if self.outcome is None else self.outcome.letter,
            "cites": None if self.outcome is None else self.outcome.cites,
            "records": dict(self.records),
            "path": [{"question": question.key, "answer": answer.key} for question, answer in self.path],
        }


def read_questions(data: Mapping[str, Any]) -> Mapping[str, Question]:
    """The questions of a guide file, each answer leading somewhere."""
    questions = {}
    for entry in data["question"]:
        answers = tuple(Answer(**answer) for answer in entry["answers"])
        questions[entry["key"]] = Question(entry["key"], entry["step"], entry["ask"], entry["cites"], answers)
    for question in questions.values():
        for answer in question.answers:
            if not _leads(answer, questions):
                raise BadData(f"guide.toml：{question.key} 的回答 {answer.key} 没有去处。")
    return questions


def _leads(answer: Answer, questions: Mapping[str, Question]) -> bool:
    if answer.next:
        return answer.next in questions
    return answer.act in EVENTS if answer.act else bool(answer.outcome)


@cache
def questions() -> Mapping[str, Question]:
    """The questions by key, the first one first."""
    return read_questions(read_toml(DATA / "guide.toml"))


def decide(answers: Mapping[str, str]) -> Decision:
    """Where these answers (question key → answer key) lead: the next open question, an act, or the lawful answer.

    >>> decide({}).question.key
    'live'
    >>> decide({"live": "pending", "clear": "unclear"}).act
    'correction_asked'
    """
    question, withheld = next(iter(questions().values())), ""
    path: list[tuple[Question, Answer]] = []
    left = dict(answers)
    while question.key in left:
        answer = question.answer(left.pop(question.key))
        path.append((question, answer))
        withheld = answer.withheld or withheld
        if not answer.next:
            _refuse_more(left, path)
            return _decided(answer, withheld, tuple(path))
        question = questions()[answer.next]
    _refuse_more(left, path)
    return Decision(question=question, path=tuple(path))


def _refuse_more(left: Mapping[str, str], path: list[tuple[Question, Answer]]) -> None:
    unknown = [key for key in left if key not in questions()]
    if unknown:
        raise BadInput(f"没有名为 {'、'.join(unknown)} 的问题，问题依次为 {'、'.join(questions())}。")
    if left:
        last = f"“{path[-1][0].ask}”之后" if path else "现在"
        raise BadInput(f"{last}问不到 {'、'.join(left)}，请按顺序回答。")


def _decided(answer: Answer, withheld: str, path: tuple[tuple[Question, Answer], ...]) -> Decision:
    if answer.act:
        return Decision(act=answer.act, path=path)
    code = withheld if answer.outcome == WITHHELD else answer.outcome
    partly = withheld if answer.outcome == "partly_granted" else ""
    return Decision(outcome=outcome(code), withheld=outcome(partly) if partly else None, path=path)

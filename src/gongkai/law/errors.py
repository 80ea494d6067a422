"""What the law room refuses, each in one Chinese sentence."""


class BadInput(ValueError):
    """Input that cannot be read or cannot have happened; the sentence says what is wrong and what to do."""


class NoCalendar(BadInput):
    """A day in a year whose holiday arrangement is missing although it must have been published."""


class BadData(ValueError):
    """A data file of the law that is not in order; the sentence begins with file and line."""


class Unlawful(ValueError):
    """An act that the law does not allow; `cites` names the article."""

    def __init__(self, sentence: str, cites: str = "", code: str = "") -> None:
        super().__init__(f"{sentence}（{cites}）" if cites else sentence)
        self.cites = cites
        self.code = code

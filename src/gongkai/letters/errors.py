"""What the letters refuse, in one Chinese sentence each."""


class Incomplete(ValueError):
    """A letter that the law does not let go out like this; `cites` names the article that demands what is missing."""

    def __init__(self, sentence: str, cites: str = "") -> None:
        super().__init__(" ".join(sentence.splitlines()))
        self.cites = cites

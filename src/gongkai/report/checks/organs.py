"""What the name of an organ tells: its kind, whether it may make 规章, the words for itself and all under it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

SELF = ("本机关", "本单位", "我单位", "我机关", "本行政机关", "本级")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organ. `single`: its report is about itself alone; else it may add up the organs under it."""

    key: str
    pattern: re.Pattern[str]
    regulations: bool | None = None
    government: bool = False
    single: bool = False
    own: tuple[str, ...] = ()

    def is_whole(self, scope: str | None) -> bool:
        """Whether `scope` means all that the report is about; without a word of scope only a single organ's is."""
        if scope is None:
            return self.single
        if self.single and scope in SELF:
            return True
        if scope.startswith(("各级", "各单位", "各部门", "各有关单位")):
            return not self.single
        return scope[:1] in "全我本" and scope[1:] in self.own


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds, in the order in which they are tried."""
    data = tomllib.loads((files(__package__) / "organs.toml").read_text(encoding="utf-8"))
    return tuple(
        Kind(
            key=kind["key"],
            pattern=re.compile(kind["pattern"]),
            regulations=kind.get("regulations"),
            government=kind.get("government", False),
            single=kind.get("single", False),
            own=tuple(kind.get("own", ())),
        )
        for kind in data["kinds"]
    )


UNKNOWN = Kind("", re.compile(""))


@lru_cache(maxsize=1024)
def kind_of(organ: str | None) -> Kind:
    """The kind of the organ of that name; a name that tells nothing gives a kind that claims nothing.

    >>> kind_of("青禾县石桥镇人民政府").key, kind_of("青禾县财政局").key, kind_of("青禾县人民政府办公室").key
    ('town', 'department', 'government_office')
    >>> kind_of("青禾县人民政府").regulations, kind_of("青禾市人民政府").regulations, kind_of(None).regulations
    (False, None, None)
    """
    name = re.sub(r"\s", "", organ or "")
    return next((kind for kind in kinds() if name and kind.pattern.search(name)), UNKNOWN)

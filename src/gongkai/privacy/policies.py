"""Which columns of a roster may be published: by kind of roster, with the rule cited. data/policies.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.privacy.columns import data
from gongkai.privacy.masks import default_kinds
from gongkai.privacy.model import Finding


class UnknownPolicy(ValueError):
    """A policy that there is none of; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What becomes of the columns of a roster, and of what stands elsewhere."""

    name: str
    label: str
    mask: frozenset[str]
    drop: frozenset[str]
    kinds: frozenset[str]
    cites: str

    def masks(self, finding: Finding) -> bool:
        """Whether a finding is to be masked."""
        if finding.kind == "seal_or_signature":
            return False
        if finding.field in self.mask or finding.field in self.drop:
            return True
        return finding.kind in self.kinds


@cache
def policies() -> Mapping[str, Policy]:
    """Every policy by its name."""
    known = data("policies")
    common = known["common"]
    return {
        entry["name"]: Policy(
            entry["name"],
            entry["label"],
            frozenset(entry["mask"]),
            frozenset(common["drop"]),
            frozenset((*common["kinds"], *entry.get("more", ()))),
            f"{entry['cites']}；{common['cites']}",
        )
        for entry in known["policy"]
    }


@cache
def default_policy() -> Policy:
    """What is masked where no policy is named: the numbers and addresses of persons; no column is dropped."""
    nothing: frozenset[str] = frozenset()
    return Policy("", "默认", nothing, nothing, default_kinds(), "条例第十五条；个人信息保护法第二十五条、第二十八条")


def policy_named(name: str | None) -> Policy:
    """The policy of that name, the default for none; raises `UnknownPolicy`."""
    if not name:
        return default_policy()
    if name not in policies():
        raise UnknownPolicy(f"没有“{name}”这种名册规则，可以选：{'、'.join(policies())}。")
    return policies()[name]

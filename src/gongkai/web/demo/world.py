"""What the stages of the demo share, and the stages themselves."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module

from gongkai.web.accounts.models import Account, Role
from gongkai.web.audit.services import Machine
from gongkai.web.organs.models import Organ

STAGES: tuple[str, ...] = (
    "gongkai.web.demo.organs",
    "gongkai.web.demo.people",
    "gongkai.web.demo.guides",
    "gongkai.web.demo.applications",
    "gongkai.web.demo.asking",
    "gongkai.web.demo.disclosure",
    "gongkai.web.demo.channels",
    "gongkai.web.demo.oversight",
    "gongkai.web.demo.annual_reports",
)
"""Modules with a function `fill(world)`, run in this order. An app that wants to be seen adds its own."""

PASSWORD = "Qinghe-2026"  # noqa: S105 the demo's one password is printed on the screen
BY = Machine("demo", "演示数据")


@dataclass
class World:
    """The county while it is being made: a random source with a fixed seed, the day, and who and what there is
    so far."""

    today: date
    chance: random.Random
    organs: dict[str, Organ] = field(default_factory=dict)
    people: dict[tuple[str, Role], Account] = field(default_factory=dict)
    log_ins: list[tuple[str, str, str]] = field(default_factory=list)
    """Log-in name, organ, roles: what is printed at the end."""

    def organ(self, code: str) -> Organ:
        """The organ of a short code."""
        return self.organs[code]

    def person(self, code: str, role: Role) -> Account:
        """Who holds `role` in the organ of that short code."""
        return self.people[code, role]

    @property
    def by(self) -> Machine:
        """Who does what no invented person would do."""
        return BY


def build(today: date, *, seed: int = 20190515, told: Callable[[str], None] = lambda _: None) -> World:
    """Make the county. The same seed and day make the same county."""
    world = World(today, random.Random(seed))  # noqa: S311 invented data want no secrecy
    for stage in STAGES:
        module = import_module(stage)
        told(str(module.__doc__).splitlines()[0])
        module.fill(world)
    return world

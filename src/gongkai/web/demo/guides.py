"""公开指南，和第一批通知"""

from gongkai.web.accounts.models import Role
from gongkai.web.demo.organs import data
from gongkai.web.demo.world import World
from gongkai.web.messages.services import notify
from gongkai.web.organs.guide import publish_guide
from gongkai.web.organs.models import Organ
from gongkai.web.organs.services import describe


def fill(world: World) -> None:
    """Publish the guides, leave two townships without one, and let one organ move its window afterwards."""
    for row in data()["organs"]:
        if not row.get("without_guide"):
            publish_guide(Organ.objects.get(short_code=row["code"]), by=world.by)
    moved = world.organ("civil-affairs")
    describe(moved, by=world.by, unit_phone="0000-6000159")
    for code in ("yunling", "shiqiao"):
        clerk = world.person(code, Role.CLERK)
        text = "县政府办：请尽快发布《政府信息公开指南》（条例第十二条）。"
        notify(clerk, text, key=f"demo:guide:{code}", url="/workbench/guide/")

"""人员、账号和角色"""

from django.contrib.auth.hashers import make_password

from gongkai.web.accounts.models import Role
from gongkai.web.accounts.services import grant, open_account
from gongkai.web.demo.organs import data
from gongkai.web.demo.world import PASSWORD, World


def fill(world: World) -> None:
    """Open every account of county.toml with its roles."""
    hashed = make_password(PASSWORD)
    for row in data()["people"]:
        organ = world.organ(row["organ"])
        account, _ = open_account(
            login=row["login"], name=row["name"], organ=organ, by=world.by, hashed=hashed, must_change=False,
            email=f"{row['login']}@example.org",
        )  # fmt: skip
        held = {row["organ"]: row["roles"], **row.get("also", {})}
        for code, roles in held.items():
            for role in map(Role, roles):
                grant(account, role=role, organ=world.organ(code), by=world.by)
                world.people.setdefault((code, role), account)
        named = dict.fromkeys(Role(role).label for roles in held.values() for role in roles)
        world.log_ins.append((row["login"], organ.short_name, "、".join(named)))

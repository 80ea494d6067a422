"""Who may do what, in one table: act → role → how far. A new app adds its acts here; the tests walk the whole table."""

from collections.abc import Mapping
from enum import Enum

from gongkai.web.accounts.roles import Role


class Reach(Enum):
    """How far a role carries an act from the organ it is held in."""

    OWN = "本机关（含所属村居）"
    BELOW = "本机关及其下级和所监督的机关"


OWN, BELOW = Reach.OWN, Reach.BELOW
Rule = Mapping[Role, Reach]

CLERK, CASE_OFFICER, HEAD = Role.CLERK, Role.CASE_OFFICER, Role.HEAD
FIRST, SECOND, FINAL, SECRECY = Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.FINAL_REVIEWER, Role.SECRECY_REVIEWER
SUPERVISOR, ADMINISTRATOR, AUDITOR = Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR

STAFF: Rule = dict.fromkeys(Role, OWN) | {SUPERVISOR: BELOW, ADMINISTRATOR: BELOW, AUDITOR: BELOW}
"""Everybody sees his own organ; supervisor, administrator and auditor also those below."""

PERMISSIONS: Mapping[str, Rule] = {
    # organs
    "organs.see": STAFF,
    "organs.found": {ADMINISTRATOR: BELOW},
    "organs.describe": {CLERK: OWN, HEAD: OWN, ADMINISTRATOR: BELOW},
    "organs.rename": {ADMINISTRATOR: BELOW},
    "organs.end": {ADMINISTRATOR: BELOW},
    "organs.move": {ADMINISTRATOR: BELOW},
    "organs.import": {ADMINISTRATOR: BELOW},
    "organs.publish_guide": {CLERK: OWN, HEAD: OWN},
    # accounts
    "accounts.see": {HEAD: OWN, SUPERVISOR: BELOW, ADMINISTRATOR: BELOW, AUDITOR: BELOW},
    "accounts.open": {ADMINISTRATOR: BELOW},
    "accounts.change": {ADMINISTRATOR: BELOW},
    "accounts.close": {ADMINISTRATOR: BELOW},
    "accounts.reset_password": {ADMINISTRATOR: BELOW},
    "accounts.grant": {ADMINISTRATOR: BELOW},
    "accounts.hand_over": {HEAD: OWN, ADMINISTRATOR: BELOW},
    # audit
    "audit.see": {AUDITOR: BELOW},
    "audit.export": {AUDITOR: BELOW},
    # files
    "files.store": {CLERK: OWN, CASE_OFFICER: OWN, HEAD: OWN, ADMINISTRATOR: BELOW},
    "files.erase": {ADMINISTRATOR: BELOW},
    # messages
    "messages.see": {ADMINISTRATOR: BELOW},
    "messages.retry": {ADMINISTRATOR: BELOW},
    # api
    "api.issue_token": {ADMINISTRATOR: BELOW},
    "api.revoke_token": {ADMINISTRATOR: BELOW},
}
"""The one table. `app.act` → who, how far. An act that is not here is nobody's."""

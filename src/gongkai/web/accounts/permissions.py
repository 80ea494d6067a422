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
    # applications
    "applications.figures": STAFF,
    "applications.see": {CLERK: OWN, CASE_OFFICER: OWN, HEAD: OWN},
    "applications.register": {CLERK: OWN, CASE_OFFICER: OWN},
    "applications.confirm": {CLERK: OWN, CASE_OFFICER: OWN},
    "applications.assign": {HEAD: OWN},
    "applications.note": {CLERK: OWN, CASE_OFFICER: OWN, HEAD: OWN},
    "applications.strike": {CASE_OFFICER: OWN, HEAD: OWN},
    "applications.split": {CASE_OFFICER: OWN},
    "applications.ask_correction": {CASE_OFFICER: OWN},
    "applications.answer_correction": {CLERK: OWN, CASE_OFFICER: OWN},
    "applications.consult": {CASE_OFFICER: OWN},
    "applications.approve_extension": {HEAD: OWN},
    "applications.charge": {CASE_OFFICER: OWN},
    "applications.ask_reasons": {CASE_OFFICER: OWN},
    "applications.give_reasons": {CLERK: OWN, CASE_OFFICER: OWN},
    "applications.withdraw": {CLERK: OWN, CASE_OFFICER: OWN},
    "applications.close_lapsed": {CASE_OFFICER: OWN},
    "applications.decide": {CASE_OFFICER: OWN},
    "applications.approve_decision": {HEAD: OWN},
    "applications.letter": {CASE_OFFICER: OWN},
    "applications.send": {CLERK: OWN, CASE_OFFICER: OWN},
    "applications.review": {CASE_OFFICER: OWN, HEAD: OWN},
    "applications.order_redo": {CASE_OFFICER: OWN, HEAD: OWN},
    "applications.archive": {CASE_OFFICER: OWN},
    "applications.view_identity": {CASE_OFFICER: OWN},
    "applications.erase_identity": {HEAD: OWN},
    "applications.export": {CASE_OFFICER: OWN, HEAD: OWN},
    "applications.link": {CASE_OFFICER: OWN},
    "applications.convert": {CASE_OFFICER: OWN},
    "applications.sort": {CASE_OFFICER: OWN},
    "applications.prove": {CLERK: OWN, CASE_OFFICER: OWN},
    "applications.view_file": {CASE_OFFICER: OWN},
    "applications.ask_picture": {CASE_OFFICER: OWN},
    "applications.redact": {CASE_OFFICER: OWN},
    "applications.keep_seal": {HEAD: OWN},
    "applications.dossier": {CASE_OFFICER: OWN},
    "applications.import": {CASE_OFFICER: OWN, HEAD: OWN},
    "applications.ask_record_correction": {CLERK: OWN, CASE_OFFICER: OWN},
    "applications.correct_record": {CASE_OFFICER: OWN},
    "applications.answer_data": {HEAD: OWN},
    # disclosure
    "disclosure.see": STAFF,
    "disclosure.draft": {CLERK: OWN, CASE_OFFICER: OWN, HEAD: OWN},
    "disclosure.edit": {CLERK: OWN, CASE_OFFICER: OWN, HEAD: OWN},
    "disclosure.edit_in_review": {FIRST: OWN, SECOND: OWN, FINAL: OWN},
    "disclosure.submit": {CLERK: OWN, CASE_OFFICER: OWN, HEAD: OWN},
    "disclosure.mask": {CLERK: OWN, FIRST: OWN, SECOND: OWN, FINAL: OWN, SECRECY: OWN, HEAD: OWN},
    "disclosure.overrule": {FIRST: OWN, SECOND: OWN, FINAL: OWN, HEAD: OWN},
    "disclosure.review_secrecy": {SECRECY: OWN},
    "disclosure.review_first": {FIRST: OWN},
    "disclosure.review_second": {SECOND: OWN},
    "disclosure.review_third": {FINAL: OWN},
    "disclosure.publish": {CLERK: OWN, HEAD: OWN, FINAL: OWN},
    "disclosure.withdraw": {CLERK: OWN, HEAD: OWN, FINAL: OWN, SECRECY: OWN},
    "disclosure.validate": {CLERK: OWN, HEAD: OWN},
    "disclosure.consult": {CLERK: OWN, HEAD: OWN},
    "disclosure.reassess": {CLERK: OWN, HEAD: OWN, SECRECY: OWN},
    "disclosure.catalogue": {CLERK: OWN, HEAD: OWN},
    "disclosure.plan": {HEAD: OWN, ADMINISTRATOR: BELOW},
    "disclosure.words": {CLERK: OWN, FIRST: OWN, HEAD: OWN},
    "disclosure.channels": {HEAD: OWN, ADMINISTRATOR: BELOW},
    "disclosure.deliver": {CLERK: OWN, HEAD: OWN},
    "disclosure.hand_over": {CLERK: OWN, HEAD: OWN},
    # oversight
    "oversight.see": STAFF,
    "oversight.watch": {SUPERVISOR: BELOW, AUDITOR: BELOW},
    "oversight.register": {CLERK: OWN, HEAD: OWN, SUPERVISOR: OWN},
    "oversight.hold_accountable": {HEAD: OWN, SUPERVISOR: BELOW},
    "oversight.inspect": {SUPERVISOR: BELOW},
    "oversight.rectify": {CLERK: OWN, HEAD: OWN},
    "oversight.remind": {SUPERVISOR: BELOW},
    "oversight.assess": {SUPERVISOR: BELOW},
    "oversight.appeal": {HEAD: OWN},
    "oversight.complaints": {CLERK: BELOW, SUPERVISOR: BELOW, AUDITOR: BELOW},
    "oversight.complain": {CLERK: BELOW, SUPERVISOR: BELOW},
    "oversight.see_complaints": {SUPERVISOR: BELOW, AUDITOR: BELOW},
    "oversight.answer_complaint": {SUPERVISOR: BELOW},
    "oversight.see_complainant": {SUPERVISOR: BELOW},
    "oversight.bulletin": {SUPERVISOR: BELOW},
    # annual_reports
    "annual_reports.see": STAFF,
    "annual_reports.write": {CLERK: OWN, HEAD: OWN},
    "annual_reports.submit": {CLERK: OWN, HEAD: OWN},
    "annual_reports.file": {CLERK: OWN, HEAD: OWN},
    "annual_reports.review": {FIRST: OWN, SECOND: OWN, HEAD: OWN},
    "annual_reports.sign": {FINAL: OWN, HEAD: OWN},
    "annual_reports.overrule": {FIRST: OWN, SECOND: OWN, FINAL: OWN, HEAD: OWN},
    "annual_reports.publish": {CLERK: OWN, HEAD: OWN, FINAL: OWN},
    "annual_reports.accept": {SUPERVISOR: BELOW},
    "annual_reports.send_back": {SUPERVISOR: BELOW},
    "annual_reports.arrange": {SUPERVISOR: BELOW},
    "annual_reports.note": {SUPERVISOR: BELOW},
    "annual_reports.settle": {CLERK: OWN, HEAD: OWN},
    "annual_reports.compare": {SUPERVISOR: BELOW, AUDITOR: BELOW},
    # api
    "api.issue_token": {ADMINISTRATOR: BELOW},
    "api.revoke_token": {ADMINISTRATOR: BELOW},
}
"""The one table. `app.act` → who, how far. An act that is not here is nobody's."""

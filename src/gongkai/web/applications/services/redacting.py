"""A file for a partial answer: personal data masked for good and proven gone; the original stays in the case."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from django.db import transaction

from gongkai.documents import Unreadable
from gongkai.privacy.masking import mask_bytes
from gongkai.privacy.policies import UnknownPolicy
from gongkai.privacy.proof import prove_bytes
from gongkai.web.applications.models import Application
from gongkai.web.applications.services.proving import keep
from gongkai.web.applications.services.stepping import changing, happen
from gongkai.web.audit.services import Actor, Refused, record
from gongkai.web.files.models import StoredFile


@dataclass(frozen=True)
class Redacted:
    """The file to give out, how often each kind was masked, and what nobody could look into."""

    file: StoredFile
    masked: dict[str, int]
    doubts: tuple[str, ...]


@transaction.atomic
def redact(application: Application, *, content: bytes, name: str, by: Actor, today: date) -> Redacted:
    """Mask what `gongkai.privacy` finds and prove that none of it is left. 条例第十五条、第三十七条."""
    with changing(application, "redact", by=by, today=today) as locked:
        keep(locked, content, f"原件-{name}", by)
        try:
            masked = mask_bytes(content, name)
            changed = f"{PurePath(name).stem}{masked.suffix}"
            proof = prove_bytes(masked.data, changed, masked.findings)
        except (Unreadable, UnknownPolicy) as error:
            raise Refused(f"这个文件不能自动遮盖：{error}") from error
        if not proof.ok:
            raise Refused(
                f"遮盖后还能读到 {len(proof.survivors)} 处个人信息，没有生成公开件。请改用 Word 或者 Excel 原件。"
            )
        file = keep(locked, masked.data, f"公开件-{changed}", by)
        kinds = dict(Counter(finding.kind for finding in masked.findings))
        told = f"制作公开件“{changed}”，遮盖 {sum(kinds.values())} 处"
        event = happen(locked, "note", today, by=by, today=today, words=told)
        event.proof = file
        event.save(update_fields=["proof"])
        record("applications.redacted", locked, by=by, masked=kinds, sha256=proof.sha256)
    return Redacted(file, kinds, masked.doubts)

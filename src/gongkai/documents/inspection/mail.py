"""Mail (.eml): headers, every body and every attachment."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from gongkai.documents.inspection.lines import Text
from gongkai.documents.inspection.markup import Html
from gongkai.documents.inspection.model import Passage
from gongkai.documents.inspection.opening import Context, open_file
from gongkai.documents.model import Place, Unreadable
from gongkai.documents.rewriting import changed

_STRUCTURE = frozenset(
    ("content-type", "content-transfer-encoding", "mime-version", "content-disposition", "date", "message-id")
)


class Mail:
    """A letter; its attachments are opened as if each stood alone."""

    suffix = ".eml"

    def __init__(self, data: bytes, context: Context) -> None:
        """Parse the letter."""
        self.context = context
        self.doubts: list[str] = []
        self.changed = False
        message = message_from_bytes(data, policy=policy.default)
        if not isinstance(message, EmailMessage) or not message.keys():
            raise Unreadable("这不是一封邮件，读不出来。")
        self.message = message

    def passages(self) -> Iterator[Passage]:
        """The headers of the letter and of letters in it; then each part."""
        for part in self.message.walk():
            self.context.clock.check()
            yield from self._headers(part)
            if not part.is_multipart():
                yield from self._content(part)

    def _headers(self, part: Any) -> Iterator[Passage]:
        for name in dict.fromkeys(part.keys()):
            if name.lower() in _STRUCTURE:
                continue
            for value in [str(value) for value in part.get_all(name)]:
                passage = Passage(value, Place(self.context.named("邮件头")), "邮件头", "邮件头")
                yield passage
                if passage.changes:
                    self.changed = True
                    del part[name]
                    part[name] = changed(value, passage.changes).replace("\n", " ").replace("\r", " ")

    def _content(self, part: Any) -> Iterator[Passage]:
        name = part.get_filename() or ""
        data = part.get_payload(decode=True) or b""
        kind = part.get_content_type()
        fresh_name = name
        if name:
            passage = Passage(name, Place(self.context.named("附件名")), "附件名")
            yield passage
            fresh_name = changed(name, passage.changes)
        opened: Any = None
        if data.strip():
            opened = self._opened(part, kind, data, name)
            yield from opened.passages()
            self.doubts += opened.doubts
        if (opened is not None and opened.changed) or fresh_name != name:
            self.changed = True
            self._replace(part, opened.save() if opened is not None and opened.changed else data, fresh_name)

    def _opened(self, part: Any, kind: str, data: bytes, name: str) -> Any:
        context = self.context.inside(f"附件“{name}”" if name else "邮件正文")
        if kind in ("text/plain", "text/html") and not name:
            data = self._decoded(part, data)
            return Html(data, context) if kind == "text/html" else Text(data, context)
        try:
            return open_file(data, name, context)
        except Unreadable as error:
            raise Unreadable(f"邮件的附件“{name or kind}”：{error}") from error

    def _decoded(self, part: Any, data: bytes) -> bytes:
        """The body in UTF-8, whatever character set its header names."""
        try:
            return data.decode(part.get_content_charset() or "utf-8").encode()
        except (LookupError, UnicodeDecodeError):
            return data

    def _replace(self, part: Any, data: bytes, name: str) -> None:
        maintype, subtype = part.get_content_type().split("/")
        if not name and maintype == "text":
            part.set_content(data.decode("utf-8", "replace"), subtype=subtype, charset="utf-8")
            return
        part.set_content(data, maintype or "application", subtype, filename=name or None)

    def save(self) -> bytes:
        """The letter as it now stands."""
        return self.message.as_bytes()

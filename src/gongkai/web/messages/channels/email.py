"""E-mail over the SMTP server of the office."""

import smtplib
from email.utils import formatdate

from django.conf import settings
from django.core.mail import EmailMessage

from gongkai.web.messages.channels.base import Later, Never, Unanswered
from gongkai.web.messages.models import Outgoing


class Email:
    """One message, one recipient. The Message-ID is made of the idempotency key: a mailbox shows a second
    delivery once."""

    code, name, quiet = "email", "电子邮件", False

    def ready(self) -> bool:
        """Whether a server is named."""
        return bool(settings.EMAIL_HOST)

    def send(self, message: Outgoing) -> str:
        """Hand over to the server; its acceptance is the receipt."""
        number = f"<{message.key}@gongkai>"
        headers = {"Message-ID": number, "Date": formatdate(localtime=True), "Auto-Submitted": "auto-generated"}
        mail = EmailMessage(message.subject, message.body, to=[message.to], headers=headers)
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise (Never if min(codes) >= 500 else Later)(f"邮件服务器不收这个地址（{codes[0]}）。") from error
        except smtplib.SMTPResponseException as error:
            kind = Never if error.smtp_code >= 550 else Later
            raise kind(f"邮件服务器拒绝（{error.smtp_code}）。") from error
        except smtplib.SMTPServerDisconnected as error:
            raise Unanswered("邮件服务器中断了连接。") from error
        except OSError as error:
            raise Later("连不上邮件服务器。") from error
        return number

    def find(self, message: Outgoing) -> str | None:
        """SMTP cannot be asked; it is sent again under the same Message-ID."""
        return None

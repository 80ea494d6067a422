"""Deliveries ride on the one outbox of `messages`; the ledger of deliveries is kept here beside it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai.web.audit.services import Refused
from gongkai.web.disclosure.channels import Never, Proof, kinds
from gongkai.web.disclosure.models import Delivery
from gongkai.web.disclosure.services import delivering
from gongkai.web.messages import outbox
from gongkai.web.messages.models import Outgoing

WAITING = Delivery.State.WAITING


class Publications:
    """The way out of publications: `payload["delivery"]` names the row of the ledger."""

    code, name, quiet = "publication", "发布渠道", False

    def ready(self) -> bool:
        """Always: each channel of an organ says itself whether it is set up."""
        return True

    def send(self, message: Outgoing) -> str:
        """Deliver, unless the ledger says it is done or no more needed."""
        delivery = _delivery(message)
        if not Delivery.objects.filter(pk=delivery.pk, state=WAITING).update(attempts=F("attempts") + 1):
            delivery = _clear_up(delivery)
            return delivery.message_id or delivery.url or delivery.get_state_display()
        kind = kinds().get(delivery.channel.kind)
        if kind is None or not delivery.channel.active:
            _note(delivery, Delivery.State.FAILED, error="渠道已停用。")
            raise Never("渠道已停用。")
        try:
            proof = kind.deliver(delivery)
        except (Never, Refused) as refused:
            _note(delivery, Delivery.State.FAILED, error=str(refused))
            raise Never(str(refused)) from refused
        except Exception as error:
            _stumbled(message, delivery, error)
            raise
        return _done(delivery, proof)

    def find(self, message: Outgoing) -> str | None:
        """After an unanswered attempt: ask the channel whether it went through."""
        delivery = _delivery(message)
        if delivery.state == Delivery.State.DONE:
            return delivery.message_id or delivery.url
        kind = kinds().get(delivery.channel.kind)
        try:
            proof = kind.find(delivery) if kind else None
        except Exception as error:
            _stumbled(message, delivery, error)
            raise
        return _done(delivery, proof) if proof else None


def _delivery(message: Outgoing) -> Delivery:
    return Delivery.objects.select_related("channel", "publication", "rendition").get(pk=message.payload["delivery"])


@transaction.atomic
def _done(delivery: Delivery, proof: Proof) -> str:
    """It went. Where it was called off meanwhile, it must be taken away again."""
    now = Delivery.objects.select_for_update().get(pk=delivery.pk)
    overtaken = now.state == Delivery.State.NOT_NEEDED
    now.state, now.url, now.message_id = Delivery.State.DONE, proof.url[:500], proof.message_id[:200]
    now.error, now.done_at = "", timezone.now()
    now.save(update_fields=["state", "url", "message_id", "error", "done_at"])
    if overtaken:
        delivering.clear_up(now)
    return proof.message_id or proof.url or "已送达"


def _stumbled(message: Outgoing, delivery: Delivery, error: Exception) -> None:
    """It is tried again; after the last attempt the ledger says that it failed, so that somebody can press 重发."""
    state = Delivery.State.FAILED if outbox.is_last(message) else WAITING
    _note(delivery, state, error=str(error))


def _note(delivery: Delivery, state: Delivery.State, *, error: str) -> None:
    """What was called off meanwhile stays called off; what its last attempt may have left there is taken away."""
    waiting = Delivery.objects.filter(pk=delivery.pk, state=WAITING)
    if not waiting.update(state=state, error=error[:500]) and state == Delivery.State.FAILED:
        _clear_up(delivery)


def _clear_up(delivery: Delivery) -> Delivery:
    """As the ledger has it now; what was called off after it had been tried is taken away."""
    delivery.refresh_from_db()
    if delivery.state == Delivery.State.NOT_NEEDED:
        delivering.clear_up(delivery)
    return delivery

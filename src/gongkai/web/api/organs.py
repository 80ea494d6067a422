"""The organs, public."""

from ninja import Router

router = Router(tags=["organs"])

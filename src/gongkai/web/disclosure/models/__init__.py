"""The records of publication."""

from gongkai.web.disclosure.models.catalogue import CatalogueItem, Edition
from gongkai.web.disclosure.models.channel import Channel, Delivery, ElsewherePost, HandOver, PickUp, Posting
from gongkai.web.disclosure.models.item import Attachment, Audience, Autosave, Item, Link, Openness, Revision, State
from gongkai.web.disclosure.models.publication import (
    File,
    Gate,
    Publication,
    Rendition,
    Status,
    Validity,
    ValidityChange,
)
from gongkai.web.disclosure.models.review import (
    Consultation,
    Finding,
    Reassessment,
    Review,
    ReviewPlan,
    Scan,
    Stage,
    Verdict,
    Word,
)

__all__ = [
    "Attachment",
    "Audience",
    "Autosave",
    "CatalogueItem",
    "Channel",
    "Consultation",
    "Delivery",
    "Edition",
    "ElsewherePost",
    "File",
    "Finding",
    "Gate",
    "HandOver",
    "Item",
    "Link",
    "Openness",
    "PickUp",
    "Posting",
    "Publication",
    "Reassessment",
    "Rendition",
    "Review",
    "ReviewPlan",
    "Revision",
    "Scan",
    "Stage",
    "State",
    "Status",
    "Validity",
    "ValidityChange",
    "Verdict",
    "Word",
]

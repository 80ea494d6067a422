"""Records of oversight."""

from gongkai.web.oversight.models.assessing import Appeal, Assessment, Deduction, Mark, Scheme
from gongkai.web.oversight.models.mending import Inspection, Order, Step
from gongkai.web.oversight.models.public import Complaint, ComplaintEvent
from gongkai.web.oversight.models.registers import (
    Accountability,
    Bulletin,
    Evaluation,
    NetworkGroup,
    NilReturn,
    Reminder,
    Training,
    VillageCheck,
)

__all__ = [
    "Accountability", "Appeal", "Assessment", "Bulletin", "Complaint", "ComplaintEvent", "Deduction", "Evaluation",
    "Inspection", "Mark", "NetworkGroup", "NilReturn", "Order", "Reminder", "Scheme", "Step", "Training",
    "VillageCheck",
]  # fmt: skip

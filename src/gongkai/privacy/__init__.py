"""Personal data: find it, mask it, prove it is gone."""

from gongkai.privacy.finding import scan_text
from gongkai.privacy.masking import Masked, mask, mask_bytes
from gongkai.privacy.model import Blocked, Finding, Scan
from gongkai.privacy.naming import shown
from gongkai.privacy.policies import Policy, UnknownPolicy, policies
from gongkai.privacy.proof import Proof, prove, prove_bytes
from gongkai.privacy.scanning import scan, scan_bytes

__all__ = [
    "Blocked",
    "Finding",
    "Masked",
    "Policy",
    "Proof",
    "Scan",
    "UnknownPolicy",
    "mask",
    "mask_bytes",
    "policies",
    "prove",
    "prove_bytes",
    "scan",
    "scan_bytes",
    "scan_text",
    "shown",
]

"""Personal data: find it, mask it, prove it is gone."""

from gongkai.privacy.model import Blocked, Finding, Scan
from gongkai.privacy.scanning import scan, scan_bytes, scan_text

__all__ = ["Blocked", "Finding", "Scan", "scan", "scan_bytes", "scan_text"]

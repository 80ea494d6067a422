"""The secrets of one installation, kept in one file apart from the data they protect."""

import base64
import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path


def _new() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


@dataclass(frozen=True)
class Keys:
    """Four independent 256-bit secrets: sessions, the audit chain, digests of private fields, and the key that
    wraps keys."""

    session: str = field(default_factory=_new)
    audit: str = field(default_factory=_new)
    digest: str = field(default_factory=_new)
    wrap: str = field(default_factory=_new)

    @property
    def fingerprint(self) -> str:
        """A short name of these keys that tells nothing about them; kept in the database to notice a wrong key file."""
        return hashlib.sha256("".join((self.audit, self.digest, self.wrap)).encode()).hexdigest()[:16]


def read(path: Path) -> Keys:
    """The keys in file `path`. A damaged file ends the process with one sentence."""
    try:
        return Keys(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise SystemExit(f"密钥文件 {path} 已损坏，请从密钥备份恢复（gongkai restore --keys）。") from error


def write(keys: Keys, path: Path) -> None:
    """Write `keys` to `path`, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(json.dumps(asdict(keys), indent=2), encoding="utf-8")


def read_or_make(path: Path) -> Keys:
    """The keys in `path`, else fresh ones held in memory only: `operations.starting` decides whether they are
    written."""
    return read(path) if path.exists() else Keys()

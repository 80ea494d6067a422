"""Which bytes are text, and in which encoding: UTF-8, GB18030, UTF-16."""

from gongkai.documents.model import Unreadable

CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\x0b\f\r\x1b")


def looks_like_text(data: bytes) -> bool:
    """Whether the bytes hold text rather than something binary."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    sample = data[:65536]
    if b"\0" in sample:
        return _wide(sample) is not None
    return len(sample) - len(sample.translate(None, CONTROLS)) <= len(sample) // 200


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: ASCII characters such as line ends have their zero byte on one side only."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 3 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def decode(data: bytes) -> str:
    """The text of bytes whose encoding is not said; raises `Unreadable` when none fits."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    encodings: tuple[str, ...] = ("utf-8-sig", "gb18030")
    if b"\0" in data[:65536] and (wide := _wide(data[:65536])):
        encodings = (wide, *encodings)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        if text.count("�") * 200 < len(text):
            return text
    raise Unreadable("文字编码认不出来，请另存为 UTF-8 文本后再试。")

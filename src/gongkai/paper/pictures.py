"""Pictures within a page."""

from base64 import b64encode


def data_url(png: bytes) -> str:
    """The picture as a URL that holds it, so that a file stands alone."""
    return f"data:image/png;base64,{b64encode(png).decode()}"

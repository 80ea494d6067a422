"""What the open platforms share: one HTTP request, and the three ways in which it fails."""

from typing import Any

import httpx

from gongkai.web.messages.channels.base import Later, Unanswered

TIMEOUT = 15.0


def ask(method: str, url: str, *, whose: str, **options: Any) -> dict[str, Any]:
    """Ask and read the JSON answer. Raises `Later` where the request never left, `Unanswered` where nobody knows."""
    try:
        response = httpx.request(method, url, timeout=TIMEOUT, **options)
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise Later(f"连不上{whose}。") from error
    except httpx.HTTPError as error:
        raise Unanswered(f"{whose}没有回音。") from error
    if response.status_code == 429:
        wait = response.headers.get("Retry-After", "")
        raise Later(f"{whose}限制调用频率。", after=int(wait) if wait.isdigit() else 60)
    try:
        answer = response.json()
    except ValueError as error:
        if response.status_code >= 500:
            raise Unanswered(f"{whose}出错（{response.status_code}）。") from error
        raise Later(f"{whose}的回答看不懂（{response.status_code}）。") from error
    if not isinstance(answer, dict):
        raise Later(f"{whose}的回答看不懂（{response.status_code}）。")
    return answer

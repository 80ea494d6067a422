"""Serving: by granian, with the worker inside unless it is a process of its own."""

import os
import stat
import sys
from pathlib import Path

LOCAL = frozenset(("localhost", "127.0.0.1", "[::1]"))


def weaknesses() -> list[str]:
    """What is wrong with these settings for production; each one sentence with the way out. Empty: fit to serve."""
    from django.conf import settings

    https, hosts = settings.SECURE_SSL_REDIRECT, set(settings.ALLOWED_HOSTS)
    s3, length = settings.S3, settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["shortest"]
    checks = (
        (not settings.DEBUG, "GONGKAI_DEBUG 开着：出错页面会把内部细节给外人看。请设为 0。"),
        (https, "GONGKAI_HTTPS 没有开：密码会明文传输。请在前面放 nginx 和证书，再设为 1。"),
        (settings.ADDRESS.startswith("https://"), "GONGKAI_ADDRESS 应为对外的 https:// 网址，短信、二维码用它作链接。"),
        ("*" not in hosts and bool(hosts - LOCAL), "GONGKAI_HOSTS 应写明对外的域名，不能写 *。"),
        (not https or settings.PROXIES, "GONGKAI_HTTPS=1 时请把 GONGKAI_PROXIES 设为反向代理的层数（一般为 1）。"),
        (length >= 8, "GONGKAI_PASSWORD_LENGTH 小于 8：密码太短。"),
        (1 <= settings.AXES_FAILURE_LIMIT <= 20, "GONGKAI_LOGIN_FAILURES 应在 1 到 20 之间，否则密码可以一直试。"),
        (settings.SMS == "none" or all(settings.SMS_GATEWAY.values()), "GONGKAI_SMS 选了网关，但参数没有填全。"),
        (settings.FILES == "disk" or (s3["bucket"] and s3["key"] and s3["secret"]), "GONGKAI_S3_ 的参数没有填全。"),
    )  # fmt: skip
    return [told for fit, told in checks if not fit] + _exposed(settings.KEYS_FILE) + _exposed(settings.DATA)


def _exposed(path: Path) -> list[str]:
    if not path.exists():
        return [f"没有 {path}。第一次运行请先用 gongkai serve --set-up。"]
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077 if path.is_file() else mode & 0o007:
        allowed = "600" if path.is_file() else "750"
        return [f"{path} 其他用户也能读。请执行 chmod {allowed} {path}。"]
    return []


def serve(*, address: str, port: int, processes: int = 1, threads: int = 4) -> None:
    """Serve until the process is told to stop. Each process runs the worker too, if `GONGKAI_WORKER` is inline."""
    from granian import Granian
    from granian.constants import Interfaces

    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.stdout.flush()
    Granian(
        "gongkai.web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        backpressure=max(64, threads * 16),
        respawn_failed_workers=True,
        log_level="warning",
    ).serve()


def first_administrator(organ_name: str, short_code: str, login: str, name: str) -> str:
    """Found the county government and its first administrator on an empty platform; the first password."""
    from django.utils import timezone

    from gongkai.web.accounts.models import Account, Role
    from gongkai.web.accounts.services import grant, open_account
    from gongkai.web.audit.services import Machine, Refused
    from gongkai.web.organs.models import Kind, Level
    from gongkai.web.organs.services import found

    if Account.objects.exists():
        raise Refused("平台已经有账号了。请由系统管理员在工作台开通新账号。")
    by = Machine("set-up", "初次安装")
    organ = found(
        name=organ_name, short_name=organ_name[:50], short_code=short_code, kind=Kind.GOVERNMENT, level=Level.COUNTY,
        by=by, on=timezone.localdate(),
    )  # fmt: skip
    account, password = open_account(login=login, name=name, organ=organ, by=by)
    grant(account, role=Role.ADMINISTRATOR, organ=organ, by=by)
    return password

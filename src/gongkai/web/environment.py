"""Every `GONGKAI_*` variable: its type, default and meaning, in one list. Printed to docs/settings.md; a bad
value is fatal."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

_HOST = re.compile(r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[?[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*\]?")
_MAILBOX = re.compile(r"(.*<)?[^@\s<>]+@[A-Za-z0-9.-]+>?")


class BadSetting(SystemExit):
    """A variable cannot be read. Ends the process with one Chinese sentence: nothing runs on a guessed setting."""


def text(value: str) -> str:
    """Any text, as it stands, that one can see."""
    if not value.isprintable():
        raise ValueError("不能有换行和看不见的字符")
    return value


def switch(value: str) -> bool:
    """`1`/`0`, `true`/`false`, `yes`/`no`, `on`/`off`."""
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if value.lower() not in words:
        raise ValueError("应为 1 或 0")
    return words[value.lower()]


def number(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds: outside them nobody could log in, or nothing would be held any more."""

    def read(value: str) -> int:
        found = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
        if not least <= found <= most:
            raise ValueError(f"应为 {least} 到 {most} 之间的整数")
        return found

    read.__name__, read.__doc__ = "number", f"A whole number from {least} to {most}."
    return read


def words(value: str) -> tuple[str, ...]:
    """A list, separated by commas."""
    return tuple(word.strip() for word in value.split(",") if word.strip())


def hosts(value: str) -> tuple[str, ...]:
    """Names of hosts, separated by commas: no protocol, no path, no port."""
    found = words(value)
    if not found or not all(host == "*" or _HOST.fullmatch(host) for host in found):
        raise ValueError("应为域名或地址，用逗号分隔，不带 http:// 和端口，例如 www.qinghe.example")
    return found


def roles(value: str) -> tuple[str, ...]:
    """Codes of roles, separated by commas."""
    from gongkai.web.accounts.roles import Role

    found = words(value)
    if strange := [word for word in found if word not in Role.values]:
        raise ValueError(f"没有这样的角色：{'、'.join(strange)}；角色有 {'、'.join(Role.values)}")
    return found


def host(value: str) -> str:
    """The name of a host. Empty: none."""
    if value and not _HOST.fullmatch(value):
        raise ValueError("应为服务器的域名或地址，不带 http:// 和端口")
    return value


def address(value: str) -> str:
    """An address on the web, `http://` or `https://`. Empty: none."""
    parts = urlsplit(value)
    if value and (
        parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.hostname or "") or not _port(parts)
    ):
        raise ValueError("应为 http:// 或 https:// 开头的网址")
    return value


def _port(parts: SplitResult) -> bool:
    """Whether the port, if there is one, can be one."""
    try:
        return parts.port != 0
    except ValueError:
        return False


def folder(value: str) -> Path | None:
    """A folder, there already or to be made; `~` is the home. Empty: none."""
    found = Path(text(value)).expanduser().absolute() if value else None
    if found and found.exists() and not found.is_dir():
        raise ValueError("应为文件夹，现在那里是一个文件")
    return found


def path(value: str) -> Path | None:
    """A file, there already or to be made; `~` is the home. Empty: none."""
    found = Path(text(value)).expanduser().absolute() if value else None
    if found and found.is_dir():
        raise ValueError("应为文件，现在那里是一个文件夹")
    return found


def picture(value: str) -> Path | None:
    """A picture that is there: PNG, JPEG or SVG. Empty: none."""
    found = path(value)
    if found and (found.suffix.lower() not in {".png", ".jpg", ".jpeg", ".svg"} or not found.is_file()):
        raise ValueError("应为已有的 PNG、JPEG 或 SVG 图片文件")
    return found


def mailbox(value: str) -> str:
    """An address of e-mail, with a name before it or not. Empty: none."""
    if value and not _MAILBOX.fullmatch(value):
        raise ValueError("应为邮箱地址，例如 gongkai@qinghe.example")
    return value


def hours(value: str) -> tuple[str, str]:
    """A span of the day, `HH:MM-HH:MM`; it may cross midnight."""
    parts = value.split("-")
    if len(parts) != 2 or not all(_is_time(part) for part in parts):
        raise ValueError("应写成 21:00-08:00 这样的时段")
    return parts[0], parts[1]


def _is_time(value: str) -> bool:
    hour, _, minute = value.partition(":")
    written = value.isascii() and hour.isdigit() and minute.isdigit() and len(hour) <= 2 and len(minute) == 2
    return written and int(hour) < 24 and int(minute) < 60


def due_days(value: str) -> tuple[int, int]:
    """Two whole numbers: up to so many days left is red, up to so many amber."""
    parts = value.split(",")
    if (
        len(parts) != 2
        or not all(part.strip().isascii() and part.strip().isdigit() for part in parts)
        or int(parts[0]) > int(parts[1])
    ):
        raise ValueError("应写成 1,5 这样的两个整数，前一个不大于后一个")
    return int(parts[0]), int(parts[1])


def choice(*allowed: str) -> Callable[[str], str]:
    """One of a few words."""

    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"应为 {'、'.join(allowed)} 之一")
        return value

    read.__doc__ = f"One of {', '.join(allowed)}."
    return read


def database(value: str) -> Mapping[str, Any]:
    """A database address: `sqlite` (in the data folder), `sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`."""
    if value == "sqlite" or value.startswith("sqlite:///"):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": value.removeprefix("sqlite").removeprefix(":///")}
    parts = urlsplit(value)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name or not _port(parts):
        raise ValueError("应为 sqlite、sqlite:///文件 或 postgresql://用户:密码@主机:端口/库名")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": name, "HOST": host, "PORT": str(parts.port or ""),
        "USER": unquote(parts.username or ""), "PASSWORD": unquote(parts.password or ""), "OPTIONS": options,
    }  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """One variable: what it is called, how it is read, what it is when nobody says, and what it means."""

    name: str
    read: Callable[[str], Any]
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("GONGKAI_DATA", folder, "gongkai-data", "数据文件夹：SQLite 数据库、上传的文件、密钥、静态文件都在这里。"),
    Setting(
        "GONGKAI_DATABASE_URL",
        database,
        "sqlite",
        "数据库地址。不写就用数据文件夹里的 SQLite；正式运行建议用 PostgreSQL。",
    ),
    Setting("GONGKAI_KEYS", path, "", "密钥文件。不写就是数据文件夹里的 keys.json；备份时与数据分开保管。"),
    Setting(
        "GONGKAI_CALENDARS",
        folder,
        "",
        "导入的放假安排放在哪里（gongkai law calendar import）。不写就是数据文件夹里的 calendars。",
    ),
    Setting("GONGKAI_HOSTS", hosts, "localhost,127.0.0.1,[::1]", "对外的域名，逗号分隔。其他域名的请求一律拒绝。"),
    Setting("GONGKAI_ADDRESS", address, "http://localhost:8000", "门户对外的网址，写进短信、邮件、二维码和日历订阅。"),
    Setting("GONGKAI_HTTPS", switch, "0", "是否只走 HTTPS（由前面的 nginx 提供证书）。正式运行必须为 1。"),
    Setting("GONGKAI_PROXIES", number(0, 10), "0", "前面有几层可信的反向代理；用来认出来访者的真实地址。"),
    Setting("GONGKAI_DEBUG", switch, "0", "出错时显示细节，只供开发。正式运行必须为 0。"),
    Setting("GONGKAI_COUNTY", text, "政府信息公开", "门户抬头上的名称，例如“青禾县人民政府”。"),
    Setting("GONGKAI_EMBLEM", picture, "", "门户抬头上的徽标（PNG、JPEG 或 SVG 文件）；不写就用“公开”印。"),
    Setting("GONGKAI_SITE_NUMBER", text, "", "政府网站标识码，写在每页页脚。"),
    Setting("GONGKAI_DUE_DAYS", due_days, "1,5", "期限的颜色：剩几个工作日以内为红、几个以内为黄。"),
    Setting(
        "GONGKAI_WORKER",
        choice("inline", "none"),
        "inline",
        "后台任务：inline 在网页进程里一并运行；none 表示另开 gongkai serve --worker。",
    ),
    Setting("GONGKAI_SESSION_MINUTES", number(1, 1440), "60", "多少分钟没有操作就要重新登录。"),
    Setting("GONGKAI_SESSION_HOURS", number(1, 720), "12", "一次登录最长用多少小时。"),
    Setting("GONGKAI_SESSIONS", number(1, 100), "3", "同一账号最多同时在几处登录，超过时最早的一处退出。"),
    Setting("GONGKAI_LOGIN_FAILURES", number(1, 100), "5", "连续输错几次密码就暂停登录。"),
    Setting("GONGKAI_LOGIN_PAUSE_MINUTES", number(1, 10080), "15", "暂停登录多少分钟。"),
    Setting("GONGKAI_PASSWORD_LENGTH", number(6, 128), "10", "密码最少几位。"),
    Setting("GONGKAI_PASSWORD_DAYS", number(0, 3650), "180", "密码用多少天要换；0 为不要求。"),
    Setting("GONGKAI_TOTP_ROLES", roles, "", "必须开启两步登录的角色代码，逗号分隔，例如 administrator,auditor。"),
    Setting("GONGKAI_FILE_MEGABYTES", number(1, 2048), "50", "单个文件的上限（MB）。"),
    Setting("GONGKAI_CASE_MEGABYTES", number(1, 20480), "200", "一件事（一条信息、一件申请）全部文件的上限（MB）。"),
    Setting(
        "GONGKAI_FILES",
        choice("disk", "s3"),
        "disk",
        "文件放在哪里：disk 数据文件夹；s3 兼容 S3 的对象存储（需装 gongkai[s3]）。",
    ),
    Setting("GONGKAI_S3_ENDPOINT", address, "", "对象存储的网址。"),
    Setting("GONGKAI_S3_BUCKET", text, "", "对象存储的桶名。"),
    Setting("GONGKAI_S3_KEY", text, "", "对象存储的访问标识。"),
    Setting("GONGKAI_S3_SECRET", text, "", "对象存储的访问密钥。"),
    Setting("GONGKAI_EMAIL_HOST", host, "", "发邮件的服务器；空着就不发邮件。"),
    Setting("GONGKAI_EMAIL_PORT", number(1, 65535), "465", "发邮件的端口。"),
    Setting("GONGKAI_EMAIL_USER", text, "", "发邮件的账号。"),
    Setting("GONGKAI_EMAIL_PASSWORD", text, "", "发邮件的密码。"),
    Setting("GONGKAI_EMAIL_FROM", mailbox, "", "发件人地址；空着就用发邮件的账号。"),
    Setting("GONGKAI_SMS", choice("none", "aliyun"), "none", "短信网关：none 不发短信；aliyun 阿里云短信服务。"),
    Setting("GONGKAI_SMS_ENDPOINT", address, "https://dysmsapi.aliyuncs.com", "短信网关的网址（专有云可改）。"),
    Setting("GONGKAI_SMS_KEY", text, "", "短信网关的访问标识（AccessKey ID）。"),
    Setting("GONGKAI_SMS_SECRET", text, "", "短信网关的访问密钥（AccessKey Secret）。"),
    Setting("GONGKAI_SMS_SIGN", text, "", "短信签名，例如“青禾县政府”。"),
    Setting("GONGKAI_SMS_TEMPLATE", text, "", "短信模板代码；模板里须有变量 text。"),
    Setting("GONGKAI_WECHAT", address, "https://api.weixin.qq.com", "微信公众平台接口的网址（经代理时可改）。"),
    Setting("GONGKAI_WEIBO", address, "https://api.weibo.com", "微博开放平台接口的网址（经代理时可改）。"),
    Setting(
        "GONGKAI_SEARCH",
        choice("tantivy", "postgresql"),
        "tantivy",
        "检索用什么：tantivy 数据文件夹里的索引；postgresql 数据库自己的全文索引（多台机器时用）。",
    ),
    Setting("GONGKAI_QUIET_HOURS", hours, "21:00-08:00", "这个时段里不发短信，过后再发。"),
)
"""The one list. docs/settings.md is printed from it."""

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def value(name: str) -> Any:
    """What variable `name` says, typed. Raises `BadSetting` where it cannot be read."""
    setting = _BY_NAME[name]
    written = os.environ.get(name, "").strip() or setting.default
    try:
        return setting.read(written)
    except ValueError as error:
        raise BadSetting(f"设置 {name} 读不懂：{error}。现在写的是“{written}”。说明见 docs/settings.md。") from error


def unknown() -> list[str]:
    """Variables that look like ours and are none: a slip of the pen should not pass in silence."""
    known = {*_BY_NAME, "GONGKAI_REQUIRE", "GONGKAI_REPORTS", "GONGKAI_TEST_PROCESSES", "GONGKAI_BACKUP_PASSPHRASE"}
    return sorted(name for name in os.environ if name.startswith("GONGKAI_") and name not in known)

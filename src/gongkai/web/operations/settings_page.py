"""docs/settings.md, printed from the one list of settings."""

from gongkai.web.environment import SETTINGS

HEAD = """# Settings

Every setting is a variable of the environment; this page is printed from the list in `src/gongkai/web/environment.py`.
A value that cannot be read, or a `GONGKAI_` name that is not in the list, ends the program with one sentence.

| 名称 | 类型 | 默认值 | 含义 |
| --- | --- | --- | --- |
"""
KINDS = {
    "text": "文字", "switch": "1 或 0", "number": "整数", "words": "逗号分隔", "path": "文件", "folder": "文件夹",
    "host": "域名", "hosts": "域名，逗号分隔", "hours": "时段", "database": "地址", "read": "选一个",
    "due_days": "两个整数", "roles": "逗号分隔", "address": "网址", "picture": "图片文件", "mailbox": "邮箱",
}  # fmt: skip


def page() -> str:
    """The whole page."""
    rows = []
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "（空）"
        rows.append(f"| `{setting.name}` | {KINDS[setting.read.__name__]} | {default} | {setting.meaning} |")
    return HEAD + "\n".join(rows) + "\n"

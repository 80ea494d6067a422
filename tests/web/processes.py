"""Running Python in processes of its own against the test database: for writers that race and writers that are
killed."""

import os
import subprocess
import sys
import textwrap

from django.conf import settings
from django.db import connection

from gongkai.web.keys import write

START = """
import os, sys
import django
django.setup()
from django.db import connection, transaction
"""


def environment() -> dict[str, str]:
    """The environment of a process that uses the same test database and keys."""
    values = connection.settings_dict
    if connection.vendor == "postgresql":
        options = f"?host={values['HOST']}" if values["HOST"].startswith("/") else ""
        host = "" if options else values["HOST"]
        port = f":{values['PORT']}" if values["PORT"] and host else ""
        login = f"{values['USER']}:{values['PASSWORD']}@" if values["USER"] else ""
        address = f"postgresql://{login}{host}{port}/{values['NAME']}{options}"
    else:
        address = f"sqlite:///{values['NAME']}"
    keys = settings.DATA / "keys-of-this-process.json"
    write(settings.KEYS, keys)
    more = {"GONGKAI_DATABASE_URL": address, "GONGKAI_DATA": str(settings.DATA), "GONGKAI_KEYS": str(keys)}
    return os.environ | more


def start(program: str, *arguments: object) -> "subprocess.Popen[str]":
    """Start `program`, with Django set up and `sys.argv[1:]` as given."""
    text = START + textwrap.dedent(program)
    return subprocess.Popen(
        [sys.executable, "-c", text, *map(str, arguments)], env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip

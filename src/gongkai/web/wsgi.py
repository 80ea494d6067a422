"""The application as a server calls it; with it runs the worker, unless the worker is a process of its own."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
if settings.WORKER == "inline":
    from gongkai.web.messages.worker import start

    start()

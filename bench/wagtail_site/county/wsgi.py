"""The application as a server calls it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "county.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

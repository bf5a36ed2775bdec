"""Pages under gunicorn; sockets have their own process (config.asgi)."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")

from django.core.wsgi import get_wsgi_application

from core.server.startup_checks import demand

application = get_wsgi_application()
demand(several=True)

"""HTTP and sockets in one process (`small`), or sockets alone (`prod`: gunicorn has the pages)."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")

from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

http = get_asgi_application()

from community.routing import sockets  # noqa: E402 - models must be loaded first

application = ProtocolTypeRouter(
    {
        "http": ServeStaticASGI(http, root=str(settings.STATIC_ROOT), prefix=settings.STATIC_URL),
        "websocket": sockets,
    }
)

"""HTTP and sockets in one process (`small`), or sockets alone (`prod`: gunicorn has the pages)."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")

from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

http = get_asgi_application()

from community.routing import sockets  # noqa: E402 - models must be loaded first
from core.server import data_folder_lock  # noqa: E402 - as above
from core.server.startup_checks import demand  # noqa: E402 - as above

# What lives in memory is held by one process: `serve` has the lock already, another server beside it does not get it.
alone = not settings.FULL and data_folder_lock.take(settings.DATA_ROOT)
demand(several=not alone)

application = ProtocolTypeRouter(
    {
        "http": ServeStaticASGI(http, root=str(settings.STATIC_ROOT), prefix=settings.STATIC_URL),
        "websocket": sockets,
    }
)

"""The one socket address, for people who are signed in and pages of this site."""

from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path

from community.consumers import socket

as_view: Any = socket
sockets = AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter([path("ws/", as_view)])))

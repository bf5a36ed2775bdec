"""The one socket address."""

from typing import Any

from django.urls import path

from community.consumers import socket

sockets: list[Any] = [path("ws/", socket)]

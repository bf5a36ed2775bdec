"""The only address of sockets."""

from community.consumers import socket

sockets = socket

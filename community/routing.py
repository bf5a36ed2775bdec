"""The one socket address, for people who are signed in and pages of this site."""

from community.consumers import socket

sockets = socket

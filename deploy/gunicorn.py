"""gunicorn for the pages: two workers of four threads for each pair of cores (decision 0039)."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

bind = "0.0.0.0:8000"
workers = 2 * max(1, (os.cpu_count() or 2) // 2)
worker_class = "gthread"
threads = 4
# A register of 150 MB is streamed to disk by the proxy first; no honest request takes a minute here.
timeout = 60
# HUP and TERM let requests end.
graceful_timeout = 30
keepalive = 5
worker_tmp_dir = "/dev/shm"  # noqa: S108 - the heartbeat of a worker; on a disk it may block
# Only the proxy reaches this port.
forwarded_allow_ips = "*"
accesslog = None


class PrivateLogger(Logger):  # type: ignore[misc]  # untyped
    """Its sentences name the whole address of a request that went wrong."""

    def setup(self, cfg: Any) -> None:
        from core.server.logs import PlainFormatter  # noqa: PLC0415 - found once gunicorn stands in the application's folder

        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(PlainFormatter())


logger_class = PrivateLogger
# A second door for orders from outside, which nobody here uses.
control_socket_disable = True


def on_starting(_server: object) -> None:
    """A wrong set-up ends here with its sentence and code 78; workers would be started again and again, each with a
    traceback. In a process of its own: what opens the database must not be forked."""
    manage = Path(__file__).resolve().parent.parent / "manage.py"
    code = subprocess.run([sys.executable, manage, "may_serve"], check=False).returncode  # noqa: S603 - our own program
    if code:
        sys.exit(code)

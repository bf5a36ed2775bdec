"""A mail server that delivers to nobody: each mail becomes a file. As much of SMTP as Django speaks."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path


class Mailbox:
    """Takes mails on 127.0.0.1 at `port` until close()."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._server = _Server(folder)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    def mails(self) -> list[EmailMessage]:
        """In the order of their coming."""
        files = sorted(self.folder.glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def envelopes(self) -> list[str]:
        """To whom mails were handed, whatever they say themselves."""
        return list(self._server.to)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        self.folder, self.lock, self.count = folder, threading.Lock(), 0
        self.to: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    def keep(self, mail: bytes) -> None:
        with self.lock:
            part = self.folder / f"{self.count:05}.part"
            self.count += 1
        part.write_bytes(mail)
        part.rename(part.with_suffix(".eml"))


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.say("220 here")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"QUIT":
                self.say("221 bye")
                return
            if word == b"EHLO":
                self.say("250-here")
                self.say("250 SMTPUTF8")
                continue
            if word == b"RCPT":
                self.server.to.append(line.decode().partition("<")[2].partition(">")[0])
            if word == b"DATA":
                self.say("354 go on")
                self.server.keep(self.read())
            self.say("250 here")

    def read(self) -> bytes:
        """Up to the line that is a dot; a dot that begins another line is there twice."""
        lines: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

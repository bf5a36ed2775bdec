"""Mails to addresses in any letters, by a real conversation with a mail server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.mails import Backend, letter
from scripts.containers.mailbox import Mailbox


@pytest.fixture
def box(tmp_path: Path, settings: Any) -> Iterator[Mailbox]:
    found = Mailbox(tmp_path)
    settings.MAIL_CARRIER = "core.server.smtp_utf8.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", found.port, False
    settings.EMAIL_HOST_USER = ""
    yield found
    found.close()


@pytest.mark.parametrize("address", ["айгүл@example.org", "aigul@example.org"])
def test_a_mail_arrives_at_an_address_in_any_letters(box: Mailbox, address: str) -> None:
    mail = letter(subject="Көпүрө: кирүү", text="Саламатсызбы!", to=address, language="ky")
    assert Backend().send_messages([mail]) == 1
    (came,) = box.mails()
    assert (came["To"], came["Subject"], came["Content-Language"]) == (address, "Көпүрө: кирүү", "ky")
    assert came.get_body(("plain",)).get_content().strip() == "Саламатсызбы!"
    assert came.get_body(("html",)) is not None
    assert box.envelopes() == [address]

"""Public identifiers: random, never counters, so that an address tells nothing and cannot be guessed."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz"


def new_code() -> str:
    """Ten characters, 23**10 = 4e13 possibilities; without i, l and o, which people misread."""
    return "".join(secrets.choice(LETTERS) for _ in range(10))


def new_short_code() -> str:
    """Eight characters that stand on an error page and in the log."""
    return secrets.token_hex(4).upper()


def new_paper_code() -> str:
    """Eight characters that stand on paper beside a QR code: 30**8 = 7e11, none of which can be taken for another."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(8))

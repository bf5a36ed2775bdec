"""The quotation with which a reply begins."""

from community.policy import QUOTE_CHARACTERS


def quoted(code: str, source: str) -> str:
    """The beginning of a reply that quotes: without quotes within quotes, and not longer than one reads."""
    own = "\n".join(line for line in source.split("\n") if not line.startswith(">")).strip()
    short = own if len(own) <= QUOTE_CHARACTERS else own[:QUOTE_CHARACTERS].rsplit(" ", 1)[0] + " …"
    return "\n".join(f"> {line}".rstrip() for line in [f"#{code}", *short.split("\n")]) + "\n\n"

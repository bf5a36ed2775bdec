"""Invariants of the database, which core.server.backup_check tries on each restored backup."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that holds in every sound database; `faults()` says what is wrong, in English, for the console."""

    name: str
    faults: Callable[[], Iterable[str]]


_proofs: list[Proof] = []


def add_proof(proof: Proof) -> None:
    _proofs.append(proof)


def proofs() -> tuple[Proof, ...]:
    return tuple(_proofs)

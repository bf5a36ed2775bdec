"""Working through a register, for the dry run and for the import: the same eyes, with and without hands."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from core.deeds import record
from core.errors import KoepueroeError
from core.tables import Table
from twinning.actions.register_lines import create_listed, update_listed
from twinning.actions.registers import table_of
from twinning.models import Institution, RegisterIdentifier, RegisterImport, RegisterRow
from twinning.queries.rows import Fault, RegisterLine, read_line
from twinning.queries.suspects import Workbench, common_words, nearly_same

CHUNK: Final = 500
# A list that nobody can read helps nobody; the counts go on.
MOST_ROWS: Final = 5_000


@dataclass(slots=True)
class _Run:
    register: RegisterImport
    bench: Workbench
    common: frozenset[str]
    write: bool
    counts: Counter[str] = field(default_factory=Counter)
    kept_rows: int = 0


def work_through(*, register: RegisterImport) -> None:
    """Do what the state says: CHECKING looks, RUNNING writes. Idempotent: may be called again after a crash."""
    state = register.state
    if state not in {RegisterImport.State.CHECKING, RegisterImport.State.RUNNING}:
        return
    try:
        _work(register, write=state == RegisterImport.State.RUNNING)
    except KoepueroeError as fault:
        register.state, register.error = RegisterImport.State.FAILED, {"text": str(fault)}
    except Exception:
        register.state, register.error = RegisterImport.State.FAILED, {"text": ""}
        register.save(update_fields=["state", "error"])
        raise
    register.save(update_fields=["state", "error", "finished_at", "counts", "done", "total"])


def _work(register: RegisterImport, *, write: bool) -> None:
    table = table_of(register)
    lines = _Lines(table, register)
    common = common_words(lines.names())
    register.total = lines.total
    RegisterRow.objects.filter(register=register, decision="").exclude(
        verdict="suspect", institution__hidden=True
    ).delete()
    with tempfile.TemporaryDirectory() as place, Workbench(Path(place) / "bench") as bench:
        _lay_out_known(bench, register)
        run = _Run(register, bench, common, write)
        rows = lines.read()
        while chunk := list(islice(rows, CHUNK)):
            with transaction.atomic():
                _chunk(run, chunk)
                register.done += len(chunk)
                register.counts = dict(run.counts)
                register.save(update_fields=["done", "counts", "total"])
    register.finished_at = timezone.now()
    register.state = RegisterImport.State.DONE if write else RegisterImport.State.CHECKED
    if write:
        record("twinning.imported_register", register, by=register.by, data=dict(run.counts))


class _Lines:
    """Reads the table twice: once for the words of the names, once for the rows."""

    def __init__(self, table: Table, register: RegisterImport) -> None:
        self._table, self._country, self._columns = table, register.country, register.mapping["columns"]
        self.total = 0

    def names(self) -> Iterator[str]:
        column = self._columns["name"]
        for _number, cells in self._table.rows():
            self.total += 1
            yield cells[column]

    def read(self) -> Iterator[tuple[int, str, RegisterLine | Fault]]:
        column = self._columns["name"]
        for number, cells in self._table.rows():
            yield number, cells[column], read_line(number, cells, self._columns, self._country)


def _lay_out_known(bench: Workbench, register: RegisterImport) -> None:
    """Everything this country has already, so that a row may be suspected of being one of them."""
    known = Institution.objects.filter(country=register.country, merged_into=None, latitude__isnull=False)
    rows = known.filter(names__official=True).values_list("pk", "names__text", "latitude", "longitude")
    for key, name, latitude, longitude in rows.iterator(chunk_size=2000):
        bench.place(key, name, latitude or 0.0, longitude or 0.0)


def _chunk(run: _Run, chunk: list[tuple[int, str, RegisterLine | Fault]]) -> None:
    register = run.register
    read = [line for _number, _name, line in chunk if isinstance(line, RegisterLine)]
    known = _known(register, read)
    new: list[tuple[RegisterLine, int | None]] = []
    for number, name, line in chunk:
        if isinstance(line, Fault):
            _note(run, number, name, "faulty", column=line.column, problem=line.problem, params=line.params)
        elif (first := run.bench.first_number_of(line.identifier, number)) != number:
            _note(run, number, name, "duplicate", problem="twice", params={"row": first})
        elif (there := known.get(line.identifier)) is not None:
            changed = update_listed(there, line, write=run.write)
            run.counts[changed] += 1
        else:
            new.append((line, _suspected(run, line)))
    born = create_listed([line for line, _suspect in new], register, hidden=_hidden(new)) if run.write else {}
    for line, suspect in new:
        _count_new(run, line, suspect, born)


def _known(register: RegisterImport, lines: list[RegisterLine]) -> dict[str, Institution]:
    rows = (
        RegisterIdentifier.objects.filter(source=register.source, value__in=[line.identifier for line in lines])
        .select_related("institution")
        .prefetch_related("institution__names")
    )
    return {row.value: row.institution for row in rows}


def _hidden(new: list[tuple[RegisterLine, int | None]]) -> set[int]:
    return {line.number for line, suspect in new if suspect is not None}


def _suspected(run: _Run, line: RegisterLine) -> int | None:
    """The key of the neighbour that this line may be, and the line laid out for those that come after it."""
    if line.latitude is None or line.longitude is None:
        return None
    near = run.bench.near(line.latitude, line.longitude)
    found = next((n.key for n in near if nearly_same(n.name, line.name, run.common)), None)
    run.bench.place(-line.number, line.name, line.latitude, line.longitude)
    return found


def _count_new(run: _Run, line: RegisterLine, suspect: int | None, born: dict[int, int]) -> None:
    if run.write and line.number in born:
        run.bench.remember_birth(line.number, born[line.number])
    if suspect is None:
        run.counts["new"] += 1
        return
    other = suspect if suspect > 0 else run.bench.born(-suspect)
    _note(
        run,
        line.number,
        line.name,
        "suspect",
        problem="near",
        params={"row": -suspect} if suspect < 0 else {},
        institution=born.get(line.number),
        suspect_of=other,
    )


def _note(run: _Run, number: int, name: str, verdict: str, **more: Any) -> None:
    run.counts[verdict] += 1
    if run.kept_rows < MOST_ROWS or verdict == "suspect":
        run.kept_rows += 1
        ids = {key: more.pop(key, None) for key in ("institution", "suspect_of")}
        RegisterRow.objects.create(
            register=run.register,
            number=number,
            name=name[:200],
            verdict=verdict,
            institution_id=ids["institution"],
            suspect_of_id=ids["suspect_of"],
            **more,
        )

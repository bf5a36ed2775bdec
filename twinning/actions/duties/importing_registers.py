"""Working through a register, for the dry run and for the import: the same eyes, with and without hands."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.audit import record
from core.errors import KoepueroeError
from core.files import private_storage
from core.files.isolation import said_by
from core.files.laid import rows_of
from twinning.actions.steps.register_lines import create_listed, update_listed
from twinning.models import Institution, RegisterIdentifier, RegisterImport, RegisterOutcome, RegisterRow
from twinning.queries.registers import counts_of
from twinning.queries.rows import Fault, RegisterLine, read_line
from twinning.queries.suspects import Workbench, common_words, nearly_same
from twinning.rules.registers import header_of

CHUNK: Final = 500
# A list that nobody can read helps nobody; the counts go on.
MOST_ROWS: Final = 5_000


Line = tuple[int, str, RegisterLine | Fault]


@dataclass(slots=True)
class _Run:
    register: RegisterImport
    bench: Workbench
    common: frozenset[str]
    write: bool
    kept_rows: int = 0
    outcomes: list[RegisterOutcome] = field(default_factory=list)


def work_through(*, register: RegisterImport) -> None:
    """Do what the state says: CHECKING looks, RUNNING writes. Idempotent: may be called again after a crash.

    The outcome of each row is a row of the database, written with what was done: a worker that was killed goes on
    after the last of them, and what is counted in the end is what is there.
    """
    state = register.state
    if state not in {RegisterImport.State.CHECKING, RegisterImport.State.RUNNING}:
        return
    try:
        _work(register, write=state == RegisterImport.State.RUNNING)
    except KoepueroeError as fault:
        _stopped(register, {"said": said_by(fault)})
    except Exception:
        _stopped(register, {})
        raise


def _stopped(register: RegisterImport, error: dict[str, Any]) -> None:
    register.state, register.error = RegisterImport.State.FAILED, error
    register.counts = counts_of(register)
    register.save(update_fields=["state", "error", "counts"])


def _work(register: RegisterImport, *, write: bool) -> None:
    header_of(register)
    lines = _Lines(register)
    common = common_words(lines.names())
    register.total = lines.total
    last = _last_done(register)
    if not last:
        _forget_rows(register)
    with tempfile.TemporaryDirectory() as place, Workbench(Path(place) / "bench") as bench:
        _lay_out_known(bench, register)
        run = _Run(register, bench, common, write, kept_rows=register.rows.count())
        _each_chunk(run, lines.read(), last)
    _finish(register, write=write)


def _each_chunk(run: _Run, rows: Iterator[Line], last: int) -> None:
    passed = 0
    while chunk := list(islice(rows, CHUNK)):
        passed += len(chunk)
        _recall(run, [line for line in chunk if line[0] <= last])
        left = [line for line in chunk if line[0] > last]
        with transaction.atomic():
            if left:
                _chunk(run, left)
            RegisterOutcome.objects.bulk_create(run.outcomes)
            # Where in the file the work is, never what was done: that is counted.
            run.register.done = passed
            run.register.save(update_fields=["done", "total"])
        run.outcomes.clear()


def _finish(register: RegisterImport, *, write: bool) -> None:
    with transaction.atomic():
        register.counts, register.done = counts_of(register), RegisterOutcome.objects.filter(register=register).count()
        register.finished_at = timezone.now()
        register.state = RegisterImport.State.DONE if write else RegisterImport.State.CHECKED
        register.save(update_fields=["state", "finished_at", "counts", "done", "total"])
        if write:
            record("twinning.imported_register", register, by=register.by, data=register.counts)


def _last_done(register: RegisterImport) -> int:
    """The row after which a killed run of this register goes on; 0 where it begins."""
    return RegisterOutcome.objects.filter(register=register).aggregate(last=Max("number"))["last"] or 0


def _forget_rows(register: RegisterImport) -> None:
    """Of an earlier run, but for what waits for a decision."""
    RegisterRow.objects.filter(register=register, decision="").exclude(
        verdict="suspect", institution__hidden=True
    ).delete()


class _Lines:
    """Reads the laid out table twice: once for the words of the names, once for the rows."""

    def __init__(self, register: RegisterImport) -> None:
        self._name, self._country, self._columns = register.file, register.country, register.mapping["columns"]
        self.total = 0

    def names(self) -> Iterator[str]:
        column = self._columns["name"]
        with private_storage.opened(self._name) as file:
            for _number, cells in rows_of(file):
                self.total += 1
                yield cells[column]

    def read(self) -> Iterator[Line]:
        column = self._columns["name"]
        with private_storage.opened(self._name) as file:
            for number, cells in rows_of(file):
                yield number, cells[column], read_line(number, cells, self._columns, self._country)


def _lay_out_known(bench: Workbench, register: RegisterImport) -> None:
    """Everything this country has already, so that a row may be suspected of being one of them."""
    known = Institution.objects.filter(country=register.country, merged_into=None, latitude__isnull=False)
    rows = known.filter(names__official=True).values_list("pk", "names__text", "latitude", "longitude")
    for key, name, latitude, longitude in rows.iterator(chunk_size=2000):
        bench.place(key, name, latitude or 0.0, longitude or 0.0)


def _recall(run: _Run, done: list[Line]) -> None:
    """What was done before the worker was killed is laid on the bench, as if it had just been done."""
    read = [line for _number, _name, line in done if isinstance(line, RegisterLine)]
    known = _known(run.register, read) if read else {}
    for line in read:
        if run.bench.first_number_of(line.identifier, line.number) != line.number:
            continue
        if (there := known.get(line.identifier)) is not None:
            run.bench.remember_birth(line.number, there.pk)
        else:
            _lay_out(run.bench, line)


def _chunk(run: _Run, chunk: list[Line]) -> None:
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
            _count(run, number, update_listed(there, line, write=run.write))
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
    _lay_out(run.bench, line)
    return found


def _lay_out(bench: Workbench, line: RegisterLine) -> None:
    if line.latitude is not None and line.longitude is not None:
        bench.place(-line.number, line.name, line.latitude, line.longitude)


def _count(run: _Run, number: int, verdict: str) -> None:
    run.outcomes.append(RegisterOutcome(register=run.register, number=number, verdict=verdict))


def _count_new(run: _Run, line: RegisterLine, suspect: int | None, born: dict[int, int]) -> None:
    if run.write and line.number in born:
        run.bench.remember_birth(line.number, born[line.number])
    if suspect is None:
        _count(run, line.number, "new")
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
    _count(run, number, verdict)
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

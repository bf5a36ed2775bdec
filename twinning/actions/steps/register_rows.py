"""The rows of a register: each is judged (new, changed, same, faulty, duplicate, suspect) and, in an import, kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from core.files import private_storage
from core.files.table_lines import rows_of
from twinning.actions.steps.register_lines import create_listed, update_listed
from twinning.actions.steps.register_scratch import Workbench
from twinning.judging.register_lines import RegisterFault, RegisterLine, read_line
from twinning.judging.register_suspects import nearly_same
from twinning.models import Institution, RegisterIdentifier, RegisterImport, RegisterOutcome, RegisterRow

NumberedLine = tuple[int, str, RegisterLine | RegisterFault]

# So many are stored one by one for people to read; beyond that they are only counted.
MOST_ROWS: Final = 5_000


@dataclass(slots=True)
class RegisterRun:
    register: RegisterImport
    bench: Workbench
    common: frozenset[str]
    write: bool
    kept_rows: int = 0
    outcomes: list[RegisterOutcome] = field(default_factory=list)


class RegisterLines:
    """The stored lines of a register, read twice: once for the words of the names, once for the rows."""

    def __init__(self, register: RegisterImport) -> None:
        self._name, self._country, self._columns = register.file, register.country, register.mapping["columns"]
        self.total = 0

    def names(self) -> Iterator[str]:
        column = self._columns["name"]
        with private_storage.opened(self._name) as file:
            for _number, cells in rows_of(file):
                self.total += 1
                yield cells[column]

    def read(self) -> Iterator[NumberedLine]:
        column = self._columns["name"]
        with private_storage.opened(self._name) as file:
            for number, cells in rows_of(file):
                yield number, cells[column], read_line(number, cells, self._columns, self._country)


def lay_out_known(bench: Workbench, register: RegisterImport) -> None:
    """Put the institutions of the country on the workbench: a row may be suspected of being one of them."""
    known = Institution.objects.filter(country=register.country, merged_into=None, latitude__isnull=False)
    rows = known.filter(names__official=True).values_list("pk", "names__text", "latitude", "longitude")
    for key, name, latitude, longitude in rows.iterator(chunk_size=2000):
        bench.place(key, name, latitude or 0.0, longitude or 0.0)


def replay_lines(run: RegisterRun, done: list[NumberedLine]) -> None:
    """Bring the workbench to where it was when the worker was killed; `done` was written then."""
    read = [line for _number, _name, line in done if isinstance(line, RegisterLine)]
    known = _known(run.register, read) if read else {}
    for line in read:
        if run.bench.first_number_of(line.identifier, line.number) != line.number:
            continue
        if (there := known.get(line.identifier)) is not None:
            run.bench.remember_birth(line.number, there.pk)
        else:
            _lay_out(run.bench, line)


def work_off_lines(run: RegisterRun, chunk: list[NumberedLine]) -> None:
    register = run.register
    read = [line for _number, _name, line in chunk if isinstance(line, RegisterLine)]
    known = _known(register, read)
    new: list[tuple[RegisterLine, int | None]] = []
    for number, name, line in chunk:
        if isinstance(line, RegisterFault):
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


def _suspected(run: RegisterRun, line: RegisterLine) -> int | None:
    """The key of the neighbour that this line may be the same as. Puts the line on the workbench for later ones."""
    if line.latitude is None or line.longitude is None:
        return None
    near = run.bench.near(line.latitude, line.longitude)
    found = next((n.key for n in near if nearly_same(n.name, line.name, run.common)), None)
    _lay_out(run.bench, line)
    return found


def _lay_out(bench: Workbench, line: RegisterLine) -> None:
    if line.latitude is not None and line.longitude is not None:
        bench.place(-line.number, line.name, line.latitude, line.longitude)


def _count(run: RegisterRun, number: int, verdict: str) -> None:
    run.outcomes.append(RegisterOutcome(register=run.register, number=number, verdict=verdict))


def _count_new(run: RegisterRun, line: RegisterLine, suspect: int | None, born: dict[int, int]) -> None:
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


def _note(run: RegisterRun, number: int, name: str, verdict: str, **more: Any) -> None:
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

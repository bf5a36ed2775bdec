"""Working through a register: the dry run and the import judge each row by the same code; only the import writes."""

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.audit import record
from core.errors import KoepueroeError
from core.files.isolation import said_by
from twinning.actions.steps.register_rows import (
    NumberedLine,
    RegisterLines,
    RegisterRun,
    lay_out_known,
    replay_lines,
    work_off_lines,
)
from twinning.actions.steps.register_scratch import Workbench
from twinning.actions.steps.today_marks import desk_changed
from twinning.judging.register_suspects import common_words
from twinning.models import RegisterImport, RegisterOutcome, RegisterRow
from twinning.queries.registers import counts_of
from twinning.rules.register_files import header_of

CHUNK: Final = 500


def work_through(*, register: RegisterImport) -> None:
    """Do what the state says: CHECKING is a dry run, RUNNING writes. Idempotent: may be called again after a crash.

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
    lines = RegisterLines(register)
    common = common_words(lines.names())
    register.total = lines.total
    last = _last_done(register)
    if not last:
        _forget_rows(register)
    with tempfile.TemporaryDirectory() as place, Workbench(Path(place) / "bench") as bench:
        lay_out_known(bench, register)
        run = RegisterRun(register, bench, common, write, kept_rows=register.rows.count())
        _each_chunk(run, lines.read(), last)
    _finish(register, write=write)


def _each_chunk(run: RegisterRun, rows: Iterator[NumberedLine], last: int) -> None:
    passed = 0
    while chunk := list(islice(rows, CHUNK)):
        passed += len(chunk)
        replay_lines(run, [line for line in chunk if line[0] <= last])
        left = [line for line in chunk if line[0] > last]
        with transaction.atomic():
            if left:
                work_off_lines(run, left)
            RegisterOutcome.objects.bulk_create(run.outcomes)
            if run.write:
                desk_changed(run.register.country)
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
    """Delete the rows of an earlier run, except those that wait for a decision."""
    RegisterRow.objects.filter(register=register, decision="").exclude(
        verdict="suspect", institution__hidden=True
    ).delete()

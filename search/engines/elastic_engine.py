"""The engine on Elasticsearch: it matches and scores, the database holds the entries and steps in for it.

Entries are written into the database as ever, and in the same transaction a row says that Elasticsearch has to hear of
it; so a cluster that does not answer loses nothing. While it is silent the database answers, within the same request.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

from elasticsearch.helpers import bulk

from core.findable import Document
from search.analysis import Question
from search.engines import Candidates, Scope, elastic_index
from search.engines.database_engine import DatabaseEngine
from search.engines.elastic_index import SILENT, WORKING, NotReadyError, alias, client, document_of
from search.engines.elastic_line import LINE
from search.engines.elastic_matching import Elastic, TooSlowError
from search.models import ElasticChange, SearchEntry

BATCH: Final = 500
CONFLICT: Final = 409  # something newer is there already
NOT_THERE: Final = 404
log = logging.getLogger("koepueroe.search")
T = TypeVar("T")


class ElasticEngine:
    def __init__(self) -> None:
        self.here = DatabaseEngine(changed=note)
        self.there = DatabaseEngine(Elastic())

    def index(
        self,
        shelf: str,
        codes: Collection[str],
        documents: Sequence[Document],
        *,
        anew: bool = False,
        count: bool = True,
    ) -> int:
        return self.here.index(shelf, codes, documents, anew=anew, count=count)

    def find(self, question: Question, scope: Scope, *, every: bool = False) -> Candidates:
        return self._answered(lambda engine: engine.find(question, scope, every=every))

    def suggest(self, question: Question, scope: Scope) -> Candidates:
        return self._answered(lambda engine: engine.suggest(question, scope))

    def similar(self, shelf: str, code: str, scope: Scope) -> Candidates:
        return self._answered(lambda engine: engine.similar(shelf, code, scope))

    def settle(self) -> None:
        self.here.settle()
        _tried(build)

    def tidy(self) -> None:
        self.here.tidy()
        _tried(build)

    def deliver(self) -> None:
        _tried(deliver)

    def faults(self) -> list[str]:
        return [*self.here.faults(), *faults()]

    def _answered(self, ask: Callable[[DatabaseEngine], T]) -> T:
        """By Elasticsearch, or by the database where it is silent, slow or not ready."""
        if LINE.asked():
            try:
                elastic_index.ready()
                found = ask(self.there)
            except (*SILENT, NotReadyError, TooSlowError) as error:
                LINE.broken(error)
            else:
                LINE.held()
                return found
        return ask(self.here)


def note(numbers: Collection[int]) -> None:
    """Elasticsearch has to hear of these entries."""
    ElasticChange.objects.bulk_create([ElasticChange(entry=number) for number in numbers], batch_size=BATCH)


def deliver() -> int:
    """Tell Elasticsearch what it has not heard yet; return how many changes were delivered.

    Idempotent and safe in parallel: of two that tell of one entry the later change wins, by its number.
    """
    if not _is_current():
        build()
    if not ElasticChange.objects.exists():
        return 0
    done = 0
    targets = elastic_index.standing()
    while rows := list(ElasticChange.objects.order_by("pk").values_list("pk", "entry")[:BATCH]):
        last = {entry: pk for pk, entry in rows}
        failed = _write(_actions(last, targets))
        told = [pk for pk, entry in rows if entry not in failed]
        ElasticChange.objects.filter(pk__in=told).delete()
        done += len(told)
        if failed:
            log.warning("Elasticsearch did not take %d of %d changes", len(failed), len(last))
            break
    return done


def build() -> None:
    """A whole index beside the one that answers, which is put in its place at the end."""
    heard = ElasticChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    name = elastic_index.create()
    try:
        _fill(name)
        elastic_index.swap(name)
    except BaseException:
        _tried(lambda: elastic_index.drop(name))
        raise
    # What changed before is in it; what changed meanwhile is told again, which changes nothing.
    ElasticChange.objects.filter(pk__lte=heard).delete()
    elastic_index.forget_ready()


def _fill(name: str) -> None:
    after = 0
    while numbers := _numbers_after(after):
        if failed := _write(_actions(dict.fromkeys(numbers, 1), [name])):
            message = f"{len(failed)} entries were not taken"
            raise NotReadyError(message)
        after = numbers[-1]
    client().options(request_timeout=WORKING).indices.refresh(index=name)


def _numbers_after(number: int) -> list[int]:
    rows = SearchEntry.objects.filter(pk__gt=number).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])


def reconcile() -> int:
    """Find what Elasticsearch has too much or too little, and have it told; return how many entries these are."""
    wrong = _differences()
    note(sorted(wrong))
    deliver()
    return len(wrong)


def keep_up() -> None:
    """For housekeeping: deliver what waits, and look whether as many entries lie there as here. Never raises."""
    _tried(_keep_up)


def _keep_up() -> None:
    deliver()
    elastic_index.sweep()
    if int(client().count(index=alias())["count"]) != SearchEntry.objects.count():
        log.warning("Elasticsearch holds another number of entries; %d were told anew", reconcile())
    LINE.held()


def faults() -> list[str]:
    try:
        if not _is_current():
            return ["Elasticsearch: there is no index of this release"]
        waiting = ElasticChange.objects.count()
        wrong = _differences()
    except SILENT as error:
        return [f"Elasticsearch does not answer: {type(error).__name__}"]
    found = [f"Elasticsearch: {len(wrong)} entries are missing there or too much"] if wrong else []
    return found + ([f"Elasticsearch: {waiting} changes wait to be told"] if waiting else [])


def _differences() -> set[int]:
    """An entry is never changed, only replaced by another with a new number; so numbers are enough."""
    client().options(request_timeout=WORKING).indices.refresh(index=alias())
    return set(elastic_index.numbers(alias())) ^ set(SearchEntry.objects.values_list("pk", flat=True))


def _is_current() -> bool:
    try:
        elastic_index.current()
    except NotReadyError:
        return False
    return True


def _actions(changes: dict[int, int], targets: Iterable[str]) -> Iterator[dict[str, Any]]:
    """`changes`: entries with the number of the change. An entry that is no more is taken out."""
    here = {entry.pk: entry for entry in SearchEntry.objects.filter(pk__in=changes).select_related("text")}
    for number, version in changes.items():
        entry = here.get(number)
        document = document_of(entry) if entry else {}
        for target in targets:
            action = {"_index": target, "_id": str(number), "version": version, "version_type": "external_gte"}
            yield {**action, "_op_type": "index", **document} if entry else {**action, "_op_type": "delete"}


def _write(actions: Iterator[dict[str, Any]]) -> set[int]:
    """The entries that were not taken."""
    _done, errors = bulk(
        client().options(request_timeout=WORKING), actions, chunk_size=BATCH, refresh=True, raise_on_error=False
    )
    told = [next(iter(error.values())) for error in errors]  # type: ignore[union-attr]  # a list, since stats_only is off
    return {int(one["_id"]) for one in told if one["status"] not in {CONFLICT, NOT_THERE}}


def _tried(work: Callable[[], object]) -> None:
    """What fails is done later: the changes wait, and housekeeping looks."""
    if not LINE.asked():
        return
    try:
        work()
    except (*SILENT, NotReadyError) as error:
        LINE.broken(error)

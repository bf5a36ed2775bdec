"""Long work, done by the worker."""

from django_tasks import task

from twinning.actions.duties.importing_registers import work_through
from twinning.actions.duties.reading_registers import read_register
from twinning.models import RegisterImport


@task()
def read_uploaded_register(code: str) -> None:
    """Idempotent: what was read is not read again."""
    register = RegisterImport.objects.select_related("by").filter(code=code).first()
    if register is not None:
        read_register(register=register)


@task()
def work_through_register(code: str) -> None:
    """Idempotent: a second run of the same register changes nothing that the first has done."""
    register = RegisterImport.objects.select_related("by").filter(code=code).first()
    if register is not None:
        work_through(register=register)

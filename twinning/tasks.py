"""Long work, done by the worker."""

from django_tasks import task

from twinning.actions.importing import work_through
from twinning.models import RegisterImport


@task()
def work_through_register(code: str) -> None:
    """Idempotent: a second run of the same register changes nothing that the first has done."""
    register = RegisterImport.objects.filter(code=code).first()
    if register is not None:
        work_through(register=register)

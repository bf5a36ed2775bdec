"""Real schools of two registers, imported as a coordinator would: nobody of the demo works or writes there."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from demo.queries import data
from twinning.actions.importing import work_through
from twinning.actions.registers import check_register, path_of, run_import, upload_register


def plant_registers(coordinator: User) -> None:
    for country in data.REGISTERS:
        file = SimpleUploadedFile(f"schools_{country}.csv", data.register_file(country))
        register = upload_register(by=coordinator, country=country, source="giga", credit=data.CREDIT, file=file)
        check_register(register=register, by=coordinator)
        work_through(register=register)
        run_import(register=register, by=coordinator)
        work_through(register=register)
        path_of(register).unlink(missing_ok=True)

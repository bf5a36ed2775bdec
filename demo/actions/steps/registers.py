"""Imports real schools of two registers as a coordinator would. No person of the demo belongs to them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from core.files import private_storage
from demo.queries import data_files
from twinning.actions.duties.importing_registers import work_through
from twinning.actions.duties.reading_registers import read_register
from twinning.actions.registers import check_register, run_import, upload_register


def plant_registers(coordinator: User) -> None:
    for country in data_files.REGISTERS:
        file = SimpleUploadedFile(f"schools_{country}.csv", data_files.register_file(country))
        register = upload_register(by=coordinator, country=country, source="giga", credit=data_files.CREDIT, file=file)
        read_register(register=register)
        check_register(register=register, by=coordinator)
        work_through(register=register)
        run_import(register=register, by=coordinator)
        work_through(register=register)
        private_storage.throw_away(register.file)

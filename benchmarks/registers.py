"""Rows a second and peak memory of importing a register: KEN as it is, and generated ones, each in its own process.

python benchmarks/registers.py                       KEN, then 50,000 and 200,000 generated rows
python benchmarks/registers.py 50000 200000          only these sizes
JSON goes into the file that $OUT names.
"""

import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.temporary_site import engine, markdown, temporary_site

KEN = Path(__file__).resolve().parent.parent / "tests" / "data" / "schools_KEN.csv.gz"
SIZES = ["KEN", "50000", "200000"]
WORDS = ["Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa"]


def measure(what: str) -> dict[str, object]:
    with temporary_site() as folder:
        path = folder / "register.csv"
        if what == "KEN":
            path.write_bytes(gzip.decompress(KEN.read_bytes()))
        else:
            _write(path, int(what))
        before = _peak()
        checked, imported, rows = work(path, "KE")
        return {
            "register": what if what == "KEN" else f"{int(what):,} rows",
            "database": engine(),
            "rows": rows,
            "dry run rows/s": round(rows / checked),
            "import rows/s": round(rows / imported),
            "peak MB": _peak(),
            "MB before": before,
        }


def work(path: Path, country: str) -> tuple[float, float, int]:
    """Seconds of the dry run, seconds of the import, rows. With the verbs of the desk."""
    from django.core.files.uploadedfile import TemporaryUploadedFile  # noqa: PLC0415 - Django is set up now

    from accounts.models import Office, User  # noqa: PLC0415
    from twinning.actions.duties.importing_registers import work_through  # noqa: PLC0415
    from twinning.actions.duties.reading_registers import read_register  # noqa: PLC0415
    from twinning.actions.registers import check_register, run_import, upload_register  # noqa: PLC0415

    by = User.objects.create_user(f"{country.lower()}@example.org", None, name="Coordinator")
    Office.objects.create(user=by, office="coordinator", country=country)
    file = TemporaryUploadedFile(path.name, "text/csv", path.stat().st_size, None)
    with path.open("rb") as rows:
        shutil.copyfileobj(rows, file)
    file.seek(0)
    register = upload_register(by=by, country=country, source=country.lower(), credit="", file=file)
    file.close()
    read_register(register=register)
    check_register(register=register, by=by)
    checked = _seconds(lambda: work_through(register=register))
    run_import(register=register, by=by)
    return checked, _seconds(lambda: work_through(register=register)), register.total


def _seconds(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began


def _write(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write("school_name,lon,lat,education_level,country_iso3_code,id\n")
        out.writelines(_lines(rows))


def _lines(rows: int) -> Iterator[str]:
    """A grid of points 500 m apart, so that nobody is anybody's neighbour."""
    for n in range(rows):
        longitude, latitude = 30 + n % 1000 * 0.005, -20 + n // 1000 * 0.005
        yield f"{WORDS[n % 10]} {WORDS[n // 10 % 10]} {n},{longitude:.4f},{latitude:.4f},,KEN,g{n}\n"


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    if "--one" in sys.argv:
        print(json.dumps(measure(sys.argv[-1])))
        return
    rows = []
    for what in sys.argv[1:] or SIZES:
        done = subprocess.run([sys.executable, __file__, "--one", what], stdout=subprocess.PIPE, check=True)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    print(markdown(rows))
    if "OUT" in os.environ:
        Path(os.environ["OUT"]).write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

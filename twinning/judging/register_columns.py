"""Which column of a foreign register is what."""

from typing import Final

from core.text import fold

FIELDS: Final = ("name", "latitude", "longitude", "point", "level", "identifier", "country", "region", "place")
REQUIRED: Final = ("name",)

# Folded words that registers use for a column, the likeliest first.
KNOWN_AS: Final = {
    "name": ("school name", "name of school", "name", "institution", "school", "title", "official name", "аталышы",
             "мектептин аталышы", "мектеп", "мекеме", "наименование школы", "название", "наименование", "школа",
             "учреждение", "naziv", "nimi", "schulname", "name der schule", "schule", "bezeichnung", "nom",
             "nom de l ecole", "etablissement", "ecole", "okul adı", "okul", "kurum adı", "kurum", "adı", "nombre",
             "nombre de la escuela", "escuela", "colegio", "centro"),
    "latitude": ("latitude", "lat", "y", "кеңдик", "широта", "gps lat", "breitengrad", "breite", "geografische breite",
                 "enlem", "latitud"),
    "longitude": ("longitude", "lon", "lng", "long", "x", "узундук", "долгота", "gps lon", "längengrad", "länge",
                  "geografische länge", "boylam", "longitud"),
    "point": ("coordinates", "coordinate", "gps coordinates", "gps", "geo", "location", "координаты", "координаттар",
              "координаталар", "координата", "koordinaten", "coordonnées", "coordonnees gps", "koordinat",
              "koordinatlar", "coordenadas", "geopoint", "point"),
    "level": ("education level", "level", "school level", "stage", "деңгээл", "билим деңгээли", "баскыч", "уровень",
              "ступень", "тип", "schulform", "schulart", "schulstufe", "stufe", "niveau", "cycle", "kademe", "seviye",
              "nivel", "nivel educativo"),
    "identifier": ("giga id school", "school id", "id", "identifier", "code", "emis code", "uuid", "номер", "код",
                   "мектептин коду", "идентификатор", "schulnummer", "schul id", "kennung", "nummer", "numéro uai",
                   "uai", "code établissement", "numéro", "kurum kodu", "okul kodu", "kod", "código", "clave", "cct",
                   "šifra"),
    "country": ("country iso3 code", "country code", "country", "iso3", "өлкө", "страна", "land", "pays", "ülke",
                "país"),
    "region": ("region", "province", "oblast", "state", "county", "admin1", "облус", "область", "регион", "bundesland",
               "bezirk", "kanton", "région", "académie", "département", "il", "bölge", "región", "provincia",
               "departamento", "estado"),
    "place": ("city", "town", "village", "place", "locality", "municipality", "шаар", "айыл", "кыштак", "город", "село",
              "населённый пункт", "ort", "stadt", "gemeinde", "ville", "commune", "şehir", "ilçe", "ciudad",
              "municipio", "localidad"),
}  # fmt: skip
# Folded, for whoever looks for the row of the header.
NAMES_OF_COLUMNS: Final = frozenset(fold(word) for known in KNOWN_AS.values() for word in known)


def guess_columns(header: list[str]) -> dict[str, int]:
    """Field to the index of its column; exact names first, then names with a known word in them; no column twice."""
    folded = [fold(name.replace("_", " ")) for name in header]
    mapping: dict[str, int] = {}
    for exact in (True, False):
        for field in FIELDS:
            if field not in mapping:
                found = _column(folded, KNOWN_AS[field], set(mapping.values()), exact=exact)
                if found is not None:
                    mapping[field] = found
    return mapping


def _column(folded: list[str], known: tuple[str, ...], taken: set[int], *, exact: bool) -> int | None:
    for name in map(fold, known):
        for index, column in enumerate(folded):
            fits = column == name if exact else len(name) > 2 and name in column.split()  # noqa: PLR2004 - x, y, id are too short to stand inside
            if index not in taken and fits:
                return index
    return None

"""Phrases that no person would say are named, wherever they stand."""

import re
from pathlib import Path

import polib
import pytest

from scripts.check_words import LIST, Calque, calques, complaints_of_catalogue, complaints_of_files, found_in

BAD = {
    "ky": [
        "Өтүнүч жок азырынча",
        "Билдирүүлөр келген жок азырынча.",
        "Эч ким жазган жок азырынча",
        "жооп берген: 2 ичинен 1",
        "Аткарылган этаптар: %(all)s ичинен %(done)s.",
        "Жашы, баштап",
        "чейин (жаш)",
        "алардан азырынча эч ким жооп күткөн эмес",
        "Үч гана жооп. Мектебиңиз андан кийин.",
        "Андан тааныла турган адамдардын баары макул",
        "Сизди Köpürö сайтына чакырышты",
        "Үч аркадан турган жол",
        "Класс: %(n)s",
        "Сабак %(number)s",
        "Бул көргөзмө. Ким болуп карап көрөсүз?",
        "Муну модератор гана кыла алат.",
        "Кайра кириңиз: жаңы шилтеме жөнөтүлөт",
        "эки мекемелер",
        "%(count)s мектептер табылды",
        "Тажрыйбанын долбоору өчүрүлдү",
        "Дарегиңиз тастыкталды",
        "Жазууңуз ийгиликтүү сакталды",
        "Өтүнүч модератор тарабынан каралды",
        "Сенин мекемең текшерилди",
        "Жазганыңыз ташталды.",
        "Каралама нусканы өчүрүү",
        "Сунуш кайра алынды: «%(title)s»",
        "Жашырылган тажрыйбалар",
        "Тажрыйба китепканадан алынды",
        "Мектеп тажрыйбаны колдонуп көргөнүн айтты",
        "Мекемени ырастоо",
        "Сиздин саат алкагыңыз боюнча",
    ],
    "ru": [
        "Исправьте %(n)s место",
        "Исправьте 1 место",
        "Путь из трёх арок",
        "Путь по трём аркам",
        "Кто-то попросил принять его в учреждение",
        "проверка чистая",
        "Ответить можно до этого дня: %(day)s",
        "Действует с этого дня: %(day)s",
        "Каждая сторона заботится о том, чтобы коллега мог подменить",
        "Как приспособить",
        "Круг %(number)s",
        "Дело по вашей должности на сайте.",
        "Сведения написал(а): %(person)s",
        "Вы здесь первый из этого учреждения.",
        "Здесь стоит номер телефона",
        "Написанное сохранено. Оно снова стоит в форме.",
        "Обжалование решения ждёт ответа.",
        "Вас приглашают работать на Köpürö",
        "Прочтите почему.",
        "Ваш аккаунт удалён",
        "Запись успешно сохранена",
        "В данный момент осуществляется загрузка",
        "Этот человек не является сотрудником",
        "Введите логин",
        "Еще нет",
        "Ответ - сразу",
        'Нажмите "Сохранить"',
        "Вы взяли практику на экспертизу",
        "Взять на рассмотрение",
        "Скрытых практик нет",
        "Ваша практика скрыта",
        "рассказ об опыте применения",
        "Демонстрационные учётные записи здесь закрыты",
        "Обжаловать решение",
    ],
}
GOOD = {
    "ky": [
        "Азырынча өтүнүч жок",
        "келген сунуш: %(received)s, жооп берилгени: %(answered)s",
        "Канча жаштан",
        "Ага чейин окуп, даярдана аласыз.",
        "эки модератор бир убакта карабайт",
        "эки мекеменин жетекчилери",
        "Класс: %(name)s",
        "%(n)s-класс",
        "он эки автор",
        "бир нече дептер",
        "Аларды кайра карап чыгыңыз",
        "Жашырылган жазуу кайра көрсөтүлдү",
    ],
    "ru": [
        "Исправьте %(n)s ошибку",
        "Действует с %(day)s",
        "%(number)s-й круг",
        "Кто-то запросил ссылку для входа",
        "не просят номер или аккаунт",
        "Круги проверки этой практики",
        "Выберите форму работы",
        "О платформе «Көпүрө»",
        "личные данные",
        "Рассказ школы скрыт",
        "Мы тоже попробовали",
    ],
}


def of(language: str) -> list[Calque]:
    return [one for one in calques() if one.language == language]


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in BAD for text in BAD[language]])
def test_a_clumsy_phrase_is_named(language: str, text: str) -> None:
    assert list(found_in(text, of(language))) != []


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in GOOD for text in GOOD[language]])
def test_what_a_person_says_is_left_alone(language: str, text: str) -> None:
    assert list(found_in(text, of(language))) == []


def test_each_line_of_the_list_says_what_to_write_and_why() -> None:
    listed = calques(LIST)
    assert {one.language for one in listed} == {"ky", "ru"}
    assert [one for one in listed if not one.better or not one.why] == []


def test_every_form_of_a_plural_is_read() -> None:
    catalogue = polib.POFile()
    forms = {0: "%(n)s ошибка", 1: "исправьте %(n)s места", 2: "%(n)s ошибок"}
    catalogue.append(polib.POEntry(msgid="one", msgid_plural="many", msgstr_plural=forms))
    catalogue.append(polib.POEntry(msgid="gone", msgstr="проверка чистая", obsolete=True))
    (only,) = complaints_of_catalogue(catalogue, of("ru"))
    assert only.startswith("'исправьте %(n)s места'")


def test_demo_and_mails_are_read_line_by_line(tmp_path: Path) -> None:
    letter = tmp_path / "templates" / "mails" / "letter.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("Здравствуйте!\nВаше дело по вашей должности.\n", "utf-8")
    listed = [
        *of("ru"),
        Calque("ru", re.compile("здравствуйте"), "x", "only the catalogue is read for it", catalogue_only=True),
    ]
    (only,) = complaints_of_files(tmp_path, listed)
    assert only.startswith("templates/mails/letter.txt:2: 'дело по вашей должности'")

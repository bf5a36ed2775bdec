"""What the site has published in two languages teaches the lexicon; nothing else of the site does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command

from core.findable import shelves
from search.analysis.learning.files import read
from search.queries.translated_texts import translated_texts
from tests import practices
from tests.library.shelf_world import published
from tests.search.shelf import Things


def test_sentences_stand_beside_each_other(things: Things) -> None:
    things.put("k", "Дарыя", "Суу таза. Балык көп.\nБүттү", group="river")
    things.put("r", "Река", "Вода чистая. Рыбы много.\nКонец", language="ru", group="river")
    things.put("e", "River", "The water is clean and full of fish.\nThe end", language="en", group="river")
    rows = translated_texts()
    assert {"ky": "Дарыя", "ru": "Река", "en": "River"} in rows
    assert {"ky": "Балык көп.", "ru": "Рыбы много."} in rows
    assert {"en": "The end", "ky": "Бүттү"} in rows
    assert {"en": "The water is clean and full of fish.", "ky": "Суу таза. Балык көп."} in rows


def test_what_is_told_at_another_length_gives_its_title_alone(things: Things) -> None:
    things.put("k", "Дарыя", "Бир\nЭки", group="river")
    things.put("e", "River", "One", language="en", group="river")
    things.put("x", "Тоо", "Жалгыз")
    assert translated_texts() == [{"ky": "Дарыя", "en": "River"}]


def test_only_what_everybody_reads_on_shelves_that_teach(things: Things) -> None:
    things.put("k", "Жашыруун", "Сөз", group="secret", audience="members")
    things.put("e", "Secret", "Word", language="en", group="secret")
    assert translated_texts() == []


def test_talk_never_teaches(db: None) -> None:
    assert {shelf.name for shelf in shelves() if shelf.teaches} == {"institutions", "pages", "practices"}


def test_a_translated_practice_is_learnt_from_once_it_is_published(
    make_institution: Callable[..., Any], make_user: Callable[..., Any], make_staff: Callable[..., Any], tmp_path: Path,
    settings: Any,
) -> None:  # fmt: skip
    school, writer = make_institution(), make_user(may_write=True)
    make_staff(writer, school)
    english = published(school, "A kingfisher")
    kyrgyz = published(school, "Зымырык", language="ky", key=english.translation_key, live=False, state="draft")
    draft = practices.draft(by=writer, institution=school, title="Nobody read this")
    (tmp_path / "own.tsv").write_text("ky\tru\ten\nсуу\tвода\twater", encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]

    def learnt(*more: str) -> dict[str, Any]:
        call_command("learn_lexicon", str(tmp_path), *more, to=tmp_path / "out.gz", verbosity=0)
        return dict(read(tmp_path / "out.gz")["pairs"]["ky-en"])

    assert "зымырык" not in learnt()
    kyrgyz.live, kyrgyz.state = True, "published"
    kyrgyz.save()
    assert "kingfish" in str(learnt()["зымырык"])
    assert "зымырык" not in learnt("--without-site")
    assert draft.title not in str(translated_texts())

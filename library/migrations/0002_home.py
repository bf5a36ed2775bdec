"""The home page in three languages, each a translation of the same page, and the site that serves it."""

import json
import uuid

from django.db import migrations
from django.utils import timezone

WORDS = {
    "ky": {
        "title": "Мектебиңизден дүйнөгө көпүрө",
        "lead": "Кыргызстандын мектептери бул жерде чет өлкөдөн өнөктөш табат, эгиздешет, бирге сабак өтөт жана тажрыйба бөлүшөт.",
        "steps_title": "Үч аркадан турган жол",
        "steps_lead": "Телефондон эле толтурса болот, жазганыңыз өзү сакталып турат.",
        "steps": [
            ("Мекемеңизди сүрөттөңүз", "Класстар, тилдер, сабак сааттары жана кандай өнөктөш издегениңиз."),
            ("Себебин көрүп тандаңыз", "Ар бир сунушта эмне үчүн туура келери жана эмнеси жетишпей турганы ачык жазылат."),
            ("Бирге иштеңиз", "Орток план, бөлмө жана эки саат. Планды ар ким өз тилинде окуйт."),
        ],
        "promise_title": "Тынч, коопсуз, өз тилиңизде",
        "promise": "Эң кыйыны биринчи кат. Бул жерде үч тилде даяр сүйлөмдөр бар, калганын балдар өздөрү айтып берет.",
        "promises": [
            "Окуучуларда аккаунт жок. Текшерилген мекемелердин кызматкерлери гана жазыша алат.",
            "Жай интернетте жана эски телефондо иштейт. Байланышсыз жазган билдирүүңүз кийин өзү кетет.",
            "Кыргызча, орусча, англисче. Өтүнүчтөр, сунуштар жана пландар ар кимге өз тилинде окулат.",
        ],
        "description": "Кыргыз мектептери чет өлкөдөн өнөктөш табуучу ачык аянтча",
    },
    "ru": {
        "title": "Мост от вашей школы к миру",
        "lead": "Здесь школы Кыргызстана находят партнёров за рубежом, дружат школами, проводят общие уроки и делятся опытом.",
        "steps_title": "Путь из трёх арок",
        "steps_lead": "Всё можно заполнить с телефона, написанное сохраняется само.",
        "steps": [
            ("Расскажите об учреждении", "Классы, языки, часы уроков и то, какого партнёра вы ищете."),
            ("Выбирайте, видя причины", "В каждой подсказке открыто написано, почему партнёр подходит и чего не хватает."),
            ("Работайте вместе", "Общий план, комната и двое часов. План каждый читает на своём языке."),
        ],
        "promise_title": "Спокойно, безопасно, на своём языке",
        "promise": "Труднее всего первое письмо. Здесь есть готовые фразы на трёх языках, остальное дети расскажут сами.",
        "promises": [
            "У учеников нет аккаунтов. Писать друг другу могут только сотрудники проверенных учреждений.",
            "Работает на медленном интернете и старом телефоне. Написанное без связи уйдёт само, когда связь появится.",
            "По-кыргызски, по-русски, по-английски. Запросы, предложения и планы каждый читает на своём языке.",
        ],
        "description": "Открытая платформа, где школы Кыргызстана находят партнёров за рубежом",
    },
    "en": {
        "title": "A bridge from your school to the world",
        "lead": "Here the schools of Kyrgyzstan find partners abroad, twin with them, teach together and share what works.",
        "steps_title": "Three arches to a partner",
        "steps_lead": "All of it works on a phone, and what you write is kept as you go.",
        "steps": [
            ("Describe your institution", "Classes, languages, lesson hours, and the partner you are looking for."),
            ("Choose and see why", "Each suggestion says openly why it fits and what is missing."),
            ("Work together", "One plan, one room, two clocks. Everybody reads the plan in their own language."),
        ],
        "promise_title": "Calm, safe, in your own language",
        "promise": "The first letter is the hardest. There are ready phrases in three languages; the children will tell the rest.",
        "promises": [
            "Pupils have no accounts. Only staff of verified institutions can write to each other.",
            "It works on a slow line and an old phone. What you write without a connection leaves by itself later.",
            "Kyrgyz, Russian, English. Wishes, proposals and plans are read by everybody in their own language.",
        ],
        "description": "An open platform where schools of Kyrgyzstan find partners abroad",
    },
}


def stream(blocks):
    return json.dumps([{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in blocks])


def plant(apps, schema_editor):
    Page, Site = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Site")
    Locale, HomePage = apps.get_model("wagtailcore", "Locale"), apps.get_model("library", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label="library", model="homepage")
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    root, family, now, pages = Page.objects.get(depth=1), uuid.uuid4(), timezone.now(), {}
    for number, (language, words) in enumerate(WORDS.items(), start=1):
        locale, _ = Locale.objects.get_or_create(language_code=language)
        pages[language] = HomePage.objects.create(
            title=words["title"], draft_title=words["title"], slug=f"home-{language}", content_type=kind, locale=locale,
            translation_key=family, path=f"{root.path}{number:04d}", depth=2, numchild=0, url_path=f"/home-{language}/",
            live=True, first_published_at=now, last_published_at=now, search_description=words["description"],
            lead=words["lead"], steps_title=words["steps_title"], steps_lead=words["steps_lead"],
            steps=stream(("step", {"title": title, "text": text}) for title, text in words["steps"]),
            promise_title=words["promise_title"], promise=words["promise"],
            promises=stream(("promise", text) for text in words["promises"]),
        )
    root.numchild = len(pages)
    root.save()
    Site.objects.create(
        hostname="localhost", port=80, site_name="Köpürö", root_page_id=pages["ky"].pk, is_default_site=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]

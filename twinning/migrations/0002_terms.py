"""The first vocabularies. A ministry may change labels and add terms later: what is there already stays."""

from django.db import migrations

# scheme: code: (Kyrgyz, Russian, English)
TERMS = {
    "kind": {
        "school": ("мектеп", "школа", "school"),
        "gymnasium": ("гимназия же лицей", "гимназия или лицей", "grammar school or lyceum"),
        "preschool": ("балдар бакчасы", "детский сад", "preschool"),
        "vocational": ("кесиптик окуу жайы", "профессиональное училище", "vocational school"),
        "university": ("университет", "университет", "university"),
        "training": ("мугалимдерди окутуучу борбор", "институт повышения квалификации", "teacher training institute"),
        "authority": ("билим берүү бөлүмү", "орган управления образованием", "education authority"),
        "other": ("башка мекеме", "другое учреждение", "other institution"),
    },
    "level": {
        "preprimary": ("мектепке чейинки", "дошкольный", "pre-primary"),
        "primary": ("башталгыч", "начальный", "primary"),
        "lower": ("негизги орто", "основной средний", "lower secondary"),
        "upper": ("жогорку орто", "старший средний", "upper secondary"),
        "vocational": ("кесиптик", "профессиональный", "vocational"),
        "higher": ("жогорку", "высший", "higher"),
    },
    "theme": {
        "water": ("суу жана дарыялар", "вода и реки", "water and rivers"),
        "climate": ("климат жана тоолор", "климат и горы", "climate and mountains"),
        "nature": ("жаныбарлар жана өсүмдүктөр", "животные и растения", "animals and plants"),
        "traditions": ("салттар жана майрамдар", "традиции и праздники", "traditions and holidays"),
        "stories": ("жомоктор жана адабият", "сказки и литература", "stories and literature"),
        "music": ("музыка жана бий", "музыка и танец", "music and dance"),
        "crafts": ("кол өнөрчүлүк жана сүрөт", "ремёсла и рисунок", "crafts and art"),
        "history": ("биздин жердин тарыхы", "история нашего края", "local history"),
        "maths": ("математика жана оюндар", "математика и игры", "maths and games"),
        "science": ("тажрыйбалар жана илим", "опыты и наука", "experiments and science"),
        "robots": ("робот жана программалоо", "роботы и программирование", "robots and coding"),
        "food": ("тамак-аш жана ден соолук", "еда и здоровье", "food and health"),
        "sport": ("спорт жана оюн", "спорт и подвижные игры", "sport and play"),
        "city": ("биздин айыл, биздин шаар", "наше село, наш город", "our village, our town"),
        "media": ("мектеп гезити жана видео", "школьная газета и видео", "school newspaper and video"),
        "inclusion": ("баарына орун бар мектеп", "школа для всех", "a school for everyone"),
        "leadership": ("мектепти башкаруу", "руководство школой", "school leadership"),
        "lessons": ("сабакты бирге изилдөө", "совместное исследование урока", "lesson study"),
    },
    "work": {
        "letters": ("кат алышуу", "обмен письмами", "exchange of letters"),
        "photos": ("сүрөт алмашуу", "обмен фотографиями", "exchange of photos"),
        "live": ("түз байланыштагы сабак", "живой совместный урок", "live joint lessons"),
        "project": ("биргелешкен долбоор", "совместный проект", "joint project"),
        "staff": ("мугалим алмашуу", "обмен учителями", "staff exchange"),
        "shadowing": ("жетекчинин ишин байкоо", "стажировка руководителей", "job shadowing for leaders"),
    },
    "decline": {
        "time": ("азыр убактыбыз жок", "сейчас нет времени", "we have no time now"),
        "places": ("орун калган жок", "нет свободных мест", "we have no free place"),
        "theme": ("тема бизге туура келбейт", "тема нам не подходит", "the theme does not suit us"),
        "ages": ("балдардын жашы туура келбейт", "возраст детей не подходит", "the ages do not fit"),
        "language": ("орток тил жетишсиз", "не хватает общего языка", "we lack a common language"),
        "hours": ("сабак убактысы дал келбейт", "не совпадают часы уроков", "our lesson hours do not meet"),
        "other": ("башка себеп", "другая причина", "another reason"),
    },
    "end": {
        "finished": ("иш аягына чыкты", "работа завершена", "the work is finished"),
        "time": ("убакыт жетишпей калды", "не хватило времени", "there was not enough time"),
        "silent": ("өнөктөш жооп бербей калды", "партнёр перестал отвечать", "the partner stopped answering"),
        "people": ("кызматкерлер алмашты", "сменились люди", "the people have changed"),
        "safety": ("коопсуздук себебинен", "из соображений безопасности", "for reasons of safety"),
        "other": ("башка себеп", "другая причина", "another reason"),
    },
    "milestone": {
        "meet": ("Таанышабыз", "Знакомимся", "Get to know each other"),
        "exchange": ("Биринчи каттар менен сүрөттөр", "Первые письма и фотографии", "First letters and photos"),
        "lesson": ("Биринчи орток сабак", "Первый общий урок", "First joint lesson"),
        "make": ("Бирге жасайбыз", "Делаем вместе", "We make it together"),
        "show": ("Натыйжаны көрсөтөбүз", "Показываем результат", "We show the result"),
        "learned": ("Эмнени үйрөндүк", "Чему мы научились", "What we have learned"),
    },
    "refusal": {
        "unknown": ("мекемени табууга болбоду", "не удалось найти учреждение", "the institution could not be found"),
        "person": (
            "кызматкер экени ырасталган жок",
            "не подтвердилось, что человек там работает",
            "it was not confirmed that the person works there",
        ),
        "duplicate": ("мекеме мурда катталган", "учреждение уже есть на сайте", "the institution is already here"),
        "incomplete": ("маалымат жетишсиз", "не хватает сведений", "some facts are missing"),
        "other": ("башка себеп", "другая причина", "another reason"),
    },
    "report": {
        "child": ("баланын купуялыгы же коопсуздугу", "частная жизнь или безопасность ребёнка", "privacy or safety of a child"),
        "insult": ("кордоо же коркутуу", "оскорбление или угроза", "insult or threat"),
        "spam": ("жарнама же спам", "реклама или спам", "advertising or spam"),
        "false": ("өзүн башка адам деп көрсөтүү", "выдаёт себя за другого", "pretends to be somebody else"),
        "other": ("башка себеп", "другая причина", "another reason"),
    },
}


def plant(apps, schema_editor):
    Term = apps.get_model("core", "Term")
    for scheme, terms in TERMS.items():
        for order, (code, (ky, ru, en)) in enumerate(terms.items()):
            Term.objects.get_or_create(
                scheme=scheme, code=code, defaults={"label_ky": ky, "label_ru": ru, "label_en": en, "order": order}
            )


class Migration(migrations.Migration):
    dependencies = [("twinning", "0001_initial"), ("core", "0001_initial")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]

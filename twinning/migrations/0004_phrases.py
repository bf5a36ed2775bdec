"""The phrase book of first messages. {words in braces} are filled from the wish, each in the reader's language."""

from django.db import migrations

# code (its first word is the part of the letter): (Kyrgyz, Russian, English)
PHRASES = {
    "greeting-day": ("Саламатсыздарбы, урматтуу кесиптештер!", "Здравствуйте, уважаемые коллеги!", "Good day, dear colleagues!"),
    "greeting-place": (
        "Биз жашаган жерден салам! Бул жер: {town}, {country}.",
        "Привет из нашего края! Он называется так: {town}, {country}.",
        "Greetings from where we live: {town}, {country}.",
    ),
    "greeting-first": (
        "Сиздерге биринчи жолу жазып жатабыз жана таанышканыбызга кубанычтабыз.",
        "Пишем вам впервые и рады познакомиться.",
        "We write to you for the first time and are glad to get to know you.",
    ),
    "who-class": (
        "Биздин класс: {class}. Балдардын жашы: {ages}.",
        "Наш класс: {class}. Возраст детей: {ages}.",
        "Our class: {class}. The pupils’ age: {ages}.",
    ),
    "who-size": ("Класстагы балдардын саны: {size}.", "Число учеников в классе: {size}.", "Number of pupils in the class: {size}."),
    "who-languages": (
        "Биз иштей ала турган тилдер: {languages}.",
        "Языки, на которых мы можем работать: {languages}.",
        "Languages in which we can work: {languages}.",
    ),
    "who-new": (
        "Бул чет өлкөлүк мектеп менен биринчи өнөктөштүгүбүз болот.",
        "Это будет наше первое партнёрство со школой из другой страны.",
        "This will be our first partnership with a school abroad.",
    ),
    "who-experienced": (
        "Биз мурда чет өлкөлүк өнөктөш менен иштегенбиз жана тажрыйбабыз менен бөлүшөбүз.",
        "Мы уже работали с партнёром из другой страны и поделимся опытом.",
        "We have worked with a partner abroad before and will share what we learned.",
    ),
    "want-theme": (
        "Бирге иштегибиз келген тема: {theme}.",
        "Тема, над которой мы хотели бы работать вместе: {theme}.",
        "The theme on which we would like to work together: {theme}.",
    ),
    "want-work": ("Биз сунуштаган иш түрү: {work}.", "Форма работы, которую мы предлагаем: {work}.", "The kind of work that we suggest: {work}."),
    "want-small": (
        "Кичинеден баштайлы: биринчи бир иш, андан кийин уланталыбы же жокпу, бирге чечебиз.",
        "Давайте начнём с малого: сначала одно дело, а потом вместе решим, продолжать ли.",
        "Let us begin small: one piece of work first, then we decide together whether to go on.",
    ),
    "want-children": (
        "Балдар бири-биринин жашоосун өз көзү менен көрүшсө дейбиз.",
        "Нам хочется, чтобы дети увидели жизнь друг друга своими глазами.",
        "We would like the children to see each other’s life with their own eyes.",
    ),
    "want-teachers": (
        "Мугалимдер да бири-биринен үйрөнсө дейбиз.",
        "Хотелось бы, чтобы и учителя учились друг у друга.",
        "We would like the teachers to learn from each other as well.",
    ),
    "why-theme": (
        "Сиздер да ушул теманы издеп жатканыңыздарды көрдүк.",
        "Мы увидели, что и вы ищете эту тему.",
        "We saw that you look for the same theme.",
    ),
    "why-ages": (
        "Балдарыбыздын жашы бири-бирине жакын.",
        "Наши дети почти одного возраста.",
        "Our pupils are of nearly the same age.",
    ),
    "why-hours": (
        "Сабак убактыбыз дал келет, ошондуктан түз байланышта сабак өтө алабыз.",
        "Часы наших уроков совпадают, значит, можно вести уроки вживую.",
        "Our lesson hours meet, so that live lessons are possible.",
    ),
    "why-different": (
        "Биз жашаган жерлер ар башка, салыштыра турган нерсе көп.",
        "Мы живём в очень разных местах, нам есть что сравнить.",
        "The places where we live are different, so there is much to compare.",
    ),
    "when-start": ("Биз баштай ала турган күн: {starts}.", "Мы могли бы начать в этот день: {starts}", "We could begin on this day: {starts}."),
    "when-end": ("Бүтүрүүнү ойлогон күнүбүз: {ends}.", "Завершить думаем к этому дню: {ends}", "We think of finishing by this day: {ends}."),
    "when-change": (
        "Күндөрдү өзгөртсө болот: сиздерге ыңгайлуусун жазыңыздар.",
        "Даты можно изменить: напишите, как удобно вам.",
        "The dates can be changed: please write what suits you.",
    ),
    "when-meet": (
        "Адегенде мугалимдер видео аркылуу 20 мүнөт сүйлөшүп алсак кантет?",
        "Может быть, сначала учителя поговорят по видеосвязи 20 минут?",
        "Shall the teachers first talk by video for 20 minutes?",
    ),
    "closing-language": (
        "Өз тилиңиздерде жаза бериңиздер: биз которуп окуйбуз.",
        "Пишите на своём языке: мы прочитаем в переводе.",
        "Please write in your own language: we will read a translation.",
    ),
    "closing-photos": (
        "Балдардын сүрөттөрүн ата-энелердин макулдугу менен гана көрсөтөбүз.",
        "Фотографии детей показываем только с согласия родителей.",
        "We show photos of children only with their parents’ consent.",
    ),
    "closing-questions": ("Суроолоруңуздар болсо, жаза бериңиздер.", "Если есть вопросы, пишите.", "If you have questions, please write."),
    "closing-answer": ("Жообуңуздарды күтөбүз.", "Ждём вашего ответа.", "We look forward to your answer."),
    "closing-regards": ("Урматтоо менен.", "С уважением.", "With kind regards."),
}


def plant(apps, schema_editor):
    Term = apps.get_model("core", "Term")
    for order, (code, (ky, ru, en)) in enumerate(PHRASES.items()):
        Term.objects.get_or_create(
            scheme="phrase", code=code, defaults={"label_ky": ky, "label_ru": ru, "label_en": en, "order": order}
        )


class Migration(migrations.Migration):
    dependencies = [("twinning", "0003_proposal_sent_once")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]

"""Vocabularies of practices, and the workflow that carries their review."""

from django.db import migrations

# scheme: code: (Kyrgyz, Russian, English)
TERMS = {
    "practice_kind": {
        "lesson": ("сабак же сабактар топтому", "урок или серия уроков", "a lesson or a series of lessons"),
        "project": ("окуучулардын долбоору", "проект учеников", "a project of pupils"),
        "club": ("сабактан тышкаркы иш", "внеурочная работа", "work outside lessons"),
        "assessment": ("баалоо", "оценивание", "assessment"),
        "teachers": ("мугалимдер бири-биринен үйрөнөт", "учителя учатся друг у друга", "teachers learn from each other"),
        "leadership": ("мектепти башкаруу", "управление школой", "running a school"),
        "parents": ("ата-энелер жана жамаат менен иш", "работа с родителями и сообществом", "work with parents and the community"),
        "partners": ("чет элдик өнөктөш менен иш", "работа с партнёром за рубежом", "work with a partner abroad"),
    },
    "subject": {
        "primary": ("башталгыч класстын сабактары", "предметы начальной школы", "primary school subjects"),
        "kyrgyz": ("кыргыз тили жана адабияты", "кыргызский язык и литература", "Kyrgyz language and literature"),
        "russian": ("орус тили жана адабияты", "русский язык и литература", "Russian language and literature"),
        "foreign": ("чет тили", "иностранный язык", "foreign language"),
        "maths": ("математика", "математика", "mathematics"),
        "ict": ("информатика", "информатика", "computer science"),
        "physics": ("физика", "физика", "physics"),
        "chemistry": ("химия", "химия", "chemistry"),
        "biology": ("биология", "биология", "biology"),
        "geography": ("география", "география", "geography"),
        "history": ("тарых", "история", "history"),
        "society": ("адам жана коом", "человек и общество", "people and society"),
        "art": ("сүрөт жана кол өнөрчүлүк", "изобразительное искусство и труд", "art and crafts"),
        "music": ("музыка", "музыка", "music"),
        "sport": ("дене тарбия", "физкультура", "physical education"),
        "across": ("бир нече сабак бирге", "несколько предметов вместе", "across subjects"),
        "school": ("сабакка байланбаган, мектеп турмушу", "вне предметов, жизнь школы", "no subject, life of the school"),
    },
    "audience": {
        "teachers": ("мугалимдер", "учителя", "teachers"),
        "class": ("класс жетекчилери", "классные руководители", "class teachers"),
        "leaders": ("мектеп жетекчилери", "руководители школ", "school leaders"),
        "coaches": ("коучтар жана усулчулар", "коучи и методисты", "coaches and methodologists"),
        "support": ("психологдор жана социалдык педагогдор", "психологи и социальные педагоги", "psychologists and social workers"),
        "parents": ("ата-энелер", "родители", "parents"),
        "students": ("болочок мугалимдер", "будущие учителя", "future teachers"),
    },
    "setting": {
        "rural": ("айыл мектеби", "сельская школа", "rural school"),
        "mountain": ("тоолуу мектеп", "горная школа", "mountain school"),
        "multigrade": ("бир бөлмөдө бир нече класс", "несколько классов в одной комнате", "several grades in one room"),
        "shifts": ("эки нөөмөт", "две смены", "two shifts"),
        "large": ("35тен көп окуучусу бар класс", "классы больше 35 учеников", "classes of more than 35"),
        "boarding": ("мектеп-интернат", "школа-интернат", "boarding school"),
        "languages": ("бир класста ар кандай тилдер", "разные языки в одном классе", "several languages in one class"),
        "needs": ("өзгөчө муктаждыгы бар балдар", "дети с особыми потребностями", "children with special needs"),
    },
    "review_reason": {
        "licence": ("лицензия", "лицензия", "licence"),
        "consent": ("макулдук", "согласие", "consent"),
        "incomplete": ("маалымат жетишсиз", "не хватает сведений", "something is missing"),
        "quality": ("сапаты", "качество", "quality"),
        "duplicate": ("кайталанат", "повтор", "duplicate"),
        "not_practice": ("тажрыйба эмес", "это не практика", "not a practice"),
        "technical": ("техникалык ката", "техническая ошибка", "technical fault"),
        "language": ("тили", "язык", "language"),
        "other": ("башка себеп", "другая причина", "another reason"),
    },
}


def plant_terms(apps, schema_editor):
    Term = apps.get_model("core", "Term")
    for scheme, terms in TERMS.items():
        for order, (code, (ky, ru, en)) in enumerate(terms.items()):
            Term.objects.get_or_create(
                scheme=scheme, code=code, defaults={"label_ky": ky, "label_ru": ru, "label_en": en, "order": order}
            )


def plant_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow, WorkflowTask = apps.get_model("wagtailcore", "Workflow"), apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    Screening = apps.get_model("library", "Screening")
    practice, _ = ContentType.objects.get_or_create(app_label="library", model="practice")
    kind, _ = ContentType.objects.get_or_create(app_label="library", model="screening")
    workflow = Workflow.objects.create(name="Review of practices", active=True)
    task = Screening.objects.create(name="Screening", active=True, content_type=kind)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.create(workflow=workflow, content_type=practice)


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0003_practices"),
        ("core", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(plant_terms, migrations.RunPython.noop),
        migrations.RunPython(plant_workflow, migrations.RunPython.noop),
    ]

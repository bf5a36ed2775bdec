"""What people type, made into HTML that says what they typed and can do nothing else."""

import html
import re
from time import process_time

import nh3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.text.markup import TAGS, Names, made_of, plain, rendered
from core.text.markup.rendering import ATTRIBUTES, REL, SCHEMES

PEOPLE = Names({"l": ["Liis Oja"], "a": ["Айгүл Асанова"]})


def a(to: str, shown: str = "") -> str:
    return f'<a href="{html.escape(to, quote=False)}" rel="{REL}">{html.escape(shown or to, quote=False)}</a>'


@pytest.mark.parametrize(
    ("source", "made"),
    [
        # Only two stars are bold; one star, a line below and a power are letters.
        ("**маанилүү** эмес", "<strong>маанилүү</strong> эмес"),
        ("**Нарын**дын, (**б**)", "<strong>Нарын</strong>дын, (<strong>б</strong>)"),
        ("2*3*4 __init__ *важно* _бир_", "2*3*4 __init__ *важно* _бир_"),
        ("2**3**4", "2**3**4"),
        ("**a **b**", "**a <strong>b</strong>"),
        ("***x***", "<strong>*x*</strong>"),
        ("**", "**"),
        ("*****", "*****"),
        ("a ** b ** c", "a ** b ** c"),
        ("**a\nb**", "<strong>a<br>b</strong>"),
        # Code.
        ("`print`ти `a  **b**` жаз", "<code>print</code>ти <code>a  **b**</code> жаз"),
        ("O`zbekiston va O`sh", "O`zbekiston va O`sh"),
        ("`` a`b ``", "<code> a`b </code>"),
        ("` жана `", "<code> жана </code>"),
        ("`a\nb`", "`a<br>b`"),
        ("`@Liis Oja https://a.kg`", "<code>@Liis Oja https://a.kg</code>"),
        # Nothing else is a mark.
        ("# 1-сабак", "# 1-сабак"),
        ("<b>x</b> &lt; &amp;", "&lt;b&gt;x&lt;/b&gt; &amp;lt; &amp;amp;"),
        (r"C:\*x\*", r"C:\*x\*"),
        ("| a | b |", "| a | b |"),
        ("---", "---"),
        ("    төрт боштук", "төрт боштук"),
        ("![a](https://a.kg/a.png)", "!" + a("https://a.kg/a.png", "a")),
    ],
)
def test_marks_within_a_line(source: str, made: str) -> None:
    assert rendered(source, PEOPLE) == f"<p>{made}</p>"


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("https://a.kg/b?c=1&d=2.", a("https://a.kg/b?c=1&d=2") + "."),
        ("HTTPS://A.KG", a("HTTPS://A.KG")),
        ("www.bilim.kg, Www.a.kg/b!", a("http://www.bilim.kg", "www.bilim.kg") + ", " + a("http://Www.a.kg/b", "Www.a.kg/b") + "!"),
        ("main.py README.md koepueroe.kg 12.05.2026 е.б.", "main.py README.md koepueroe.kg 12.05.2026 е.б."),
        ("www. www www.a", "www. www www.a"),
        ("http:// https://.", "http:// https://."),
        ("(https://ky.wikipedia.org/wiki/Нарын_(дарыя))", "(" + a("https://ky.wikipedia.org/wiki/Нарын_(дарыя)") + ")"),
        ("[https://a.kg/b] {https://a.kg}", "[" + a("https://a.kg/b") + "] {" + a("https://a.kg") + "}"),
        ("«https://a.kg/б», “www.a.kg”", "«" + a("https://a.kg/б") + "», “" + a("http://www.a.kg", "www.a.kg") + "”"),
        ("https://мектеп.кг/жол?үч=ө#ү", a("https://мектеп.кг/жол?үч=ө#ү")),
        ("https://koepueroe.kg’де", a("https://koepueroe.kg") + "’де"),
        ("**https://a.kg/b**", f"<strong>{a('https://a.kg/b')}</strong>"),
        ("https://a.kg:8000/x", a("https://a.kg:8000/x")),
        ("mugalim@mektep.kg.", a("mailto:mugalim@mektep.kg", "mugalim@mektep.kg") + "."),
        ("(Мугалим <a.b+c@d.edu.kg>)", "(Мугалим &lt;" + a("mailto:a.b+c@d.edu.kg", "a.b+c@d.edu.kg") + "&gt;)"),
        ("mailto:a@b.kg", a("mailto:a@b.kg", "mailto:a@b.kg")),
        ("мугалим@мектеп.кг", a("mailto:мугалим@мектеп.кг", "мугалим@мектеп.кг")),
        ("mr.o'neill@b.kg 'a@b.kg'", a("mailto:mr.o'neill@b.kg", "mr.o'neill@b.kg") + " '" + a("mailto:a@b.kg", "a@b.kg") + "'"),
        ("https://a.kg'де, https://a.kg/b'га.", a("https://a.kg") + "'де, " + a("https://a.kg/b") + "'га."),
        ("www.bilim.kg'ge https://a.kgʼден", a("http://www.bilim.kg", "www.bilim.kg") + "'ge " + a("https://a.kg") + "ʼден"),
        ("https://a.kg/it's/x'y", a("https://a.kg/it's/x'y")),
        ("https://a.kgге, https://a.kg-ге a@b.kgге", a("https://a.kg") + "ге, " + a("https://a.kg") + "-ге " + a("mailto:a@b.kg", "a@b.kg") + "ге"),
        ("https://youtu.be/a_b_ https://a.kg/b…", a("https://youtu.be/a_b_") + " " + a("https://a.kg/b") + "…"),
        ("a@b @@ a@ @b.kg", "a@b @@ a@ @b.kg"),
        ("[мектеп](https://a.kg/b_(c)) [x](javascript:1)", a("https://a.kg/b_(c)", "мектеп") + " [x](javascript:1)"),
        ("ftp://a.kg javascript:alert(1) data:text/html,x", "ftp://a.kg javascript:alert(1) data:text/html,x"),
        ("www.a.b\ufb18 https://a.b\ufb18/x", "www.a.b\ufb18 https://a.b\ufb18/x"),
        ("https://" + "a" * 2100 + ".kg", "https://" + "a" * 2100 + ".kg"),
    ],
)  # fmt: skip
def test_addresses(source: str, made: str) -> None:
    assert rendered(source) == f"<p>{made}</p>"


@pytest.mark.parametrize(
    "words",
    [
        "https://bank.kg", "HTTPS://BANK.KG/кирүү", "www.bank.kg", "bank.kg", "bank.kg/login", "Ачыңыз: https://bank.kg",
        "https://bank\u200b.kg", "ｂａｎｋ.kg", "info@bank.kg", "https://evil.example.bank.kg",
    ],
)  # fmt: skip
def test_words_that_name_another_place_are_not_shown(words: str) -> None:
    assert rendered(f"[{words}](https://evil.example/a)") == f"<p>{a('https://evil.example/a')}</p>"


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("биздин сайт", "https://a.kg"),
        ("a.kg", "https://www.a.kg/b?c"),
        ("https://a.kg/b", "http://A.kg:8000/c"),
        ("a.kg", "https://mektep.a.kg/b"),
        ("мектеп.рф", "https://xn--e1aaogsq.xn--p1ai/"),
        ("main.py", "https://github.com/a/b/main.py"),
        ("а.б. 12.05.2026, 3.5 кг", "https://a.kg"),
        ("a@b.kg", "mailto:a@b.kg?subject=x"),
    ],
)
def test_words_of_the_same_place_stay(words: str, to: str) -> None:
    assert f">{words}</a>" in rendered(f"[{words}]({to})")


def test_a_mail_address_that_is_another_is_not_shown() -> None:
    assert ">mailto:b@evil.example</a>" in rendered("[a@bank.kg](mailto:b@evil.example)")


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("Бир\nэки\n\nүч", "<p>Бир<br>эки</p><p>үч</p>"),
        ("- а\n* б\n• в", "<ul><li>а</li><li>б</li><li>в</li></ul>"),
        ("Тизме:\n- а", "<p>Тизме:</p><ul><li>а</li></ul>"),
        ("– Салам!\n— Салам.", "<p>– Салам!<br>— Салам.</p>"),
        ("-5 градус\n*а*", "<p>-5 градус<br>*а*</p>"),
        ("•Бир\n•Эки\n  •Үч", "<ul><li>Бир</li><li>Эки<ul><li>Үч</li></ul></li></ul>"),
        ("••\n•\nа • б", "<p>••<br>•<br>а • б</p>"),
        ("007. Бонд\n01) бир", "<p>007. Бонд<br>01) бир</p>"),
        ("1. а\n02. б", "<ol><li>а</li></ol><p>02. б</p>"),
        ("Код:\n\n    if x:\n        y\n  z", "<p>Код:</p><p>&nbsp;&nbsp;&nbsp;&nbsp;if x:<br>" + "&nbsp;" * 8 + "y<br>z</p>"),
        ("    if x:\n        y", "<p>if x:<br>&nbsp;&nbsp;&nbsp;&nbsp;y</p>"),
        ("a\n\n\tb", "<p>a</p><p>&nbsp;&nbsp;&nbsp;&nbsp;b</p>"),
        ("```\nif x:\n  y\n\n  z", "<p>```<br>if x:<br>&nbsp;&nbsp;y</p><p>&nbsp;&nbsp;z</p>"),
        ("5. беш\n6. алты", '<ol start="5"><li>беш</li><li>алты</li></ol>'),
        ("1. бир\n2) эки", "<ol><li>бир</li><li>эки</li></ol>"),
        ("1. бир\n\n2. эки", "<ol><li>бир</li><li>эки</li></ol>"),
        ("1. бир\n\nсөз\n\n2. эки", '<ol><li>бир</li></ol><p>сөз</p><ol start="2"><li>эки</li></ol>'),
        ("1. а\n3. б\n3. в", '<ol><li>а</li><li value="3">б</li><li value="3">в</li></ol>'),
        ("0. нөл", '<ol start="0"><li>нөл</li></ol>'),
        ("2024. жылы\n1985. жыл", "<p>2024. жылы<br>1985. жыл</p>"),
        ("1.5 кг\n1.\n2)x", "<p>1.5 кг<br>1.<br>2)x</p>"),
        ("1. а\n   б\n\n   в", "<ol><li>а<br>б<br>в</li></ol>"),
        ("- а\n  - б\n    - в\n      - г\n- д", "<ul><li>а<ul><li>б<ul><li>в</li><li>г</li></ul></li></ul></li><li>д</li></ul>"),
        ("1. а\n   - б\n2. в", "<ol><li>а<ul><li>б</li></ul></li><li>в</li></ol>"),
        ("- а\n  - б\n    - в\n      1. г\n2. д", '<ul><li>а<ul><li>б<ul><li>в</li></ul><ol><li>г</li></ol></li></ul></li></ul><ol start="2"><li>д</li></ol>'),
        ("- а\n\n\nсөз", "<ul><li>а</li></ul><p>сөз</p>"),
        ("- а\nсөз", "<ul><li>а</li></ul><p>сөз</p>"),
        ("```python\nif x:\n    **y**\n\n  z\n```\nсөз", "<pre><code>if x:\n    **y**\n\n  z</code></pre><p>сөз</p>"),
        ("  ```\n    x\n  ```", "<pre><code>  x</code></pre>"),
        ("```\na\n``\n````", "<pre><code>a\n``</code></pre>"),
        ("```\nжабылган эмес", "<p>```<br>жабылган эмес</p>"),
        ("```салам```", "<p><code>салам</code></p>"),
        ("1. а\n```\nx\n```\n2. б", '<ol><li>а</li></ol><pre><code>x</code></pre><ol start="2"><li>б</li></ol>'),
        ("> айтты\n> эки\nжооп", "<blockquote><p>айтты<br>эки</p></blockquote><p>жооп</p>"),
        (">> ичинде\n> сыртта", "<blockquote><blockquote><p>ичинде</p></blockquote><p>сыртта</p></blockquote>"),
        (">>>>> терең", "<blockquote><blockquote><blockquote><p>терең</p></blockquote></blockquote></blockquote>"),
        ("> - а\n> - б", "<blockquote><ul><li>а</li><li>б</li></ul></blockquote>"),
        ("> ```\n> x\n> ```", "<blockquote><pre><code>x</code></pre></blockquote>"),
        ("> ```\n> ачык\n\n```\nx\n```", "<blockquote><p>```<br>ачык</p></blockquote><pre><code>x</code></pre>"),
        ("> #abcdefghjk\n> сөз", "<blockquote><cite>abcdefghjk</cite><p>сөз</p></blockquote>"),
        ("", ""),
        (" \n\t\n", ""),
    ],
)  # fmt: skip
def test_paragraphs_lists_code_and_quotes(source: str, made: str) -> None:
    assert rendered(source) == made


def test_the_words_alone_come_from_the_same_parse() -> None:
    source = "Бир **эки** `үч`\n\n1. a\n2. b\n   - c\n\n> #abcdefghjk\n> < www.a.kg\n\n```\n  x\n```"
    assert plain(rendered(source)) == "Бир эки үч\n1. a\n2. b\nc\n< www.a.kg\n  x"
    assert plain(rendered("5. класс\n9. класс\n  - а\n10. класс")) == "5. класс\n9. класс\nа\n10. класс"


PIECES = st.sampled_from(
    ["<", ">", "<script>", "<svg onload=x>", "<img src=x onerror=y>", "](", "[", "[x](https://a.b/", ")", "**", "*", "***", "_", "`", "``", "```", "```\n",
     "> ", ">> ", "- ", "• ", "1. ", "2) ", "2024. ", "  - ", "    ", "javascript:", 'https://a.b/"onmouseover="x', "https://a.b/(", "www.a.b", "a@b.kg",
     "mailto:", "@Liis Oja", "@", "#abcdefghjk", "\n", "\n\n", "&lt;", "&#60;", "'", '"', "</p>", "<cite>abcdefghjk</cite>", "\u2068", "\u2069", "😀", "ө", " "]
)  # fmt: skip
SOURCES = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join)
QUIET = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the machine may be busy
ALLOWED = re.compile(
    rf'<(?:p|br|strong|b|ul|li|blockquote|cite|code|pre|ol|ol start="\d+"|li value="\d+"'
    rf'|a href="(?:https?://|mailto:)[^"<>]*" rel="{REL}")>|</(?:p|strong|b|ul|ol|li|blockquote|cite|code|pre|a)>',
    re.IGNORECASE,
)


@QUIET
@given(SOURCES)
def test_nothing_but_the_few_tags_and_attributes_comes_out(source: str) -> None:
    made = rendered(source, PEOPLE)
    assert set(re.findall(r"<[^>]*>", made)) == {found[0] for found in ALLOWED.finditer(made)}
    again = nh3.clean(made, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL)
    assert again == made


MARKS = re.compile(r"[\s*`>•\-\[\]()#.\d\x00\ufffd]|https?://[^\s]*|mailto:")


@QUIET
@given(SOURCES.filter(lambda source: "](" not in source and "#" not in source and "```" not in source))
def test_no_letter_that_was_typed_is_lost(source: str) -> None:
    assert MARKS.sub("", plain(rendered(source, PEOPLE))) == MARKS.sub("", source)


@QUIET
@given(SOURCES)
def test_whoever_is_named_stands_out(source: str) -> None:
    made = made_of(source, PEOPLE)
    assert bool(made.named) == ("<b>" in made.html)


ONE = ["**", "** a", "*", "_", "`", "` ", "```\n", "```a\n", "````\n", "[", "[a](", "[a](http://", "@", "@Liis ", "@l", "> ", ">", "\n>", "- ", "- - ",
       "    - a\n", "1. ", "1.\n", "  1. a\n\n", "https://", "http://a.b/(", "http://a.b/[", "http://a.", "http://a-", "https://a.b ", "www.a.b ", "a@b.kg ",
       "a@", "a" * 19 + " ", "a", "a.", "<", "&", "#abcdefghjk\n", "\t", "\n", "x\n\n", "- a\n  ```\n", "> > > a\n", "😀"]  # fmt: skip


@pytest.mark.parametrize("piece", ONE)
def test_the_longest_text_of_one_piece_is_quick(piece: str) -> None:
    many = Names({str(number): [f"Person {number}", "Liis"] for number in range(2000)})
    began = process_time()
    plain(rendered((piece * 20_000)[:20_000], many))
    assert process_time() - began < 2


@pytest.mark.parametrize(
    "piece", ["**a** ", "`a` ", "> - a\n", "http://a.b/(", "[a](https://a.b) ", "@Liis Oja, ", "a@b.kg "]
)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    """The shortest of three, since others use the machine too. Four times the text in squares would be 16 times."""

    def takes(letters: int) -> float:
        times = []
        for _ in range(3):
            began = process_time()
            rendered((piece * letters)[:letters], PEOPLE)
            times.append(process_time() - began)
        return min(times)

    assert takes(80_000) < 9 * takes(20_000)

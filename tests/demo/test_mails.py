from collections.abc import Callable

from django.core import mail
from django.test import Client

from accounts.models import User
from demo.actions.duties.mails import keep_mail
from demo.mails import DemoBackend
from demo.models import DemoMail


def test_the_backend_keeps_and_sends_nothing(db: None) -> None:
    sent = mail.EmailMessage("Hello", "Text", "from@example.org", ["a@example.org"], cc=["b@example.org"])
    assert DemoBackend().send_messages([sent]) == 1
    kept = DemoMail.objects.get()
    assert (kept.to, kept.subject, kept.text) == ("a@example.org, b@example.org", "Hello", "Text")
    assert mail.outbox == []


def test_the_newest_two_hundred_stay(db: None) -> None:
    DemoMail.objects.bulk_create([DemoMail(to="a", subject=str(n), text="t") for n in range(200)])
    keep_mail(to=["a"], subject="newest", text="t")
    assert DemoMail.objects.count() == 200
    assert not DemoMail.objects.filter(subject="0").exists()


def test_a_visitor_reads_them_and_follows_the_link(client: Client, db: None) -> None:
    kept = keep_mail(to=["a@example.org"], subject="Кат <b>", text="http://testserver/ky/x/\n<script>alert(1)</script>")
    assert "Кат &lt;b&gt;" in client.get("/ky/demo/mails/").text
    page = client.get(f"/ky/demo/mails/{kept.code}/").text
    assert '<a href="http://testserver/ky/x/"' in page
    assert "<script>alert" not in page
    assert client.get("/ky/demo/mails/unknown/").status_code == 404


def test_one_enters_as_a_person_of_the_demo(client: Client, make_user: Callable[..., User]) -> None:
    user = make_user(email="teacher@example.org", is_demo=True)
    assert 'value="teacher"' in client.get("/en/accounts/login/").text
    page = client.post("/en/demo/enter/", {"role": "teacher"})
    assert (page.status_code, page.headers["Location"]) == (302, "/en/accounts/home/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_only_marked_accounts_can_be_entered(client: Client, make_user: Callable[..., User]) -> None:
    make_user(email="admin@example.org")
    assert 'value="admin"' not in client.get("/en/accounts/login/").text
    for role in ("admin", "nobody", "", "admin@example.org"):
        assert client.post("/en/demo/enter/", {"role": role}).status_code == 404
    assert client.get("/en/demo/enter/").headers["Location"] == "/en/accounts/login/"
    assert "_auth_user_id" not in client.session

"""Where the demo is over: nobody serves its database, and its people sign in nowhere."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.account.utils import perform_login
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Mark
from core.server.startup_checks import EXIT, SetupError, demand
from demo.actions.steps.people import PASSWORD
from tests.config.test_checks import SERVERS
from tests.server import BASE, KEY, Server


@pytest.mark.django_db
def test_nobody_serves_the_marked_database(settings: Any, make_user: Callable[..., User]) -> None:
    settings.SETUP_JUDGE = "tests.demo.test_over.content"
    settings.DEMO = False
    demand(several=False)
    Mark.objects.create(name="demo")
    with pytest.raises(SetupError, match=r"manage\.py remove_demo"):
        demand(several=False)
    Mark.objects.all().delete()
    make_user(is_demo=True)  # whoever took the mark away by hand
    with pytest.raises(SetupError, match=r"manage\.py remove_demo"):
        demand(several=False)
    settings.DEMO = True
    demand(several=False)


def content(_settings: Any, *, several: bool) -> list[str]:
    return []


@pytest.mark.django_db
def test_the_public_password_opens_nothing(settings: Any, client: Client, make_user: Callable[..., User]) -> None:
    make_user(email="teacher@example.org", is_demo=True)
    page = {"login": "teacher@example.org", "password": PASSWORD}
    settings.DEMO = False
    assert client.post(reverse("account_login"), page).status_code == 200
    assert "_auth_user_id" not in client.session
    settings.DEMO = True
    assert client.post(reverse("account_login"), page).status_code == 302
    assert "_auth_user_id" in client.session
    # And the session of then is over with the demo.
    settings.DEMO = False
    assert client.get("/en/accounts/settings/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_passkey_of_the_demo_opens_nothing(settings: Any, client: Client, make_user: Callable[..., User]) -> None:
    settings.DEMO = False
    request = client.get("/en/accounts/login/").wsgi_request
    answer = perform_login(request, make_user(is_demo=True))
    assert answer.status_code == 403
    assert "_auth_user_id" not in request.session


# As processes


@pytest.mark.only("sqlite")
@pytest.mark.parametrize("server", ["serve"])
def test_serve_refuses_and_serves_after_the_command(prepared: Path, tmp_path: Path, server: str) -> None:
    shutil.copytree(prepared, tmp_path / "data")
    site = Server(tmp_path / "data")
    site.env["KOEPUEROE_DEMO"] = "no"
    done = subprocess.run(
        SERVERS[server], env=site.env, cwd=BASE, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, "manage.py remove_demo" in done.stderr) == (EXIT, True), done.stderr
    site.run("from django.core.management import call_command; call_command('remove_demo')")
    try:
        site.start()
    finally:
        site.kill()


@pytest.mark.only("postgresql")
@pytest.mark.parametrize("server", ["gunicorn", "sockets", "worker"])
def test_the_full_installation_refuses_a_demo_left_behind(unstarted: Server, server: str) -> None:
    env = {**os.environ, **unstarted.env, "KOEPUEROE_DEMO": "no", "KOEPUEROE_SECRET_KEY": KEY}
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings.prod", "KOEPUEROE_HOSTS": "twins.school.kg"}
    env |= {"KOEPUEROE_SITE_URL": "https://twins.school.kg", "KOEPUEROE_EMAIL_URL": "smtp://127.0.0.1:25"}
    env |= {"KOEPUEROE_PROXY_COUNT": "1"}
    done = subprocess.run(SERVERS[server], env=env, cwd=BASE, capture_output=True, text=True, check=False, timeout=90)
    assert (done.returncode, "manage.py remove_demo" in done.stderr) == (EXIT, True), done.stderr

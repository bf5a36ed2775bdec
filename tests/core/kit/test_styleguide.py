import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db  # the footer of the frame knows its pages from there


@pytest.mark.parametrize(
    ("language", "title"), [("ky", "Стиль жыйнагы"), ("ru", "Руководство по стилю"), ("en", "Style guide")]
)
def test_it_is_drawn_in_each_language(client: Client, language: str, title: str) -> None:
    page = client.get(f"/{language}/styleguide/").content.decode()
    assert f"<title>{title} ·" in page
    assert f'<html lang="{language}">' in page


def test_numbers_in_drawings_keep_their_point(client: Client) -> None:
    page = client.get("/ru/styleguide/").content.decode()
    assert re.findall(r'(?:cx|cy|x|y|r)="[^"]*,[^"]*"', page) == []


def test_no_id_stands_twice(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get("/en/styleguide/").content.decode())
    assert sorted(set(ids)) == sorted(ids)


def test_nothing_is_inline(client: Client) -> None:
    page = client.get("/en/styleguide/").content.decode()
    assert re.findall(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", page) == []


def test_the_switch_of_language_keeps_the_page(client: Client) -> None:
    page = client.get("/en/styleguide/?a=1").content.decode()
    assert re.findall(r'href="([^"]+)" lang="ru" hreflang="ru"', page) == ["/ru/styleguide/?a=1"] * 2

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


@pytest.mark.parametrize(
    "part",
    [
        '<header class="head">',
        '<nav class="tabs"',
        '<details class="open"',
        '<div class="both-clocks">',
        '<div class="empty">',
        '<div class="loading"',
        "data-menu",
        '<dialog id="dialog-',
        '<p class="toast">',
        '<nav class="pages"',
        '<progress class="prog"',
        "data-file-pick",
        "data-both-times",
        '<div class="people"',
        'data-most="60"',
    ],
)
def test_each_part_stands_there_light_and_dark(client: Client, part: str) -> None:
    page = client.get("/en/styleguide/").content.decode()
    _before, *kits = re.split(r'data-theme="(?=light|dark)', page)
    assert {kit.partition('"')[0] for kit in kits if part in kit} == {"light", "dark"}


def test_filters_stand_there(client: Client) -> None:
    assert '<div class="facets" id="facets" popover>' in client.get("/en/styleguide/").content.decode()

from typing import Final

from django.urls import URLPattern, path

from library.views import (
    adoptions,
    closed_admin_views,
    feeds,
    media,
    own_practices,
    practice_files,
    practice_list,
    practice_page,
    review,
    review_queue,
    submitting,
    taking_down,
    writing,
)

app_name = "library"

writing_urls = [
    path("my/practices/", own_practices.my_practices, name="my_practices"),
    path("practices/new/", own_practices.new_practice, name="new_practice"),
    path("practices/<slug:code>/write/<int:step>/", writing.write, name="write"),
    path("practices/<slug:code>/look/", submitting.look, name="look"),
    path("practices/<slug:code>/preview/", submitting.preview, name="preview"),
    path("practices/<slug:code>/recall/", submitting.recall, name="recall"),
    path("practices/<slug:code>/delete/", submitting.delete, name="delete"),
    path("practices/<slug:code>/files/", practice_files.add, name="add_file"),
    path("practices/<slug:code>/files/<slug:file>/", practice_files.give, name="file"),
    path("practices/<slug:code>/files/<slug:file>/<int:width>/", practice_files.give, name="file_width"),
]

reading_urls = [
    path("feeds/library.atom", feeds.library, name="library_feed"),
    path("feeds/articles.atom", feeds.articles, name="articles_feed"),
    path("library/", practice_list.library, name="library"),
    path("library/collections/<uuid:code>/", practice_list.collection, name="collection"),
    path("library/<slug:code>/", practice_page.practice, name="practice"),
    path("library/<slug:code>/editions/<int:number>/", practice_page.edition, name="edition"),
    path("library/<slug:code>/sheet/", practice_page.sheet, name="sheet"),
    path("library/<slug:code>/qr.svg", practice_page.qr, name="qr"),
    path("library/<slug:code>/tried/", adoptions.tried, name="tried"),
    path("library/<slug:code>/tried/<slug:adoption>/withdraw/", adoptions.withdraw, name="withdraw_adoption"),
    path("library/<slug:code>/translate/", adoptions.translate, name="translate"),
    path("library/<slug:code>/evaluation/", adoptions.evaluated, name="evaluated"),
]
# Files of the editors, and what is printed on paper: no language before them.
editors_files: list[URLPattern] = [
    path("media/images/<str:name>", media.picture, name="picture"),
    path("media/documents/<slug:code>/<str:name>", media.document, name="document"),
]
short_urls = [path("p/<slug:short_code>/", practice_page.short, name="short")]

# Of Wagtail's admin, before its own: practices are translated and changed by our verbs alone (docs/running.md).
CLOSED: Final = (
    "bulk/library/practice/",
    "localize/submit/snippet/",
    "localize/api/snippets/",
    "failwhale/",
)
closed_doors = [path(f"admin/{door}", closed_admin_views.closed) for door in CLOSED]
closed_doors += [path(f"admin/{door}<path:rest>", closed_admin_views.closed) for door in CLOSED]

desk_urls = [
    path("desk/practices/", review_queue.desk, name="desk"),
    path("desk/practices/down/", taking_down.taken_down, name="taken_down"),
    path("desk/practices/down/<slug:code>/", taking_down.down, name="down"),
    path("desk/practices/<slug:code>/", review.review, name="review"),
    path("desk/practices/<slug:code>/claim/", review_queue.claim, name="claim"),
    path("desk/practices/<slug:code>/release/", review_queue.release, name="release"),
    path("desk/practices/<slug:code>/beside/<slug:other>/", review.compare, name="compare"),
    path("practices/<slug:code>/review/", taking_down.timeline, name="timeline"),
]

urlpatterns = [*writing_urls, *desk_urls, *reading_urls]

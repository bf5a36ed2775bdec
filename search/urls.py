from django.urls import path

from search.views import machines, saved, searching

app_name = "search"
urlpatterns = [
    path("search/", searching.search, name="search"),
    path("search/suggest/", searching.suggest, name="suggest"),
    path("search/saved/", saved.saved_searches, name="saved"),
    path("search/save/", saved.save, name="save"),
    path("search/saved/<slug:code>/", saved.change, name="change_saved"),
    path("search/saved/<slug:code>/remove/", saved.remove, name="remove_saved"),
    path("feeds/search.atom", machines.feed, name="feed"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
]

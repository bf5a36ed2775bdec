"""The chooser of practices in Wagtail's admin. It offers published ones alone: editors hold no office, so titles of
unpublished practices are hidden from them, also where one was chosen before it was taken down.
"""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from wagtail.snippets.views import chooser

from library.models import Practice
from library.models.landing_blocks import PracticeWidget
from library.queries.practices import practices_published


class OnlyPublic:
    def get_object_list(self) -> QuerySet[Practice]:
        return practices_published()

    def get_object(self, pk: Any) -> Practice:
        return get_object_or_404(practices_published(), pk=pk)

    def get_objects(self, pks: Any) -> QuerySet[Practice]:
        return practices_published().filter(pk__in=pks)


class Choose(OnlyPublic, chooser.ChooseView):
    pass


class Results(OnlyPublic, chooser.ChooseResultsView):
    pass


class Chosen(OnlyPublic, chooser.SnippetChosenView):
    pass


class ChosenMultiple(OnlyPublic, chooser.SnippetChosenMultipleView):
    pass


class PracticeChooser(chooser.SnippetChooserViewSet):
    choose_view_class = Choose
    choose_results_view_class = Results
    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenMultiple
    base_widget_class = PracticeWidget

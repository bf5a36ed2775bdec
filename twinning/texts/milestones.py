"""The title of a milestone, as pages show it and as agreements freeze it."""

from core.terms import label
from twinning.models import PlanItem


def milestone_title(item: PlanItem) -> str:
    return label("milestone", item.term) if item.term else item.title

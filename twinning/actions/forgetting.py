"""Forgetting a person in letters and plans: who wrote goes, every word stays. What was signed keeps the name as signed.

Words are never searched for a name: to a machine "the", "Мира" or "School No. 5" is a name as good as any, and what
it would take out are the words of others.
"""

from typing import Any

from twinning.models import Decision, Proposal, Signature


def erase_letters(user: Any) -> None:
    """Runs inside the transaction of the erasure."""
    Proposal.objects.filter(by=user).update(by=None, client_key="")
    Proposal.objects.filter(closed_by=user).update(closed_by=None)
    for model in (Decision, Signature):
        model._default_manager.filter(by=user).update(by=None)  # noqa: SLF001 - Django's documented name

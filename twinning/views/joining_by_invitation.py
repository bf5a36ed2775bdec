"""The page behind the link of an invitation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import Conflict, Invalid
from core.web.forms import blame
from twinning.actions.joining_by_invitation import accept_invitation
from twinning.forms.invitations import AcceptForm
from twinning.models import Invitation, Staff
from twinning.queries.invitations import InvitationState, invitation_of, state_of


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Readable for everybody who has the link; accepting it takes an account."""
    found = invitation_of(token)
    if found is None:
        raise Http404
    state = state_of(found)
    asks_role = found.kind == Invitation.Kind.PARTNER and found.to_institution is not None
    form = AcceptForm(request.POST or None, initial={"role": found.role}) if asks_role else None
    person = request.user.pk if request.user.is_authenticated else -1
    mine = found.used_at is not None and found.used_by_id == person
    status = 200 if state == InvitationState.OPEN or mine else 410
    if request.method == "POST" and request.user.is_authenticated and (form is None or form.is_valid()):
        try:
            role = form.cleaned_data["role"] if form else ""
            place = accept_invitation(invitation=found, by=request.user, role=role)
            return _onward(request, place)
        except Conflict as fault:
            messages.error(request, f"{fault.text} {fault.next_step}".strip())
            status = 409
        except Invalid as fault:
            if form:
                blame(form, fault)
    if form and form.errors:
        status = 400
    context = {
        "invitation": found,
        "state": state_of(found),
        "form": form,
        "own": found.by_id == person,
        "mine": mine,
        "next": urlencode({"next": request.path}),
    }
    return render(request, "twinning/invitation.html", context, status=status)


def _onward(request: HttpRequest, place: Staff | None) -> HttpResponse:
    if place is None:
        messages.info(request, _("Welcome! Now find your institution, or add it."))
        return redirect("twinning:find_school")
    if place.state == Staff.State.VERIFIED:
        messages.success(request, _("Welcome! This invitation verifies you: you can begin."))
    else:
        messages.success(request, _("Welcome! You have asked to join; we tell you when somebody has looked at it."))
    return redirect("accounts:home")

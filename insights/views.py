"""Health endpoints for monitoring: no page, no session, no language."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from insights.queries.readiness import readiness


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - it touches nothing, not even the request
    """Liveness: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django hands it over
    """Readiness: 503 where the process cannot serve; `degraded` where an optional service is missing."""
    missing, degraded = readiness()
    state = "unavailable" if missing else "degraded" if degraded else "ok"
    body = {"status": state, "missing": missing, "degraded": degraded}
    return JsonResponse(body, status=503 if missing else 200)

"""Slowing down whoever guesses passwords: which address is counted, and when one may try again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone


def client_address(request: HttpRequest) -> str:
    """The address of the browser. Behind the HTTPS proxy, the last one it wrote down: the others can be invented."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.HTTPS:
        return direct
    return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or direct


def opens_again(request: HttpRequest, credentials: dict[str, Any] | None) -> datetime:
    """When this person, from this address, may try again."""
    username = (credentials or {}).get("username") or ""
    found = AccessAttempt.objects.filter(username=username, ip_address=client_address(request))
    last = found.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    return last + get_cool_off(request)

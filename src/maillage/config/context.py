"""What the layout shows on every page: the network, the menu, the person, the day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from maillage.accounts.models import Network
from maillage.base.clock import today
from maillage.config.menu import menu


def layout(request: HttpRequest) -> dict[str, Any]:
    network = getattr(request, "network", None)
    role = getattr(request, "role", None)
    found: dict[str, Any] = {
        "network": network,
        "role_label": role.label if role else "",
        "can_edit": getattr(request, "can_edit", False),
        "today": today(),
        "demo": settings.MAILLAGE_DEMO,
        "menu": menu(network.department, request.path) if network else [],
    }
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        # A queryset: pages that do not show it pay nothing.
        known = getattr(request, "networks", None)
        found["networks"] = Network.objects.visible_to(user) if known is None else known
    return found

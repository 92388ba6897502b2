"""Addresses inside the network of the page: `{% to "programme:action" action.code %}`."""

from __future__ import annotations

from typing import Any

from django import template

from maillage.base.ui import pages

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: Any, name: str, *codes: object) -> str:
    return pages.to(context["request"], name, *codes)


@register.simple_tag(takes_context=True)
def thing(context: Any, target: str) -> str:
    """The page of a thing named "programme.Action/A1", or ""."""
    return pages.thing_url(context["request"].network.department, target)

"""Every page, in light, in dark and on a phone: what axe finds, and nothing wider than the screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browser import PATIENCE, sign_in, watched
from house.site import addresses, url_of
from maillage.accounts.models import Network, User
from pages.test_every_page import NO_PAGE, POSTS_ONLY, SAMPLES

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"],
    "resultTypes": ["violations"],
}
MODES: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
}


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize("mode", MODES)
def test_every_page_is_accessible(
    mode: str, browser: Browser, server: str, demo_network: Network, people: dict[str, User]
) -> None:
    context = browser.new_context(base_url=server, locale="fr-FR", **MODES[mode])
    context.set_default_timeout(PATIENCE)
    watched(context, server)
    page = context.new_page()
    sign_in(page, "lea")
    wrong: dict[str, list[str]] = {}
    seen = 0
    for address in addresses():
        if not address.in_network or address.name in POSTS_ONLY | NO_PAGE:
            continue
        page.goto(url_of(address, demo_network, SAMPLES))
        seen += 1
        found = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{wide} px wider than the screen")
        if found:
            wrong[address.name] = found
    context.close()
    assert seen > 50
    assert wrong == {}
    assert context.strangers == [], "requests to another origin"  # type: ignore[attr-defined]
    assert context.mistakes == [], "errors in the page"  # type: ignore[attr-defined]

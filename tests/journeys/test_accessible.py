"""Every page, in light on a desk, in dark on a phone: what axe finds, and nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import axe_playwright_python.base as axe
import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from browser import opened, sign_in
from house.site import addresses, url_of
from maillage.accounts.models import Network, User
from pages.samples import NO_PAGE, POSTS_ONLY, make_samples
from web import other_network

AXE = axe.AXE_FILE_PATH.read_text("utf-8")
EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 320, "height": 640}
Mode: TypeAlias = tuple[Literal["light", "dark"], ViewportSize]
# Each scheme once and each size once. `test_ui_look` measures every pair of colours in both schemes.
MODES: dict[str, Mode] = {"desk": ("light", DESKTOP), "phone": ("dark", PHONE)}
CROSSED: dict[str, Mode] = {"desk, dark": ("dark", DESKTOP), "phone, light": ("light", PHONE)}
# Where the width changes more than places: cards for rows, tabs for folds, a drawer for the menu, a map, a chart.
CHANGING = (
    "/18/",
    "/18/financement/",
    "/18/evaluation/",
    "/18/evaluation/indicateurs/I01/",
    "/18/strategie/liste/",
    "/18/strategie/actions/A12/",
    "/18/reseau/",
    "/18/calendrier/",
)
# In parts, so that two processors share them.
PARTS = 8
OUTSIDE = {
    "sign-in": "/connexion/",
    "accessibility": "/accessibilite/",
}
OUTSIDE_SIGNED_IN = {
    "networks": "/reseaux/",
    "change-password": "/mot-de-passe/",
    "new-network": "/reseaux/nouveau/",
    "new-network, named": "/reseaux/nouveau/?departement=03",
    "not found": "/18/nulle-part/",
    "no programme": "/971/strategie/",
}


# What libraries and readers see; `test_questionnaire` walks through the pages of the questions.
WITH_A_LINK = {"campaign-public", "survey-form", "questionnaire-results", "questionnaire-plan"}


# Two frames later, what watches the size of the page has seen the new one. No rule here reads the style sheets.
RUN = """async (rules) => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false });
}"""


def violations(page: Page, rules: list[str]) -> list[str]:
    found = page.evaluate(RUN, rules)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"][:3]]


def wrong_in(page: Page, modes: Mapping[str, Mode] = MODES) -> dict[str, list[str]]:
    """By mode, what is wrong in the page that is open."""
    page.evaluate(AXE)
    wrong: dict[str, list[str]] = {}
    for mode, (scheme, size) in modes.items():
        # Colours that fade from one scheme to the other would be measured half-way.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size(size)
        found = violations(page, EVERY_RULE)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{wide} px wider than the screen")
        if found:
            wrong[mode] = found
    return wrong


def pages(network: Network, part: int) -> Iterator[tuple[str, str]]:
    samples = make_samples(network)
    seen = [one for one in addresses() if one.in_network and one.name not in POSTS_ONLY | NO_PAGE]
    for address in seen[part::PARTS]:
        yield address.name, url_of(address, network, samples)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible(
    part: int, browser: Browser, server: str, demo_network: Network, people: dict[str, User]
) -> None:
    wrong: dict[str, dict[str, list[str]]] = {}
    with opened(browser, server) as context:
        page = context.new_page()
        sign_in(page, "lea")
        listed = list(pages(demo_network, part))
        assert len(listed) > 25
        for name, url in listed:
            page.goto(url)
            if found := wrong_in(page):
                wrong[name] = found
    assert wrong == {}


def test_pages_that_change_with_the_width_are_accessible_in_every_scheme_and_size(page: Page) -> None:
    wrong: dict[str, dict[str, list[str]]] = {}
    for url in CHANGING:
        assert page.goto(url).status == 200  # type: ignore[union-attr]
        if found := wrong_in(page, CROSSED):
            wrong[url] = found
    assert wrong == {}


def test_every_page_outside_of_a_network_is_accessible(
    browser: Browser, server: str, people: dict[str, User]
) -> None:
    wrong: dict[str, dict[str, list[str]]] = {}
    with opened(browser, server) as context:
        page = context.new_page()
        for name, url in OUTSIDE.items():
            page.goto(url)
            if found := wrong_in(page):
                wrong[name] = found
        people["lea"].memberships.create(network=other_network(), role="lead")
        sign_in(page, "lea", then="**/reseaux/")
        for name, url in OUTSIDE_SIGNED_IN.items():
            page.goto(url)
            if found := wrong_in(page):
                wrong[name] = found
    assert wrong == {}


def test_every_page_without_an_account_is_accessible(
    browser: Browser, server: str, demo_network: Network
) -> None:
    wrong: dict[str, dict[str, list[str]]] = {}
    samples = make_samples(demo_network)
    with opened(browser, server) as context:
        page = context.new_page()
        listed = [one for one in addresses() if one.name in WITH_A_LINK]
        assert {one.name for one in listed} == WITH_A_LINK
        for one in listed:
            page.goto(url_of(one, demo_network, samples))
            if found := wrong_in(page):
                wrong[one.name] = found
    assert wrong == {}


def test_forms_that_come_back_are_accessible(page: Page) -> None:
    wrong: dict[str, dict[str, list[str]]] = {}
    for url in (
        "/18/strategie/actions/ajouter/",
        "/18/strategie/actions/A12/modifier/",
        "/18/evaluation/indicateurs/I01/",
    ):
        page.goto(url)
        field = (
            page.get_by_label("Valeur") if "indicateurs" in url else page.get_by_label("Action", exact=True)
        )
        field.fill("")
        field.press("Enter")
        page.get_by_role("alert").wait_for()
        if found := wrong_in(page):
            wrong[url] = found
    assert wrong == {}


PLANTED = """
const main = document.querySelector("main");
main.insertAdjacentHTML("beforeend", `<p id="pale">Un texte trop pâle</p><input id="nu"><p id="large">Trop large</p>`);
document.getElementById("pale").style.cssText = "color: #999; background: #fff";
document.getElementById("large").style.cssText = "inline-size: 3000px";
"""


def test_planted_mistakes_are_caught_in_each_mode(page: Page) -> None:
    page.evaluate(PLANTED)
    found = wrong_in(page, MODES | CROSSED)
    assert set(found) == {*MODES, *CROSSED}
    for mode, wrong in found.items():
        told = " ".join(wrong)
        assert "color-contrast" in told, mode
        assert "wider than the screen" in told, mode
        assert "label:" in told, mode

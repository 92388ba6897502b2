"""A real browser on a real server: Debian's Chromium, the keyboard, axe, and no request to anyone else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from maillage.accounts.domain import Role
from maillage.accounts.models import Network, User
from web import person

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "une phrase de passe de test"
# A slow machine with both cores busy still answers within this (milliseconds).
PATIENCE = 30_000

# Playwright keeps an event loop in this thread; Django would refuse the base there. In these tests only.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Charts are drawn once for all the journeys."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def quick(settings: Any, tmp_path: Path, drawn: Path) -> None:
    """A folder of one's own, background work done at once, and passwords that cost nothing to check."""
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "cache").symlink_to(drawn)
    settings.MAILLAGE_VAR = tmp_path / "var"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def server(quick: None, demo_network: Network, live_server: Any) -> str:
    """The address of the demo, served."""
    return str(live_server.url)


@contextmanager
def opened(browser: Browser, server: str, **options: Any) -> Iterator[BrowserContext]:
    """A browser of one's own; a request to another origin, or an error in a script, fails the test."""
    made = browser.new_context(base_url=server, locale="fr-FR", timezone_id="Europe/Paris", **options)
    made.set_default_timeout(PATIENCE)
    watched(made, server)
    try:
        yield made
    finally:
        # Left open by a test that fails, its connections would break the end of the next one.
        made.close()
    assert made.strangers == [], "requests to another origin"  # type: ignore[attr-defined]
    assert made.mistakes == [], "errors in the page"  # type: ignore[attr-defined]


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    with opened(browser, server) as made:
        yield made


def watched(context: BrowserContext, server: str) -> None:
    strangers: list[str] = []
    mistakes: list[str] = []

    def note(request: Any) -> None:
        if not request.url.startswith((server, "data:", "blob:", "about:")):
            strangers.append(request.url)

    def complain(message: Any) -> None:
        # A refused form answers 4xx, which the console also calls an error: it is none of ours.
        if message.type == "error" and "Failed to load resource" not in message.text:
            mistakes.append(message.text)

    context.on("request", note)
    context.on("console", complain)
    context.on("weberror", lambda error: mistakes.append(str(error.error)))
    context.strangers, context.mistakes = strangers, mistakes  # type: ignore[attr-defined]


def account(name: str, network: Network | None, role: Role) -> User:
    user = person(name, network, role)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def people(quick: None, demo_network: Network) -> dict[str, User]:
    """Léa leads, Tom is of the team, Rose reads."""
    roles = {"lea": Role.LEAD, "tom": Role.TEAM, "rose": Role.READER}
    return {name: account(name, demo_network, role) for name, role in roles.items()}


def sign_in(page: Page, name: str, then: str = "**/18/") -> None:
    """By the keyboard alone, as anyone would; `then` is where she arrives."""
    page.goto("/connexion/")
    fill_sign_in(page, name)
    page.wait_for_url(then)


def fill_sign_in(page: Page, name: str) -> None:
    type_in(page, page.get_by_label("Identifiant"), name)
    type_in(page, page.get_by_label("Mot de passe"), PASSWORD)
    page.keyboard.press("Enter")


@pytest.fixture
def page(context: BrowserContext, people: dict[str, User]) -> Page:
    """Léa, signed in, on the home page."""
    found = context.new_page()
    sign_in(found, "lea")
    return found


# -------------------------------------------------------------------------------------------------- the keyboard

# No page has more stops than this; a thing that Tab never reaches is a thing that a keyboard cannot use.
MOST_STOPS = 400
HAS_FOCUS = "element => element === document.activeElement"


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until an element has the focus."""
    target = target.first
    target.wait_for(state="attached", timeout=PATIENCE)
    for _ in range(MOST_STOPS):
        if target.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {target}")


def follow(page: Page, target: Locator, *, within: int = PATIENCE) -> None:
    """Go to a link or a button by Tab, press Enter, and wait for the page it leads to, `within` milliseconds."""
    tab_to(page, target)
    # The page that leaves has this mark, the one that comes has not, even at the same address.
    page.evaluate("document.documentElement.dataset.left = '1'")
    page.keyboard.press("Enter")
    expect(page.locator("html:not([data-left])")).to_be_attached(timeout=within)
    page.wait_for_load_state()


def type_in(page: Page, field: Locator, text: str) -> None:
    """Go to a field by Tab and replace what it holds."""
    tab_to(page, field)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def type_day(page: Page, field: Locator, day: date) -> None:
    """A day, in the order of its parts that this browser asks for."""
    for order in ("%m%d%Y", "%d%m%Y"):
        tab_to(page, field)
        for digit in day.strftime(order):
            page.keyboard.press(digit)
        if field.input_value() == day.isoformat():
            return
        page.keyboard.press("Shift+Tab")
    raise AssertionError(f"{day} could not be typed")


def choose(page: Page, field: Locator, label: str) -> None:
    """Go to a list by Tab and press the down arrow until a choice shows."""
    tab_to(page, field)
    chosen = "element => element.selectedOptions[0].text"
    for _ in range(MOST_STOPS):
        if label in field.evaluate(chosen):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no choice « {label} »")


def unfold(page: Page, summary: Locator) -> None:
    """Open what is folded under a summary."""
    tab_to(page, summary)
    page.keyboard.press("Enter")


def spaced(text: str) -> str:
    """A French text with ordinary spaces."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")

"""What every long journey looks at: accessibility at each stop, what a page says, a file taken away."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from test_accessible import AXE, EVERY_RULE, MODES, violations

from browser import tab_to


def accessible(page: Page) -> None:
    """In light on a desk, in dark on a phone: nothing for axe, nothing wider than the screen."""
    before = page.viewport_size
    page.evaluate(AXE)
    for scheme, size in MODES.values():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size(size)
        assert violations(page, EVERY_RULE) == [], (page.url, scheme)
        assert not page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)


def said(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("main")).to_contain_text(text)


def taken(page: Page, link: Locator) -> bytes:
    """The file that a link or a button gives, its download waited for."""
    with page.expect_download() as waited:
        tab_to(page, link)
        page.keyboard.press("Enter")
    return Path(waited.value.path()).read_bytes()

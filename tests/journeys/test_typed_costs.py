"""Costs typed in their table: a row is saved when one leaves it, the totals follow, and nothing typed is lost."""

from __future__ import annotations

import re

from looking import accessible
from playwright.sync_api import Page, expect

from browser import spaced, type_in
from maillage.funding.models import CostLine

URL = "/18/financement/depenses/saisie/"


def test_a_row_is_saved_when_it_is_left_and_the_totals_follow(page: Page) -> None:
    page.goto(URL)
    totals = page.locator("#totaux")
    before = spaced(totals.inner_text())
    row = page.locator("#ligne-D02")
    quantity, price = (
        row.get_by_label(re.compile("^Quantité")),
        row.get_by_label(re.compile("^Prix unitaire")),
    )
    type_in(page, quantity, "3")
    type_in(page, price, "30 000,50")
    # Two rows further: what is being typed there must outlive the answer to the first.
    other = page.locator("#ligne-D03").get_by_label(re.compile("^Montant"))
    type_in(page, other, "27 0")
    expect(row).to_contain_text(re.compile(r"90\s001,50\s€"))
    expect(totals).not_to_have_text(before)
    expect(other).to_be_focused()
    expect(other).to_have_value("27 0")
    line = CostLine.objects.get(code="D02")
    assert (line.quantity, str(line.unit_price_ht), line.amount_ht) == (3, "30000.50", None)
    # By Enter as well; the focus stays where it was.
    page.keyboard.type("00")
    page.keyboard.press("Enter")
    expect(page.locator("#annonces")).to_contain_text(re.compile(r"D03\s:\s27\s000\s€, enregistré"))
    expect(other).to_be_focused()
    accessible(page)


def test_what_cannot_be_comes_back_in_its_row(page: Page) -> None:
    page.goto(URL)
    amount = page.locator("#ligne-D02").get_by_label(re.compile("^Montant"))
    type_in(page, amount, "beaucoup")
    page.keyboard.press("Enter")
    expect(page.locator("#ligne-D02")).to_contain_text("beaucoup")
    expect(page.locator("#ligne-D02 .error")).to_be_visible()
    expect(amount).to_have_value("beaucoup")
    accessible(page)


def test_a_row_is_saved_without_scripts(page: Page) -> None:
    address = f"{page.url.split('/18/')[0]}{URL}"
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    try:
        bare = context.new_page()
        bare.goto(address)
        amount = bare.locator("#ligne-D02").get_by_label(re.compile("^Montant"))
        amount.fill("80 000")
        amount.press("Enter")
        expect(bare.get_by_text(re.compile("D02.*enregistré")).first).to_be_visible()
        expect(amount).to_have_value(re.compile(r"80\s000"))
    finally:
        context.close()

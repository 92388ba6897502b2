"""Long work, by the keyboard alone: a new calendar read before it is adopted, the dossier made and downloaded."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.management import call_command
from playwright.sync_api import Page, expect

from browser import follow, tab_to, type_day
from maillage.base.models import Job, JobState

# The longest work takes half a minute alone on this machine; more when both its cores are busy (milliseconds).
LONG = 120_000


def test_the_calendar_is_computed_anew_read_and_adopted(page: Page) -> None:
    page.set_default_timeout(LONG)
    # A step that was late is done: what follows may start.
    page.goto("/18/strategie/actions/A12/")
    late = page.get_by_role("row", name=re.compile("Analyser, négocier, attribuer"))
    type_day(page, late.get_by_label(re.compile("Jour de fin")), date(2027, 4, 16))
    follow(page, late.get_by_role("button", name=re.compile("^Finie")))

    follow(page, page.get_by_role("link", name="Phasage"))
    follow(page, page.get_by_role("link", name="Recalculer").first)
    follow(page, page.get_by_role("button", name="Lancer le calcul"), within=LONG)
    follow(page, page.get_by_role("link", name="Voir ce qui bouge"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Calendrier proposé")
    expect(page.get_by_role("table", name=re.compile("Actions dont les dates changent"))).to_contain_text(
        "A12"
    )
    follow(page, page.get_by_role("button", name="Adopter ce calendrier"))
    expect(page.get_by_role("status").filter(has_text="Calendrier adopté")).to_be_visible()


def test_the_dossier_is_generated_and_its_pdf_downloaded(page: Page) -> None:
    page.set_default_timeout(LONG)
    page.goto("/18/")
    menu = page.get_by_role("navigation", name="Menu principal")
    follow(page, menu.get_by_role("link", name="Dossier"))
    follow(page, page.get_by_role("button", name="Générer le dossier"), within=LONG)
    follow(page, page.get_by_role("link", name="Voir le dossier"))
    tab_to(page, page.get_by_role("link", name="dossier.pdf"))
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    assert waited.value.path().read_bytes().startswith(b"%PDF-")
    assert waited.value.suggested_filename.endswith("dossier.pdf")


def test_a_job_says_how_far_it_is_while_it_waits_and_runs(page: Page, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    page.goto("/18/dossier/")
    follow(page, page.get_by_role("button", name="Générer le dossier"))
    job = Job.objects.get()
    shown = page.locator(f"#travail-{job.pk}")
    expect(shown).to_contain_text("En attente")
    # Asked for twice, done once.
    page.goto("/18/dossier/")
    follow(page, page.get_by_role("button", name="Générer le dossier"))
    assert Job.objects.count() == 1
    # The page follows by itself: nobody reloads it.
    job.state = JobState.RUNNING
    job.save(update_fields=["state"])
    job.tell("Écriture de dossier.pdf", 40)
    expect(shown).to_contain_text("40 % – Écriture de dossier.pdf")
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "40")
    expect(page.locator("#annonces")).to_contain_text(re.compile("en cours", re.IGNORECASE))
    # The worker and the server of a test share one connection: the page stops asking while it works.
    here = page.url
    page.goto("about:blank")
    call_command("db_worker", batch=True, startup_delay=False)
    page.goto(here)
    expect(page.get_by_role("link", name="Voir le dossier")).to_be_visible()

"""Pictures of the demo's pages: `python tools/screens.py README` remakes the one of the README; `ALL folder` takes all.

Needs a Chromium and the demo's base (`make demo SERVE=0`). ALL adds to that base the few things that only tests
make (a trial, a job…): remake it afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from maillage.accounts.published import DEMO_PEOPLE

PROJECT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("PORT", "8090"))
SITE = f"http://127.0.0.1:{PORT}"
README = PROJECT / "docs" / "images" / "accueil.png"
MODES: dict[str, dict[str, Any]] = {
    "bureau": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "sombre": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "telephone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "telephone-sombre": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
}


@contextmanager
def served() -> Iterator[None]:
    """The demo, served while the pictures are taken."""
    environment = {**os.environ, "PORT": str(PORT), "SERVE": "1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "maillage.cli", "demo"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{SITE}/sante", timeout=1)
                break
            except OSError:
                time.sleep(0.5)
        yield
    finally:
        server.terminate()
        server.wait(20)


def addresses() -> list[tuple[str, str]]:
    """Name and address of every page of the demo."""
    code = (
        "import sys; sys.path.insert(0, 'tests'); from house.site import *; "
        "from pages.samples import NO_PAGE, POSTS_ONLY, make_samples; n=Network.objects.first(); "
        "s=make_samples(n); [print(a.name, url_of(a, n, s)) for a in addresses() "
        "if a.in_network and a.name not in NO_PAGE | POSTS_ONLY]"
    )
    base = f"sqlite:///{PROJECT / 'var' / 'demo.sqlite3'}"
    done = subprocess.run(
        [sys.executable, str(PROJECT / "tools" / "manage.py"), "shell", "-v", "0", "-c", code],
        env={**os.environ, "MAILLAGE_DATABASE_URL": base},
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    pairs = [line.split() for line in done.stdout.splitlines()]
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]


def main() -> int:
    from playwright.sync_api import sync_playwright  # a tool of its own: nothing else here needs a browser

    wanted, folder = sys.argv[1:2], Path(sys.argv[2]) if len(sys.argv) > 2 else None
    only = sys.argv[3:]
    with served(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        if wanted == ["README"] or folder is None:
            shoot(browser, "bureau", [("accueil", "/18/")], README.parent, whole=False)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            pages = [pair for pair in addresses() if not only or pair[0] in only]
            for mode in MODES:
                shoot(browser, mode, pages, folder, whole=True)
        browser.close()
    return 0


def shoot(browser: Any, mode: str, pages: list[tuple[str, str]], folder: Path, *, whole: bool) -> None:
    context = browser.new_context(base_url=SITE, locale="fr-FR", **MODES[mode])
    page = context.new_page()
    page.goto("/connexion/")
    page.locator("input[name=username]").fill(DEMO_PEOPLE[0].username)
    page.locator("input[name=password]").fill(DEMO_PEOPLE[0].password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{SITE}/18/")
    for name, url in pages:
        page.goto(url)
        suffix = "" if not whole else f".{mode}"
        page.screenshot(path=folder / f"{name.replace(':', '-')}{suffix}.png", full_page=whole)
    context.close()


if __name__ == "__main__":
    raise SystemExit(main())

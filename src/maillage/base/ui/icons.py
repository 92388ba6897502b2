"""Icons drawn inline: always decorative, the text beside them says it."""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from lucide import IconDoesNotExist, _load_icon, _render_icon

from maillage.base.ui.components import Tone

# What a tone looks like beside its words, and what it is called to those who do not see it.
TONE_ICONS = {
    Tone.NEUTRAL: "arrow-right",
    Tone.INFO: "info",
    Tone.GOOD: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.BAD: "circle-alert",
}
_SPACES = re.compile(r"\s+")
_BETWEEN = re.compile(r">\s+<")


@lru_cache(maxsize=256)
def icon(name: str, extra: str = "") -> SafeString:
    """The lucide icon `name`, sized by the text around it; an unknown name draws nothing."""
    try:
        _load_icon(name)
    except (IconDoesNotExist, ValueError):
        return mark_safe("")
    css = f"icon icon-{name} {extra}".strip()
    options = {"class": css, "aria-hidden": "true", "focusable": "false"}
    drawn = _render_icon(name, None, **options)
    bare = drawn.replace(' width="24"', "", 1).replace(' height="24"', "", 1)
    return mark_safe(_BETWEEN.sub("><", _SPACES.sub(" ", bare)))  # noqa: S308  # from the package's own files


def tone_icon(tone: str) -> SafeString:
    """The icon of a tone, or of a Django message level's tone."""
    return icon(TONE_ICONS.get(Tone(tone), "info"))

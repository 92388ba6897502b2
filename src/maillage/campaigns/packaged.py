"""The frameworks that ship with Maillage; a network takes one as it is, or as the beginning of its own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from maillage.campaigns.domain.framework_problems import read_framework
from maillage.campaigns.domain.frameworks import Framework


@cache
def packaged_texts() -> dict[str, str]:
    """The YAML text of each packaged framework by its code, in the order in which they are proposed."""
    folder = files("maillage.campaigns") / "data"
    texts = (entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    found = {read_framework(text).code: text for text in texts}
    return dict(sorted(found.items()))


@cache
def packaged_frameworks() -> dict[str, Framework]:
    return {code: read_framework(text) for code, text in packaged_texts().items()}

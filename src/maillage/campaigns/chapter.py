"""Campaigns in the dossier: is the same promise kept everywhere? Nothing while no library has answered."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.tree import Block, Bullets, Chapter, Part, Run, body, cell, note
from maillage.campaigns.coherence.hours import hours_of
from maillage.campaigns.coherence.plain import headlines, response
from maillage.campaigns.coherence.readings import Coherence, latest_coherence
from maillage.campaigns.coherence.tables.change import change_listing
from maillage.campaigns.coherence.tables.core import core_listing, core_picture
from maillage.campaigns.coherence.tables.gaps import scores_listing
from maillage.campaigns.coherence.tables.heat import heat_picture
from maillage.campaigns.coherence.tables.printed import as_table
from maillage.campaigns.coherence.trust import change_words, hours_words, looks_words, weight_words

TITLE = "Cohérence et qualité des services du réseau"
_LIMITS = (
    "Ce sont des déclarations, relues en partie par un second regard. Les bibliothèques qui répondent diffèrent de celles "
    "qui se taisent : les bornes disent ce que leur silence laisse possible. Sur quelques bibliothèques par EPCI, le hasard "
    "pèse autant que le territoire. Les cases de moins de cinq réponses sont masquées, aucune bibliothèque n’est nommée."
)


def chapters(project: Project) -> Iterator[Chapter]:
    found = latest_coherence(project)
    if found is not None:
        yield Chapter(slot="diagnosis", order=15, blocks=(Part(title=TITLE, blocks=tuple(_blocks(found))),))


def _blocks(found: Coherence) -> Iterator[Block]:
    yield body(f"{found.title} : {response(found)}")
    yield Bullets(
        tuple((Run(f"{title} : ", bold=True), Run(_inside(sentence))) for title, sentence in headlines(found))
    )
    if picture := core_picture(found):
        yield picture
        yield as_table(core_listing(found))
    if picture := heat_picture(found):
        yield picture
    yield as_table(scores_listing(found))
    if changes := tuple(change_words(found)):
        yield Part(title="Depuis la campagne précédente", blocks=tuple(_change(found, changes)))
    trust = [*looks_words(found), weight_words(found), hours_words(hours_of(found.project))]
    told = tuple(cell(text) for text in trust if text)
    blocks: tuple[Block, ...] = (Bullets(told),) if told else ()
    yield Part(title="Ce que valent ces chiffres", blocks=(*blocks, note(_LIMITS)))


def _change(found: Coherence, changes: tuple[str, ...]) -> Iterator[Block]:
    yield Bullets(tuple(cell(text) for text in changes))
    if listing := change_listing(found):
        yield as_table(listing)


def _inside(sentence: str) -> str:
    """A sentence after a colon begins with a small letter, unless it begins with a quotation mark or a number."""
    return sentence[:1].lower() + sentence[1:]

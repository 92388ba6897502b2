"""What no schema can say of a framework: cycles, a level missing, codes that lead nowhere. And its reader."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from graphlib import CycleError, TopologicalSorter

from maillage.base.values.files.reader import read_thing
from maillage.base.values.files.writer import write_thing
from maillage.base.values.remarks import Problem
from maillage.base.values.texts import CODE
from maillage.campaigns.domain.frameworks import Framework, Item, ItemKind

Path = tuple[str | int, ...]
MOST_ITEMS = 2000


def read_framework(text: str) -> Framework:
    """The framework that a YAML text describes. Raises UnreadableFile with every problem and its line."""
    return read_thing(text, Framework, framework_problems)


def framework_text(framework: Framework) -> str:
    """Its canonical text: reading it back gives an equal framework, and equal frameworks give equal bytes."""
    return write_thing(framework)


def framework_problems(framework: Framework) -> Iterator[Problem]:
    """Every problem of a framework whose fields are each well formed. Paths lead into the file."""
    if not CODE.match(framework.version):
        yield Problem(
            path=("version",),
            message=f"« {framework.version} » n'est pas un numéro de version.",
            remedy="Écrivez-le en lettres sans accent, chiffres, tirets ou points, sans espace : 1, 2.1, 2027.",
        )
    if not framework.items:
        yield Problem(
            path=("domains",),
            message="Ce référentiel ne pose aucune question.",
            remedy="Ajoutez un domaine et une question.",
        )
    if len(framework.items) > MOST_ITEMS:
        yield Problem(
            path=("domains",),
            message=f"Ce référentiel pose {len(framework.items)} questions : {MOST_ITEMS} au plus.",
            remedy="Partagez-le en deux.",
        )
    for path, item in _placed(framework):
        yield from _item_problems(framework, item, path)
    yield from _cycle(framework)
    yield from _numbers_twice(framework)


def _placed(framework: Framework) -> Iterator[tuple[Path, Item]]:
    for d, domain in enumerate(framework.domains):
        for i, item in enumerate(domain.items):
            yield ("domains", d, "items", i), item


def _item_problems(framework: Framework, item: Item, path: Path) -> Iterator[Problem]:
    if item.kind is ItemKind.LEVELS:
        yield from _level_problems(item, path)
    elif item.core:
        yield Problem(
            path=(*path, "core"),
            message=f"« {item.title} » est du socle, mais n'a pas de niveaux décrits.",
            remedy="Choisissez la réponse « niveaux décrits », ou retirez-la du socle.",
        )
    if item.kind is ItemKind.CHOICE and len(set(item.options)) < max(2, len(item.options)):
        yield Problem(
            path=(*path, "options"),
            message=f"« {item.title} » propose un choix : il faut au moins deux réponses, toutes différentes.",
            remedy="Complétez les réponses proposées (« options »).",
        )
    yield from _threshold_problems(item, path)
    if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        yield Problem(
            path=(*path, "minimum"),
            message=f"« {item.title} » : la plus petite valeur possible dépasse la plus grande.",
            remedy="Échangez-les.",
        )
    for index, condition in enumerate(item.when):
        source = framework.by_code.get(condition.item)
        if source is not None and condition.equals and condition.equals not in source.options:
            yield Problem(
                path=(*path, "when", index, "equals"),
                message=f"« {source.title} » ne propose pas « {condition.equals} ».",
                remedy=f"Réponses proposées : {', '.join(source.options) or 'aucune'}.",
            )


def _level_problems(item: Item, path: Path) -> Iterator[Problem]:
    if len(item.levels) < 2:
        yield Problem(
            path=(*path, "levels"),
            message=f"« {item.title} » attend au moins deux niveaux décrits.",
            remedy="Décrivez chaque niveau par un fait que l'on peut constater.",
        )
    for level, described in enumerate(item.levels):
        if not described.strip() or described in item.levels[:level]:
            yield Problem(
                path=(*path, "levels", level),
                message=f"« {item.title} » : le niveau {level} n'est pas décrit, ou l'est comme un autre.",
                remedy="Donnez à chaque niveau son propre fait.",
            )
    if item.core and item.core_level > item.top:
        yield Problem(
            path=(*path, "core_level"),
            message=f"« {item.title} » : le socle demande le niveau {item.core_level}, le plus haut est {item.top}.",
            remedy="Baissez le niveau du socle (« core_level ») ou décrivez les niveaux qui manquent.",
        )
    for index, step in enumerate(item.next):
        if step.from_level >= item.top:
            yield Problem(
                path=(*path, "next", index, "from_level"),
                message=f"« {item.title} » : rien n'est au-dessus du niveau {step.from_level}.",
                remedy=f"Un prochain pas part d'un niveau de 0 à {item.top - 1}.",
            )


def _threshold_problems(item: Item, path: Path) -> Iterator[Problem]:
    try:
        amounts = [Decimal(threshold) for threshold in item.thresholds]
        rising = all(amount.is_finite() for amount in amounts) and amounts == sorted(set(amounts))
    except InvalidOperation:
        rising = False
    if not rising:
        yield Problem(
            path=(*path, "thresholds"),
            message=f"« {item.title} » : les seuils sont des nombres qui montent, écrits avec un point.",
            remedy="Par exemple [1, 5, 10, 30].",
        )
    elif item.kind is ItemKind.LEVELS and item.thresholds and len(item.thresholds) != item.top:
        yield Problem(
            path=(*path, "thresholds"),
            message=f"« {item.title} » a {item.top} niveaux au-dessus de 0 et {len(item.thresholds)} seuils.",
            remedy="Écrivez un seuil par niveau au-dessus de 0.",
        )


def _cycle(framework: Framework) -> Iterator[Problem]:
    needed = {item.code: {condition.item for condition in item.when} for item in framework.items}
    try:
        tuple(TopologicalSorter(needed).static_order())
    except CycleError as error:
        names = [framework.by_code[code].title for code in error.args[1] if code in framework.by_code]
        last = error.args[1][-1]
        path = next(path for path, item in _placed(framework) if item.code == last)
        yield Problem(
            path=(*path, "when"),
            message=f"Ces questions dépendent l'une de l'autre en rond : {' → '.join(names)}.",
            remedy="Retirez l'une des conditions.",
        )


def _numbers_twice(framework: Framework) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, item in _placed(framework):
        if item.number in seen:
            yield Problem(
                path=(*path, "number"),
                message=f"Deux questions portent le numéro {item.number}.",
                remedy="La feuille de papier se relit par numéro : donnez-en un différent à chacune.",
            )
        seen.add(item.number)

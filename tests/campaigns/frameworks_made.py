"""Frameworks that tests invent: small ones by hand, any one by hypothesis."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from maillage.campaigns.domain.frameworks import Condition, Domain, Framework, FrameworkKind, Item, ItemKind
from maillage.campaigns.domain.steps import Effort, NextStep

words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)
amounts = st.decimals(0, 9999, places=2, allow_nan=False).map(lambda d: d.normalize() + 0)


def ladder(code: str, number: str, **more: Any) -> Item:
    levels = ("Rien.", "Un peu.", "Tout.")
    given = {"title": f"Titre {code}", "question": f"Question {code} ?", "levels": levels, **more}
    return Item(code=code, number=number, **given)


def framework(*items: Item, code: str = "essai", version: str = "1", **more: Any) -> Framework:
    """One domain that holds the items."""
    home = Domain(code="domaine", title="Un domaine", items=items)
    return Framework(
        code=code, version=version, title="Un essai", purpose="Essayer.", domains=(home,), **more
    )


def of_size(n: int) -> Framework:
    """A grid of `n` items with five levels and four next steps each, ten items a domain."""
    steps = tuple(NextStep(from_level=rank, do=f"Faire le pas {rank}.") for rank in range(4))
    items = [
        ladder(
            f"q{i}",
            f"{i // 10 + 1}.{i % 10 + 1}",
            levels=tuple(f"Fait {r} de {i}." for r in range(5)),
            next=steps,
        )
        for i in range(n)
    ]
    domains = tuple(
        Domain(code=f"d{d}", title=f"Domaine {d}", items=tuple(items[d : d + 10])) for d in range(0, n, 10)
    )
    return replace(framework(), code="grande", domains=domains)


@st.composite
def items(draw: st.DrawFn, rank: int) -> Item:
    kind = draw(st.sampled_from(list(ItemKind)))
    more: dict[str, Any] = {"weight": draw(amounts), "express": draw(st.booleans())}
    if kind is ItemKind.LEVELS:
        more["levels"] = tuple(draw(st.lists(words, min_size=2, max_size=5, unique=True)))
        more["core"] = draw(st.booleans())
        more["core_level"] = 1
        more["next"] = (NextStep(from_level=0, do=draw(words), effort=draw(st.sampled_from(list(Effort)))),)
    if kind is ItemKind.CHOICE:
        more["options"] = tuple(draw(st.lists(words, min_size=2, max_size=4, unique=True)))
    if kind is ItemKind.NUMBER:
        more["unit"] = draw(st.sampled_from(("", "h", "postes")))
        more["minimum"] = draw(st.none() | amounts)
    return Item(
        code=f"q{rank}", number=str(rank + 1), title=draw(words), question=draw(words), kind=kind,
        help=draw(st.just("") | words), evidence=draw(st.just("") | words), **more,
    )  # fmt: skip


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Any framework that its own problems do not refuse: conditions look back to ladders only."""
    made: list[Item] = []
    for rank in range(draw(st.integers(1, 6))):
        item = draw(items(rank))
        ladders = [other.code for other in made if other.kind is ItemKind.LEVELS]
        if ladders and draw(st.booleans()):
            condition = Condition(item=draw(st.sampled_from(ladders)), at_least=Decimal(1))
            item = replace(item, when=(condition,))
        made.append(item)
    cut = draw(st.integers(0, len(made)))
    parts = [part for part in (made[:cut], made[cut:]) if part]
    domains = tuple(
        Domain(code=f"d{rank}", title=draw(words), help=draw(st.just("") | words), items=tuple(part))
        for rank, part in enumerate(parts)
    )
    kind = draw(st.sampled_from(list(FrameworkKind)))
    return Framework(
        code="invente", version=draw(st.sampled_from(("1", "2.1", "2027-b"))), title=draw(words),
        kind=kind, purpose=draw(words), domains=domains,
    )  # fmt: skip

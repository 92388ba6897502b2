"""Codes are unique within their class, and every reference leads to something that is there."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from maillage.base.values.fields import Kind, class_name, has_code, specs
from maillage.base.values.remarks import Problem

Path = tuple[str | int, ...]


def problems(sections: Mapping[str, Any]) -> Iterator[Problem]:
    """Duplicate codes, then unknown references."""
    things = [entry for key, value in sections.items() for entry in _things(value, (key,))]
    known: dict[str, dict[str, Path]] = {}
    for thing, path in things:
        if not has_code(type(thing)):
            continue
        codes = known.setdefault(class_name(type(thing)), {})
        if thing.code in codes:
            yield Problem(
                path=(*path, "code"),
                message=f"Le code « {thing.code} » est déjà pris.",
                remedy="Donnez à chacun un code différent.",
            )
        codes.setdefault(thing.code, path)
    for thing, path in things:
        yield from _unknown(thing, path, known)


def _things(value: Any, path: Path) -> Iterator[tuple[Any, Path]]:
    """Every dataclass under a value, with its path, parents first."""
    yield value, path
    for name, spec in specs(type(value)).items():
        inner = getattr(value, name)
        if spec.kind is Kind.CHILDREN:
            for index, item in enumerate(inner):
                yield from _things(item, (*path, name, index))
        elif spec.kind is Kind.CHILD and inner is not None:
            yield from _things(inner, (*path, name))


def _unknown(thing: Any, path: Path, known: Mapping[str, Mapping[str, Path]]) -> Iterator[Problem]:
    for name, spec in specs(type(thing)).items():
        if spec.kind is Kind.REF:
            cited = [getattr(thing, name)] if getattr(thing, name) else []
        elif spec.kind is Kind.REFS:
            cited = list(getattr(thing, name))
        else:
            continue
        codes = known.get(spec.to, {})
        for code in cited:
            if code not in codes:
                yield Problem(
                    path=(*path, name),
                    message=f"« {spec.label} » renvoie à « {code} », qui n'existe pas.",
                    remedy=_remedy(code, codes),
                )


def _remedy(code: str, codes: Mapping[str, Path]) -> str:
    near = difflib.get_close_matches(code, list(codes), n=1)
    if near:
        return f"Vouliez-vous dire « {near[0]} » ?"
    if not codes:
        return "Rien de cette nature n'est encore décrit dans le fichier."
    return f"Codes connus : {', '.join(list(codes)[:8])}{'…' if len(codes) > 8 else ''}."

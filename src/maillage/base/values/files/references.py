"""Codes are unique within their class, and every reference leads to something that is there."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from maillage.base.values.fields import Kind, Spec, class_name, walk
from maillage.base.values.remarks import Problem

Path = tuple[str | int, ...]


@dataclass
class Codes:
    """The codes and references of a file, also those of things that could not be read: one pass reports everything.

    `named`: (class, code, path); `cited`: (field, code, path); `unsure`: classes of which something was lost, so
    that a reference to them may be right.
    """

    named: list[tuple[str, str, Path]] = field(default_factory=list)
    cited: list[tuple[Spec, str, Path]] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)

    def note(self, cls: type[Any], spec: Spec, value: Any, path: Path) -> None:
        """Take note of a field that was read in a thing of class `cls`."""
        if spec.kind is Kind.CODE:
            self.named.append((class_name(cls), value, path))
        elif spec.kind is Kind.REF:
            self.cited.append((spec, value, path))
        elif spec.kind is Kind.REFS:
            self.cited += [(spec, code, (*path, index)) for index, code in enumerate(value)]

    def lose(self, cls: type[Any]) -> None:
        """A thing of class `cls`, or a list of them, could not be read."""
        self.unsure |= {class_name(lost) for lost in walk(cls)}

    def duplicates(self) -> Iterator[Problem]:
        seen: set[tuple[str, str]] = set()
        for kind, code, path in self.named:
            if (kind, code) in seen:
                yield Problem(
                    path=path,
                    message=f"Le code « {code} » est déjà pris.",
                    remedy="Donnez à chacun un code différent.",
                )
            seen.add((kind, code))

    def unknown(self) -> Iterator[Problem]:
        known: dict[str, dict[str, None]] = {}  # in the order of the file
        for kind, code, _ in self.named:
            known.setdefault(kind, {})[code] = None
        for spec, code, path in self.cited:
            codes = known.get(spec.to, {})
            if code not in codes and spec.to not in self.unsure:
                yield Problem(
                    path=path,
                    message=f"« {spec.label} » renvoie à « {code} », qui n'existe pas.",
                    remedy=_remedy(code, codes),
                )


def _remedy(code: str, codes: Mapping[str, None]) -> str:
    near = difflib.get_close_matches(code, list(codes), n=1)
    if near:
        return f"Vouliez-vous dire « {near[0]} » ?"
    if not codes:
        return "Rien de cette nature n'est encore décrit dans le fichier."
    return f"Codes connus : {', '.join(list(codes)[:8])}{'…' if len(codes) > 8 else ''}."

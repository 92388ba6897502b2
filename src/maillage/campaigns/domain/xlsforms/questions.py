"""One question of an XLSForm as an item of a framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from maillage.campaigns.domain.frameworks import Item, ItemKind
from maillage.campaigns.domain.xlsforms import names
from maillage.campaigns.domain.xlsforms.choices import ChoiceList
from maillage.campaigns.domain.xlsforms.conditions import Source, TooComplex, read_bounds
from maillage.campaigns.domain.xlsforms.tables import Report

SURVEY = "survey"
NUMBERS, TEXTS = {"integer", "int", "decimal"}, {"text", "string"}


@dataclass
class Questions:
    """Makes items of rows; keeps what conditions need to know of each, by its name in the form."""

    choices: Mapping[str, ChoiceList]
    report: Report
    sources: dict[str, Source] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def item(self, row: int, cells: Mapping[str, str], words: list[str], number: str) -> Item | None:
        """The item of a row whose type is `words`; None when it has no place in a framework, and this is told."""
        name = cells.get("name", "")
        fields = self._answer(row, cells, words)
        if fields is None:
            return None
        kind: ItemKind = fields["kind"]
        base = name.removesuffix(names.IMPORTANCE) if kind is ItemKind.IMPORTANCE else name
        code = self._code(base, row)
        list_ = self.choices.get(words[1]) if len(words) > 1 else None
        self.sources[base] = Source(
            code=code,
            kind=kind,
            labels=dict(list_.pairs) if list_ else {},
            lowest=(list_.lowest or 0) if list_ and kind is ItemKind.LEVELS else 0,
        )
        return Item(
            code=code, number=self._number(cells, number), **self._texts(row, cells, fields), **fields
        )

    def _answer(self, row: int, cells: Mapping[str, str], words: list[str]) -> dict[str, Any] | None:
        match words[0]:
            case "select_one" if len(words) > 1 and words[1] in self.choices:
                return self._choice(row, cells, words)
            case kind if kind in NUMBERS:
                return {"kind": ItemKind.NUMBER, **self._bounds(row, cells)}
            case kind if kind in TEXTS:
                return {"kind": ItemKind.FREE}
            case "select_one":
                named = words[1] if len(words) > 1 else ""
                message = f"La liste de choix « {named} » n'existe pas : question laissée de côté."
                self.report.say(SURVEY, row, message, "Écrivez-la dans la feuille « choices ».")
                return None
        self.report.say(
            SURVEY, row, f"« {' '.join(words)} » n'a pas d'équivalent dans un référentiel : laissé de côté.",
            "Posez la question autrement : un choix, un nombre ou un texte.",
        )  # fmt: skip
        return None

    def _choice(self, row: int, cells: Mapping[str, str], words: list[str]) -> dict[str, Any]:
        found = self.choices[words[1]]
        self.used.add(words[1])
        if len(words) > 2:
            self.report.say(
                SURVEY, row, f"« {' '.join(words[2:])} » : la réponse libre en plus n'est pas reprise."
            )
        if words[1] == names.NOTES and cells.get("name", "").endswith(names.IMPORTANCE):
            return {"kind": ItemKind.IMPORTANCE}
        labels = tuple(label for _, label in found.pairs)
        if found.kind is ItemKind.AGREEMENT and not found.is_our_scale:
            self.report.say(
                SURVEY, row, f"La liste « {words[1]} » va de 1 à 5 : lue comme un accord, ses mots ne sont pas repris.",
                "Si ce sont des faits, choisissez « niveaux décrits » et recopiez-les.",
            )  # fmt: skip
        if found.kind is ItemKind.CHOICE:
            if not found.is_ours:
                self.report.say(
                    SURVEY, row, f"Les choix de « {words[1]} » ne sont pas des notes : gardés comme un choix, sans score.",
                    "Pour les noter, nommez-les 0, 1, 2… du plus bas au plus haut.",
                )  # fmt: skip
            return {"kind": ItemKind.CHOICE, "options": tuple(dict.fromkeys(labels))}
        return {"kind": found.kind, "levels": labels if found.kind is ItemKind.LEVELS else ()}

    def _bounds(self, row: int, cells: Mapping[str, str]) -> dict[str, Any]:
        if not (text := cells.get("constraint", "")):
            return {}
        try:
            low, high = read_bounds(text)
        except TooComplex:
            self.report.say(SURVEY, row, f"Contrainte « {text[:80]} » : trop complexe, non reprise.")
            return {}
        return {"minimum": low, "maximum": high}

    def _texts(self, row: int, cells: Mapping[str, str], fields: Mapping[str, Any]) -> dict[str, Any]:
        label = cells.get("label", "") or cells.get("name", "")
        if not cells.get("label"):
            self.report.say(SURVEY, row, "Cette question n'a pas de texte : son nom en tient lieu.")
        texts = {}
        if fields["kind"] is ItemKind.IMPORTANCE:
            label = label.removesuffix(names.ASKED_IMPORTANCE)
        elif fields["kind"] is ItemKind.NUMBER and label.endswith(")") and " (en " in label:
            label, _, unit = label[:-1].rpartition(" (en ")
            texts["unit"] = self.report.fitted(Item, "unit", unit, SURVEY, row)
        title = cells.get(names.TITLE) or (label if len(label) <= 80 else f"{label[:79].rstrip()}…")
        pairs = {
            "title": title, "question": label, "help": cells.get("hint", ""),
            "evidence": cells.get("guidance_hint", ""),
        }  # fmt: skip
        return texts | {
            name: self.report.fitted(Item, name, text, SURVEY, row) for name, text in pairs.items()
        }

    def _number(self, cells: Mapping[str, str], proposed: str) -> str:
        number = cells.get(names.NUMBER, "")[:8]
        number = number if number and number not in self.numbers else proposed
        self.numbers.add(number)
        return number

    def _code(self, name: str, row: int) -> str:
        wanted = code = names.code_of(name)
        taken = {source.code for source in self.sources.values()}
        rank = 2
        while code in taken:
            code, rank = f"{wanted[:34]}-{rank}", rank + 1
        if code != names.code_of(name) or names.xml_name(code) != name:
            self.report.say(SURVEY, row, f"« {name or '(sans nom)'} » devient le code « {code} ».")
        return code

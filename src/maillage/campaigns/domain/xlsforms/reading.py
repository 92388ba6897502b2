"""An XLSForm as a framework: questions, choices, groups, simple conditions. All the rest is told, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from maillage.campaigns.domain.frameworks import Condition, Domain, Framework, FrameworkKind, Item, ItemKind
from maillage.campaigns.domain.xlsforms import names
from maillage.campaigns.domain.xlsforms.choices import read_choices
from maillage.campaigns.domain.xlsforms.conditions import TooComplex, read_relevant
from maillage.campaigns.domain.xlsforms.questions import SURVEY, Questions
from maillage.campaigns.domain.xlsforms.tables import FormRefused, Line, Report, Rows, Table, table

SHEETS = {"survey": names.SURVEY, "choices": names.CHOICES, "settings": names.SETTINGS}
_TO_WRITE = "À compléter : dites à quoi ces questions servent, et à quoi elles ne servent pas."


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was read, still a draft: `framework_problems` says whether it is whole. `lines`: what was not taken."""

    framework: Framework
    lines: tuple[Line, ...]


def read_form(sheets: Mapping[str, Rows]) -> Read:
    """The framework that the sheets of a workbook describe. Raises FormRefused when they are no XLSForm."""
    report = Report()
    found: dict[str, Rows] = {}
    for name, rows in sheets.items():
        if name.strip().casefold() in SHEETS:
            found[name.strip().casefold()] = rows
        else:
            report.say(name, 0, "Cette feuille n'est pas lue.")
    if SURVEY not in found:
        raise FormRefused(
            "Ce classeur n'a pas de feuille « survey » : ce n'est pas un XLSForm.",
            "Choisissez le classeur d'un formulaire ODK, Kobo ou Ona, ou un fichier YAML de référentiel.",
        )
    tables = {name: table(name, found.get(name, ()), known, report) for name, known in SHEETS.items()}
    return _Reading(report, Questions(read_choices(tables["choices"], report), report)).read(tables)


@dataclass
class _Group:
    code: str
    title: str
    help: str = ""
    relevant: tuple[tuple[int, str], ...] = ()
    items: list[Item] = field(default_factory=list)


@dataclass
class _Reading:
    report: Report
    questions: Questions
    groups: list[_Group] = field(default_factory=list)
    open: list[_Group] = field(default_factory=list)
    relevant: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    purpose: str = ""
    repeats: int = 0

    def read(self, tables: Mapping[str, Table]) -> Read:
        for row, cells in tables[SURVEY]:
            self._row(row, cells)
        if self.open:
            self.report.say(
                SURVEY, 0, f"Le groupe « {self.open[-1].title} » n'est pas refermé.", "Ajoutez end_group."
            )
        for name, found in self.questions.choices.items():
            if name not in self.questions.used and not name.startswith("maillage_"):
                self.report.say("choices", found.row, f"La liste « {name} » ne sert à aucune question.")
        domains = tuple(
            Domain(code=g.code, title=g.title, help=g.help, items=tuple(map(self._asked, g.items)))
            for g in self.groups
            if g.items
        )
        lines = sorted(self.report.lines, key=lambda line: (line.sheet != SURVEY, line.sheet, line.row))
        return Read(framework=self._framework(tables["settings"], domains), lines=tuple(lines))

    def _row(self, row: int, cells: Mapping[str, str]) -> None:
        words = cells.get("type", "").replace("select one ", "select_one ").split()
        if not words:
            self.report.say(SURVEY, row, "Une ligne sans type : laissée de côté.")
            return
        match words[0].casefold(), words[1].casefold() if len(words) > 1 else "":
            case ("begin_group", _) | ("begin", "group"):
                self._begin(row, cells)
            case ("end_group", _) | ("end", "group"):
                if self.open:
                    self.open.pop()
                else:
                    self.report.say(SURVEY, row, "Ce groupe est refermé sans avoir été ouvert.")
            case ("begin_repeat", _) | ("begin", "repeat"):
                self.repeats += 1
                self.report.say(
                    SURVEY, row, "Les questions répétées ne sont pas reprises, ni ce qu'elles contiennent."
                )
            case ("end_repeat", _) | ("end", "repeat"):
                self.repeats = max(self.repeats - 1, 0)
            case _ if self.repeats:
                self.report.say(SURVEY, row, f"« {cells.get('name', '')} » est répétée : laissée de côté.")
            case ("note", _):
                self._note(row, cells)
            case _:
                self._question(row, cells, [words[0].casefold(), *words[1:]])

    def _begin(self, row: int, cells: Mapping[str, str]) -> None:
        name = cells.get("name", "")
        title = self.report.fitted(
            Domain, "title", cells.get("label", "") or name or "Questions", SURVEY, row
        )
        own = ((row, cells["relevant"]),) if cells.get("relevant") else ()
        if self.open:
            self.report.say(
                SURVEY, row, f"Le groupe « {title} » est dans un autre : ses questions rejoignent celui-ci."
            )
            above = self.open[-1]
            self.open.append(replace(above, relevant=(*above.relevant, *own)))
            return
        group = _Group(self._group_code(name), title, relevant=own)
        self.groups.append(group)
        self.open.append(group)

    def _group_code(self, name: str) -> str:
        wanted = code = names.code_of(name.removeprefix(names.GROUP) or "domaine")
        rank = 2
        while code in {group.code for group in self.groups}:
            code, rank = f"{wanted[:34]}-{rank}", rank + 1
        return code

    def _note(self, row: int, cells: Mapping[str, str]) -> None:
        name, label = cells.get("name", ""), cells.get("label", "")
        if name == names.PURPOSE:
            self.purpose = label
        elif self.open and name.endswith(names.HELP) and not self.open[0].items:
            self.open[0].help = self.report.fitted(Domain, "help", label, SURVEY, row)
        else:
            self.report.say(
                SURVEY, row, f"Le texte « {label[:60]} » n'est pas repris.", "Mettez-le en précision."
            )

    def _question(self, row: int, cells: Mapping[str, str], words: list[str]) -> None:
        name = cells.get("name", "")
        sources = self.questions.sources
        for suffix in (names.WHY_NOT, names.SATISFACTION):
            if name.endswith(suffix) and name.removesuffix(suffix) in sources:
                return
        group = self.open[-1] if self.open else self._loose()
        rank = f"{next(n for n, g in enumerate(self.groups, 1) if g.items is group.items)}.{len(group.items) + 1}"
        item = self.questions.item(row, cells, words, rank)
        if item is None:
            return
        if cells.get("required", "").casefold() in ("yes", "true", "true()", "oui", "1"):
            self.report.say(SURVEY, row, f"« {item.title} » n'est plus obligatoire : on peut toujours dire pourquoi l'on "
                            "ne répond pas.")  # fmt: skip
        group.items.append(item)
        own = [(row, cells["relevant"])] if cells.get("relevant") else []
        self.relevant[item.code] = [*group.relevant, *own]
        if item.kind is not ItemKind.NUMBER and cells.get("constraint"):
            self.report.say(SURVEY, row, f"Contrainte « {cells['constraint'][:80]} » : non reprise.")

    def _loose(self) -> _Group:
        """Questions outside any group have one of their own."""
        for group in self.groups:
            if group.code == "questions":
                return group
        self.groups.append(_Group("questions", "Questions"))
        return self.groups[-1]

    def _asked(self, item: Item) -> Item:
        when: list[Condition] = []
        for row, text in self.relevant.get(item.code, ()):
            try:
                when += read_relevant(text, self.questions.sources)
            except TooComplex:
                self.report.say(
                    SURVEY, row, f"Condition « {text[:80]} » : trop complexe. « {item.title} » sera toujours posée.",
                    "Écrivez la condition dans l'éditeur.",
                )  # fmt: skip
        return replace(item, when=tuple(dict.fromkeys(when)))

    def _framework(self, settings: Table, domains: tuple[Domain, ...]) -> Framework:
        row, cells = settings.rows[0] if settings.rows else (1, {})
        title = self.report.fitted(Framework, "title", cells.get("form_title", ""), "settings", row)
        version = names.code_of(cells.get("version", "") or "1")[:20]
        kinds = {item.kind for domain in domains for item in domain.items}
        if not self.purpose:
            self.report.say(
                "settings", row, "Un XLSForm ne dit pas à quoi il sert.", "Écrivez-le dans l'éditeur."
            )
        return Framework(
            code=names.code_of(cells.get("form_id", "") or title or "formulaire"),
            version=version,
            title=title or "Formulaire importé",
            kind=_kind(kinds),
            purpose=self.purpose or _TO_WRITE,
            minutes_complete=max(1, round(sum(len(d.items) for d in domains) / 2)),
            source="Repris d'un XLSForm.",
            domains=domains,
        )


def _kind(kinds: set[ItemKind]) -> FrameworkKind:
    if ItemKind.IMPORTANCE in kinds:
        return FrameworkKind.SATISFACTION
    return FrameworkKind.OUTCOMES if ItemKind.AGREEMENT in kinds else FrameworkKind.GRID

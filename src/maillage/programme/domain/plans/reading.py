"""Reads the lines of a table into a plan: what is merged or left blank above is that of the line below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from maillage.base.values.french import folded, number
from maillage.programme.domain.plans import headings
from maillage.programme.domain.plans.cells import Raw, bulleted, failed, figure, is_blank, one_line, shown
from maillage.programme.domain.plans.line_fields import LineFields
from maillage.programme.domain.plans.plan import DraftAction, DraftStep, Heading, LineRemark, Options, Plan
from maillage.programme.domain.plans.tables import Row
from maillage.programme.domain.plans.targets import BY_CODE, IGNORE, Column

_STEP_DATES = ("weeks", "person_days", "start", "end", "earliest", "latest", "done", "step_code")


def read_plan(rows: Sequence[Row], columns: Sequence[Column], options: Options) -> Plan:
    """The plan of the rows that follow the headers. Nothing raises: what is not understood is told."""
    reader = _Reader(columns, options)
    for row in rows:
        if row.filled:
            reader.take(row)
    return reader.plan()


@dataclass
class _Reader:
    columns: Sequence[Column]
    options: Options
    axis: Heading | None = None
    objective: Heading | None = None
    action: DraftAction | None = None
    actions: list[DraftAction] = field(default_factory=list)
    found: list[tuple[Heading | None, Heading | None]] = field(default_factory=list)
    remarks: list[LineRemark] = field(default_factory=list)
    unknown: dict[str, dict[str, None]] = field(default_factory=dict)
    lines: int = 0
    aside: int = 0

    def plan(self) -> Plan:
        return Plan(
            actions=tuple(self.actions),
            headings=tuple(self.found),
            remarks=tuple(self.remarks),
            unknown={target: tuple(seen) for target, seen in self.unknown.items()},
            lines=self.lines,
            aside=self.aside,
        )

    def take(self, row: Row) -> None:
        self.lines += 1
        filled = row.filled
        for rank, cell in enumerate(row.cells):
            if failed(cell):
                where = self.columns[rank].header if rank < len(self.columns) else f"colonne {rank + 1}"
                self.tell(
                    row,
                    f"« {where} » contient une formule en erreur ({cell}).",
                    "Corrigez-la, ou écrivez sa valeur.",
                )
        if not filled:
            self.aside += 1
        elif any(headings.is_total(text) for _, text in filled[:2]):
            self.aside += 1
            self.tell(row, "Ligne de total, laissée de côté.")
        elif self._is_header(row):
            self.aside += 1
            self.tell(row, "Les intitulés de colonnes sont répétés ici : ligne laissée de côté.")
        elif len(filled) == 1 and (kind := headings.band(filled[0][1])) and self._may_be_band(filled[0][0]):
            self._head(kind, row, filled[0][1], "")
        else:
            self._line(row)

    def tell(self, row: Row, message: str, remedy: str = "") -> None:
        self.remarks.append(LineRemark(row.number, message, remedy))

    def _is_header(self, row: Row) -> bool:
        names = {folded(column.header) for column in self.columns}
        texts = [folded(text) for _, text in row.filled]
        return len(texts) > 1 and all(text in names for text in texts)

    def _may_be_band(self, rank: int) -> bool:
        target = self.columns[rank].target if rank < len(self.columns) else IGNORE
        return target not in ("axis", "objective")

    def _head(self, kind: str, row: Row, text: str, code: str) -> None:
        """Enter an axis or an objective; nothing changes when it is the one we are in."""
        title = headings.bare_title(text)[: headings.LONGEST]
        current = self.axis if kind == "axis" else self.objective
        if (
            current
            and headings.key_of(current.title) == headings.key_of(title)
            and code in ("", current.code)
        ):
            return
        heading = Heading(row.number, title, code)
        if kind == "axis":
            self.axis, self.objective = heading, None
            self.found.append((heading, None))
        else:
            self.objective = heading
            self.found.append((self.axis, heading))
        self.action = None

    def _line(self, row: Row) -> None:
        given = self._given(row)
        for kind in ("axis", "objective"):
            if not is_blank(given.get(kind)):
                self._head(kind, row, shown(given[kind]), _code(given.get(f"{kind}_code")))
        title = "" if is_blank(given.get("title")) else shown(given["title"])
        fields = LineFields(row.number, given, self._noted(row), self.options)
        steps = bulleted(shown(given.get("step"))) if not is_blank(given.get("step")) else []
        if title:
            self._action(row, title, _code(given.get("code")), bool(steps))
        elif self.action is None or not (steps or fields.says_something):
            if not (set(given) & {"axis", "objective"}) or fields.says_something or steps:
                self.aside += 1
                self.tell(
                    row, "Cette ligne n'a pas d'intitulé d'action : elle est laissée de côté.",
                    "Écrivez l'intitulé de l'action, ou supprimez la ligne.",
                )  # fmt: skip
            return
        assert self.action is not None
        if not title and not steps:
            self.tell(row, f"Ligne sans intitulé : rattachée à l'action de la ligne {self.action.line}.")
        self._fill(row, self.action, fields, steps)

    def _given(self, row: Row) -> dict[str, Raw]:
        given: dict[str, Raw] = {}
        for column in self.columns:
            cell = row.cells[column.rank] if column.rank < len(row.cells) else None
            target = BY_CODE.get(column.target)
            if target is None or target.repeats or not shown(cell):
                continue
            given[target.code] = headings.without_label(cell, target.words) if isinstance(cell, str) else cell
        return given

    def _noted(self, row: Row) -> list[tuple[str, str, str]]:
        """What goes to notes: (target, header, text)."""
        found = []
        for column in self.columns:
            target = BY_CODE.get(column.target)
            cell = row.cells[column.rank] if column.rank < len(row.cells) else None
            if target is not None and target.repeats and not is_blank(cell):
                found.append((target.code, column.header, _noted(cell)))
        return found

    def _action(self, row: Row, title: str, code: str, has_steps: bool) -> None:
        """Go on with the action of that title, or begin a new one."""
        key = headings.key_of(title)
        known = next(
            (
                one for one in self.actions
                if one.axis == self.axis and one.objective == self.objective
                and (one.code == code if code and one.code else headings.key_of(one.title) == key)
            ),
            None,
        )  # fmt: skip
        if known is None:
            bare = headings.bare_title(title)
            known = DraftAction(
                line=row.number,
                title=bare[: headings.LONGEST],
                code=code,
                axis=self.axis,
                objective=self.objective,
            )
            if len(bare) > headings.LONGEST:
                known.notes.append(f"Intitulé complet dans le fichier : {bare}")
                self.tell(
                    row,
                    f"L'intitulé dépasse {headings.LONGEST} signes : il est coupé, et gardé entier dans la description.",
                )
            self.actions.append(known)
        elif not has_steps:
            self.tell(
                row, f"Même intitulé que la ligne {known.line} : les deux lignes sont réunies en une action.",
                "S'il s'agit de deux actions, distinguez leurs intitulés.",
            )  # fmt: skip
        self.action = known

    def _fill(self, row: Row, action: DraftAction, fields: LineFields, steps: Sequence[str]) -> None:
        dates = fields.step(one_line(steps[0])[: headings.LONGEST] if steps else "")
        fields.into(action)
        if steps:
            dates.title = headings.bare_title(dates.title)
            action.steps.append(dates)
            for title in steps[1:]:
                action.steps.append(
                    DraftStep(line=row.number, title=headings.bare_title(title)[: headings.LONGEST])
                )
        elif fields.has_dates and action.whole is None:
            action.whole = dates
        for target, texts in fields.unknown.items():
            self.unknown.setdefault(target, {}).update(dict.fromkeys(texts))
        self.remarks += fields.remarks


def _code(raw: Raw) -> str:
    return "".join(shown(raw).split())[:40]


def _noted(raw: Raw) -> str:
    """A cell as a note tells it: amounts with their thousands apart."""
    if isinstance(raw, Decimal) and figure(raw) is not None:
        return number(raw, 0 if raw == raw.to_integral_value() else 2)
    return shown(raw)


def unknown_of(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Cells that name no choice, by target: what a person is asked to translate."""
    return {target: values for target, values in plan.unknown.items() if values}

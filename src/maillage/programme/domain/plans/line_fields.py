"""What one line says of its action and of its step, field by field; what it does not fit is kept as a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from maillage.base.values.french import folded, number
from maillage.programme.domain.plans.cells import Raw, figure, is_blank, names, one_line, shown
from maillage.programme.domain.plans.choices import CLASSES, member, value_in
from maillage.programme.domain.plans.days import Span, read_span
from maillage.programme.domain.plans.plan import DraftAction, DraftStep, LineRemark, Options
from maillage.programme.domain.plans.targets import BY_CODE

LONGEST_TEXT, LONGEST_PROSE, LONGEST_STEP = 300, 20_000, 260
_TEXTS, _PROSES = ("lead", "target_group"), ("context", "description", "result")
_DAYS = ("start", "end", "earliest", "latest", "done")
_KEPT = {
    "budget": (
        "Budget indiqué dans le fichier",
        "Les montants ne sont pas importés : saisissez-les dans Financement.",
    ),
    "funders": ("Financement indiqué dans le fichier", "Saisissez les recettes dans Financement."),
    "indicators": ("Indicateurs indiqués dans le fichier", "Saisissez les indicateurs dans Évaluation."),
}


class LineFields:
    """Reads a line once. `given`: cells by target; `noted`: (target, header, text) of what goes to notes."""

    def __init__(
        self, line: int, given: Mapping[str, Raw], noted: Sequence[tuple[str, str, str]], options: Options
    ) -> None:
        self.line, self.given, self.options = line, given, options
        self.remarks: list[LineRemark] = []
        self.notes: list[str] = []
        self.unknown: dict[str, list[str]] = {}
        self.fields: dict[str, Any] = {}
        self.days: dict[str, Span] = {}
        for target, header, text in noted:
            self._keep(target, header, text)
        for target in (*CLASSES, "priority"):
            self._choice(target)
        for target in (*_TEXTS, *_PROSES, "partners"):
            self._text(target)
        for target in _DAYS:
            self._day(target)

    @property
    def has_dates(self) -> bool:
        return bool(self.days) or any(not is_blank(self.given.get(name)) for name in ("weeks", "person_days"))

    @property
    def says_something(self) -> bool:
        return bool(self.fields or self.notes or self.has_dates)

    def tell(self, message: str, remedy: str = "") -> None:
        self.remarks.append(LineRemark(self.line, message, remedy))

    def _keep(self, target: str, header: str, text: str) -> None:
        label, remedy = _KEPT.get(target, (header, ""))
        self.notes.append(f"{label} : {text}")
        if remedy:
            self.tell(f"« {header} » ({one_line(text)[:60]}) est gardé dans la description.", remedy)

    def _choice(self, target: str) -> None:
        raw = self.given.get(target)
        if is_blank(raw):
            return
        value = self._priority(raw) if target == "priority" else value_in(target, raw, self._told(target))
        if value is not None:
            self.fields[target] = int(value) if target == "priority" else member(CLASSES[target], value)
            return
        if folded(shown(raw)) in self._told(target):  # the person said that it means none of them
            self.notes.append(f"{BY_CODE[target].label} dans le fichier : {shown(raw)}")
            return
        self.unknown.setdefault(target, []).append(one_line(shown(raw))[:120])
        self.notes.append(f"{BY_CODE[target].label} dans le fichier : {shown(raw)}")
        self.tell(
            f"« {one_line(shown(raw))[:60]} » n'est pas reconnu pour « {BY_CODE[target].label} » : gardé dans la description.",
            "Dites ci-dessous ce que ce mot veut dire, ou corrigez le fichier.",
        )

    def _told(self, target: str) -> Mapping[str, str]:
        return self.options.values.get(target, {})

    def _priority(self, raw: Raw) -> str | None:
        if (named := value_in("priority", raw, self._told("priority"))) is not None and not figure(raw):
            return named
        found = figure(raw)
        if found is None or found != found.to_integral_value() or not 1 <= found <= 5:
            return named
        # « P1 » is the most urgent everywhere that it is written so.
        first = self.options.urgent_first or folded(shown(raw)).startswith("p")
        return str(6 - int(found) if first else int(found))

    def _text(self, target: str) -> None:
        raw = self.given.get(target)
        if is_blank(raw):
            return
        text, label = shown(raw), BY_CODE[target].label
        if target == "partners":
            self.fields[target] = names(text)
            return
        longest = LONGEST_PROSE if target in _PROSES else LONGEST_TEXT
        text = text if target in _PROSES else one_line(text)
        if len(text) > longest:
            self.tell(
                f"« {label} » a {number(len(text))} signes : il est coupé à {number(longest)}.",
                "Raccourcissez-le, ou joignez le texte entier à l'action.",
            )
            if target not in _PROSES:
                self.notes.append(f"{label} dans le fichier : {text}")
        self.fields[target] = text[:longest].strip()

    def _day(self, target: str) -> None:
        raw = self.given.get(target)
        if is_blank(raw):
            return
        span = read_span(raw)
        if span is None:
            label = BY_CODE[target].label
            self.notes.append(f"{label} dans le fichier : {shown(raw)}")
            self.tell(
                f"« {one_line(shown(raw))[:60]} » n'est pas une date reconnue ({label}) : gardé dans la description.",
                "Écrivez par exemple 31/03/2027, « mars 2027 » ou « T2 2027 ».",
            )
        else:
            self.days[target] = span

    def _figure(self, target: str, most: int) -> Decimal | None:
        raw = self.given.get(target)
        if is_blank(raw):
            return None
        found = figure(raw)
        if found is not None and 0 <= found <= most:
            return found
        label = BY_CODE[target].label
        self.notes.append(f"{label} dans le fichier : {shown(raw)}")
        self.tell(
            f"« {one_line(shown(raw))[:60]} » n'est pas un nombre entre 0 et {number(most)} ({label}) : "
            "gardé dans la description.",
            "Écrivez un nombre seul.",
        )
        return None

    def step(self, title: str) -> DraftStep:
        """The step of the line; a blank title is for the dates of the whole action."""
        weeks = self._figure("weeks", LONGEST_STEP)
        days = self._figure("person_days", 10_000)
        return DraftStep(
            line=self.line,
            title=title,
            code="".join(shown(self.given.get("step_code")).split())[:40],
            weeks=None if weeks is None else int(-(-weeks // 1)),
            person_days=None if days is None else round(days, 4),
            start=self.days.get("start"),
            end=self.days.get("end"),
            earliest=self._one("earliest", first=True),
            latest=self._one("latest", first=False),
            done=self._one("done", first=False),
        )

    def _one(self, target: str, *, first: bool) -> date | None:
        span = self.days.get(target)
        return None if span is None else span.first if first else span.last

    def into(self, action: DraftAction) -> None:
        """Give the action what it lacks; what says otherwise than an earlier line is added to its notes."""
        for name, value in self.fields.items():
            held = action.fields.setdefault(name, value)
            if held == value:
                continue
            if name == "partners":
                action.fields[name] = tuple(dict.fromkeys((*held, *value)))
            else:
                label = BY_CODE[name].label
                action.notes.append(f"{label} (ligne {self.line}) : {getattr(value, 'label', value)}")
        action.notes += [note for note in self.notes if note not in action.notes]

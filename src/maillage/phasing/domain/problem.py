"""What has to be planned: steps, spending, ceilings, capacity, meetings, on a grid of weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from maillage.base.values.fields import Choice
from maillage.base.values.french import short_date

# In units of work, not of time: the same effort gives the same plan on a slow and on a fast computer.
DEFAULT_EFFORT = 0.8


class Section(Choice):
    """The two sections of a local budget."""

    INVESTMENT = "investment", "investissement"
    RUNNING = "running", "fonctionnement"


class Family(Choice):
    """The families of constraints: what a violation breaks, what an explanation blames."""

    STEPS = "steps", "liste des étapes"
    PRECEDENCE = "precedence", "enchaînement des étapes"
    HORIZON = "horizon", "durée du programme"
    DATES = "dates", "dates limites"
    FIXED = "fixed", "dates imposées"
    GATES = "gates", "calendrier des instances"
    CAPACITY = "capacity", "capacité de travail"
    CEILINGS = "ceilings", "plafonds annuels"


@dataclass(frozen=True, kw_only=True)
class Task:
    """A step. Times are whole weeks, Monday to Sunday; its work is spread evenly over its weeks.

    `weeks=0` is a milestone. `earliest` bounds the start, `latest` the last day, included (the Friday of the
    last week, the meeting's date for a gated step, its day for a milestone).
    `gate` names the body whose meeting closes the step: the meeting falls in the step's last week, and what
    follows starts the week after (of two meetings of a body in a week, the first one counts).
    `priority` goes from 1 (can wait) to 5 (first).
    `lag_weeks` is how many whole weeks pass between the end of the last predecessor and the start; it says nothing
    of a step without predecessors.
    `fixed_start` imposes the week of that day; `exact` makes a milestone without a gate fall on that very day.
    """

    code: str
    title: str
    action: str
    weeks: int
    predecessors: tuple[str, ...] = ()
    person_days: Decimal = Decimal(0)
    earliest: date | None = None
    latest: date | None = None
    gate: str | None = None
    priority: int = 3
    fixed_start: date | None = None
    lag_weeks: int = 0
    exact: bool = False

    def __post_init__(self) -> None:
        where = f"Étape {self.code or '?'} : "
        _refuse(not self.code, f"{where}le code manque.")
        _refuse(not self.action, f"{where}le code de l'action manque.")
        _refuse(self.weeks < 0, f"{where}la durée en semaines ne peut pas être négative.")
        _refuse(self.person_days < 0, f"{where}la charge de travail ne peut pas être négative.")
        _refuse(
            self.weeks == 0 and self.person_days > 0,
            f"{where}un jalon (0 semaine) ne porte pas de charge de travail ; comptez au moins une semaine.",
        )
        _refuse(not 1 <= self.priority <= 5, f"{where}la priorité va de 1 à 5.")
        _refuse(self.lag_weeks < 0, f"{where}le délai après les étapes précédentes ne peut pas être négatif.")
        _refuse(
            self.exact and (self.weeks > 0 or self.gate is not None),
            f"{where}seul un jalon sans instance peut tomber un jour précis.",
        )
        _refuse(self.code in self.predecessors, f"{where}elle ne peut pas se précéder elle-même.")
        if self.earliest and self.latest:
            _refuse(
                self.latest < self.earliest,
                f"{where}sa date limite ({short_date(self.latest)}) vient avant sa date de début au plus tôt"
                f" ({short_date(self.earliest)}).",
            )

    @property
    def lag(self) -> int:
        """The weeks that really pass before the start: none when nothing comes before."""
        return self.lag_weeks if self.predecessors else 0

    @property
    def imposed_day(self) -> date | None:
        """The very day on which a milestone must fall, if any."""
        return self.fixed_start if self.exact else None

    @property
    def name(self) -> str:
        """How messages call the step."""
        return f"{self.code} « {self.title} »" if self.title else self.code


@dataclass(frozen=True, kw_only=True)
class Cost:
    """A spending, in euros HT: in the calendar year in which step `task` ends, or in a given `year`."""

    code: str
    section: Section
    amount_ht: Decimal
    task: str | None = None
    year: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "section", _section(self.section, f"Dépense {self.code}"))
        _refuse(self.amount_ht < 0, f"Dépense {self.code} : le montant ne peut pas être négatif.")
        _refuse(
            (self.task is None) == (self.year is None),
            f"Dépense {self.code} : indiquez soit l'étape qui la déclenche, soit son année.",
        )


@dataclass(frozen=True, kw_only=True)
class Ceiling:
    """The most that may be spent in a calendar year and a section, in euros HT."""

    year: int
    section: Section
    amount_ht: Decimal

    def __post_init__(self) -> None:
        object.__setattr__(self, "section", _section(self.section, f"Plafond {self.year}"))
        _refuse(self.amount_ht < 0, f"Plafond {self.year} : le montant ne peut pas être négatif.")


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """Person-days the team can give each week; `years` overrides it for weeks whose Monday is in it."""

    person_days_per_week: Decimal
    years: tuple[tuple[int, Decimal], ...] = ()

    def __post_init__(self) -> None:
        amounts = [self.person_days_per_week, *(amount for _, amount in self.years)]
        _refuse(
            any(amount < 0 for amount in amounts), "Capacité : un nombre de jours ne peut pas être négatif."
        )
        _refuse_duplicates((year for year, _ in self.years), "Capacité : l'année {} est indiquée deux fois.")

    def on(self, monday: date) -> Decimal:
        return dict(self.years).get(monday.year, self.person_days_per_week)


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A body and the dates of its meetings, in any order."""

    body: str
    dates: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Everything the optimiser needs. The programme runs from `start` to `months` later, excluded.

    Whether the whole can be done is not checked here (see `solver` and `explain`), only that it makes sense.
    """

    start: date
    months: int
    tasks: tuple[Task, ...]
    costs: tuple[Cost, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    capacity: Capacity | None = None
    gates: tuple[Gate, ...] = ()
    effort: float = DEFAULT_EFFORT

    def __post_init__(self) -> None:
        _refuse(self.months < 1, "Le programme dure au moins un mois.")
        _refuse(self.effort <= 0, "L'effort de calcul doit être positif.")
        _refuse_duplicates((task.code for task in self.tasks), "Le code d'étape {} est employé deux fois.")
        _refuse_duplicates((gate.body for gate in self.gates), "L'instance {} est décrite deux fois.")
        _refuse_duplicates((cost.code for cost in self.costs), "Le code de dépense {} est employé deux fois.")
        _refuse_duplicates(
            (f"{ceiling.year} ({ceiling.section.label})" for ceiling in self.ceilings),
            "Le plafond de l'année {} est indiqué deux fois.",
        )
        self._check_references()

    def _check_references(self) -> None:
        bodies = {gate.body for gate in self.gates}
        for task in self.tasks:
            unknown = [code for code in task.predecessors if code not in self.by_code]
            _refuse(bool(unknown), f"Étape {task.code} : étape précédente inconnue ({', '.join(unknown)}).")
            _refuse(
                task.gate is not None and task.gate not in bodies,
                f"Étape {task.code} : l'instance {task.gate} est inconnue.",
            )
        for cost in self.costs:
            _refuse(
                cost.task is not None and cost.task not in self.by_code,
                f"Dépense {cost.code} : l'étape {cost.task} est inconnue.",
            )

    @cached_property
    def by_code(self) -> dict[str, Task]:
        return {task.code: task for task in self.tasks}

    @cached_property
    def meetings(self) -> dict[str, tuple[date, ...]]:
        """The sorted dates of each body's meetings."""
        return {gate.body: tuple(sorted(set(gate.dates))) for gate in self.gates}


def _refuse(wrong: bool, message: str) -> None:
    if wrong:
        raise ValueError(message)


def _refuse_duplicates(things: Iterable[object], message: str) -> None:
    for thing, times in Counter(things).items():
        _refuse(times > 1, message.format(thing))


def _section(value: str, where: str) -> Section:
    _refuse(value not in set(Section), f"{where} : la section est « investment » ou « running ».")
    return next(section for section in Section if section == value)

"""What a file of the service would change: values, identities, new places; and all that it cannot, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from maillage.base.values.fields import Choice
from maillage.territory.domain.corrections import LABELS
from maillage.territory.domain.own_files.columns import Around, alarms
from maillage.territory.domain.own_files.inputs import AlreadyKnown, Key, Options, Row
from maillage.territory.domain.own_files.matching import Matcher, Wanted
from maillage.territory.domain.own_files.plans import Change, Graveness, LineRemark, Plan
from maillage.territory.domain.own_files.targets import CODE, FIGURE_CODES, PLACES, Column
from maillage.territory.domain.own_files.values import Doubtful, Unreadable, figure, identity, shown
from maillage.territory.domain.own_values import Known
from maillage.territory.domain.sheet import Library
from maillage.territory.domain.variables import BY_CODE

# A département has a few hundred libraries: past this, the file is not what was thought.
MOST_NEW = 500


def planned(
    rows: Sequence[Row], columns: Sequence[Column], known: AlreadyKnown, around: Around, options: Options
) -> Plan:
    """Nothing is written: what each line would change, in the order of the file."""
    cells_of = {c.header: [row.cells.get(c.header) for row in rows] for c in columns if c.target}
    told = alarms(columns, cells_of, around)
    stopped = {header for alarm in told for header in alarm.headers}
    planner = _Planner([c for c in columns if c.target and c.header not in stopped], known, options)
    planner.plan.alarms = told
    planner.plan.remarks += [
        LineRemark(line=None, column=", ".join(a.headers), library="", what=a.message, remedy=a.remedy)
        for a in told
    ]
    for row in rows:
        planner.take(row)
    return planner.plan


class _Planner:
    def __init__(self, columns: Sequence[Column], known: AlreadyKnown, options: Options) -> None:
        self.columns, self.known, self.options = columns, known, options
        self.matcher = Matcher(known.libraries)
        self.codes = {library.code.upper() for library in known.libraries}
        self.plan = Plan()
        self.said: dict[Key, int] = {}
        self.made: set[str] = set()

    def take(self, row: Row) -> None:
        self.plan.lines += 1
        wanted = self._wanted(row)
        found = self.matcher.find(wanted)
        library, what = found.library, found.told
        if library is None and self.options.create and (made := self._made(row, wanted)):
            self.plan.new.append(made)
            self.matcher.add(made)
            self.made.add(made.code)
            library = made
        elif library is None:
            self._tell(row, "", wanted.shown, f"{wanted.shown} : {found.reason}.", found.remedy)
            return
        self.plan.matched += 1
        if what:
            self._tell(row, "", library.name, f"{library.name} : {what}.", "Vérifiez.", Graveness.DOUBTFUL)
        for column in self.columns:
            if column.target in FIGURE_CODES:
                self._figure(row, column, library)
        if library.code not in self.made:
            self._identity(row, library)

    def _wanted(self, row: Row) -> Wanted:
        given = {c.target: shown(row.cells.get(c.header)) for c in self.columns}
        return Wanted(
            code=given.get(CODE, ""),
            name=given.get("name", ""),
            **{name: self._place(row, name) for name in PLACES},
        )

    def _place(self, row: Row, name: str) -> str:
        column = next((c for c in self.columns if c.target == name), None)
        read = identity(row.cells.get(column.header), name) if column else None
        return read if isinstance(read, str) else ""

    def _made(self, row: Row, wanted: Wanted) -> Library | None:
        """A library for a line that has at least a name and a place; its code is its own, or made of them."""
        placed = wanted.town or wanted.postcode or wanted.insee
        if not wanted.name or not placed or len(self.made) >= MOST_NEW:
            return None
        code = wanted.code.strip().upper()[:40] or self._free_code()
        if not code.replace("-", "").replace("_", "").isalnum() or code in self.codes:
            code = self._free_code()
        self.codes.add(code)
        given: dict[str, Any] = {}
        for column in self.columns:
            if column.target in LABELS:
                read = identity(row.cells.get(column.header), column.target)
                if isinstance(read, Unreadable):
                    self._refuse(row, column, wanted.name, read)
                elif read is not None:
                    given[column.target] = read
        return Library(code=code, **given)

    def _free_code(self) -> str:
        n = 1
        while f"LIEU-{n}" in self.codes:
            n += 1
        return f"LIEU-{n}"

    def _figure(self, row: Row, column: Column, library: Library) -> None:
        variable, raw = BY_CODE[column.target], row.cells.get(column.header)
        read = figure(raw, variable)
        if read is None:
            return
        if isinstance(read, Unreadable):
            self._refuse(row, column, library.name, read)
            return
        if isinstance(read, Doubtful):
            what = f"« {shown(raw)[:40]} » {read.why}."
            self._tell(row, column.header, library.name, what, read.remedy, Graveness.DOUBTFUL)
            read = read.value
        key = (library.code, variable.code, column.year or self.options.year)
        if key in self.said:
            self._tell(
                row, column.header, library.name,
                f"{library.name} a déjà une valeur à la ligne {self.said[key]} : celle-ci est laissée.",
                "Gardez une seule ligne par bibliothèque.",
            )  # fmt: skip
            return
        self.said[key] = row.number
        self._value(row, column, library, key, read)

    def _value(self, row: Row, column: Column, library: Library, key: Key, value: Known) -> None:
        before = self.known.given.get(key)
        if key in self.known.given and before == value:
            self.plan.same += 1
            return
        if key in self.known.typed:
            what = (
                f"La valeur saisie ({shown_value(before)}) est gardée ; le fichier dit {shown_value(value)}."
            )
            remedy = "Corrigez-la sur la page de la bibliothèque, si le fichier a raison."
            self._tell(row, column.header, library.name, what, remedy, Graveness.KEPT)
            return
        if before is None:
            before = self.known.published.get((library.code, key[1]))
        self.plan.values.append(
            Change(
                library=library.code, name=library.name, field=key[1], label=BY_CODE[key[1]].label,
                year=key[2], before=before, after=value, line=row.number,
            )
        )  # fmt: skip

    def _identity(self, row: Row, library: Library) -> None:
        for column in self.columns:
            if column.target not in LABELS:
                continue
            read = identity(row.cells.get(column.header), column.target)
            now = getattr(library, column.target)
            if isinstance(read, Unreadable):
                self._refuse(row, column, library.name, read)
            elif read is not None and read != now:
                self._rename(row, column, library, now, read)

    def _rename(self, row: Row, column: Column, library: Library, now: Any, read: Any) -> None:
        label = LABELS[column.target]
        if now not in ("", None) and not self.options.identity:
            if column.target in ("name", "town"):
                return  # they found the library: another spelling is not worth a remark for each line
            what = f"{label} : le registre dit « {shown_value(now)} », le fichier « {shown_value(read)} »."
            remedy = "Cochez « Mettre à jour l'identité », si le fichier a raison."
            self._tell(row, column.header, library.name, what, remedy, Graveness.KEPT)
            return
        self.plan.fields.append(
            Change(
                library=library.code, name=library.name, field=column.target, label=label, year=None,
                before=now, after=read, line=row.number,
            )
        )  # fmt: skip

    def _refuse(self, row: Row, column: Column, name: str, read: Unreadable) -> None:
        what = f"« {shown(row.cells.get(column.header))[:40]} » {read.why}."
        self._tell(row, column.header, name, what, read.remedy)

    def _tell(
        self,
        row: Row,
        column: str,
        library: str,
        what: str,
        remedy: str,
        graveness: Graveness = Graveness.REFUSED,
    ) -> None:
        self.plan.remarks.append(
            LineRemark(
                line=row.number, column=column, library=library, what=what, remedy=remedy, graveness=graveness
            )
        )


def shown_value(value: Any) -> str:
    """A value as people read it in a sentence."""
    if value in (None, ""):
        return "inconnu"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f").replace(".", ",")
    return value.label if isinstance(value, Choice) else str(value)


def by_library(changes: Iterable[Change]) -> Iterator[tuple[str, list[Change]]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.library, []).append(change)
    yield from found.items()

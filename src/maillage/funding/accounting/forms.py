"""Forms of the import of entries: the file, then what its columns hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from maillage.base.ui.sent_files import SentFile
from maillage.funding.accounting.trials import Glance
from maillage.funding.domain.accounting.reading import Wanted
from maillage.funding.domain.accounting.targets import TARGETS, problem_of
from maillage.funding.domain.entries import EntryKind
from maillage.territory.uploads import too_large

_TARGETS = [("", "Ignorer cette colonne"), *((target.code, target.label) for target in TARGETS)]


class EntriesFileForm(forms.Form):
    """One file of the finance software."""

    file = SentFile(
        label="Fichier du logiciel financier",
        help_text="CSV ou XLSX, une ligne par engagement, mandat ou titre, quels que soient ses intitulés. 20 Mo au plus.",
        accept=".csv,.txt,.xlsx,.ods",
        problem=too_large,
    )


@dataclass(frozen=True)
class ColumnLine:
    """A line of the table of columns."""

    header: str
    samples: list[str]
    target: BoundField


class ColumnsForm(forms.Form):
    """What each column holds, and the kind of the entries when the file has only one."""

    kind = forms.ChoiceField(
        label="Nature des écritures",
        required=False,
        choices=[
            ("", "Une colonne du fichier la dit"),
            *((one.value, f"Rien que des {one.label}s") for one in EntryKind),
        ],
    )

    def __init__(self, data: Any = None, *, seen: Glance) -> None:
        super().__init__(data, initial={"kind": seen.wanted.kind.value if seen.wanted.kind else ""})
        self.seen = seen
        for rank, header in enumerate(seen.table.headers):
            self.fields[f"target-{rank}"] = forms.ChoiceField(
                choices=_TARGETS,
                required=False,
                initial=seen.wanted.columns.get(header, ""),
                label=f"Ce que contient « {header} »",
            )

    def lines(self) -> Iterator[ColumnLine]:
        for rank, header in enumerate(self.seen.table.headers):
            yield ColumnLine(header, self.seen.table.samples(header), self[f"target-{rank}"])

    def wanted(self) -> Wanted:
        kind = self.cleaned_data.get("kind") or ""
        return Wanted(
            columns={
                header: self.cleaned_data.get(f"target-{rank}") or ""
                for rank, header in enumerate(self.seen.table.headers)
            },
            kind=EntryKind(kind) if kind else None,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        wanted = self.wanted()
        if problem := problem_of(wanted.columns, one_kind=wanted.kind is not None):
            raise forms.ValidationError(problem)
        return given

"""Decides on remarks, one or hundreds at once: what changed meanwhile is told, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.base.models import one_writer, record
from maillage.base.plugs import Project
from maillage.rulebook.projects import project_of
from maillage.territory.applying import give
from maillage.territory.correcting import CannotApply, attach_if_needed, remove_library, write_fields
from maillage.territory.domain.corrections import library_code
from maillage.territory.domain.proposals import Act, ValueChange, confirmed
from maillage.territory.domain.worklist import Answer, Case, CaseState, cells_of
from maillage.territory.models import QualityDecision
from maillage.territory.readings import cases_of, quality_context_of, register_of
from maillage.territory.taking_back import Outcome, Wish, decision_rows, undo


def decide(
    *,
    project: Project,
    answer: Answer,
    wishes: Sequence[Wish],
    actor: Any = None,
    note: str = "",
    until: date | None = None,
) -> Outcome:
    """Accept, reject or postpone remarks, all in one transaction. Raises ValueError for a date that is not to come."""
    if answer is Answer.POSTPONED and (until is None or until <= project.today):
        raise ValueError("Indiquez une date à venir : la remarque reviendra ce jour-là.")
    with one_writer(project.network):
        # Read again once nobody else can write: what is judged is what is stored.
        fresh = project_of(project.network, project.today)
        outcome, chosen = Outcome(), []
        known = {case.key: case for case in cases_of(fresh)}
        for wish in dict.fromkeys(wishes):
            case = known.get(wish.key)
            reason = _refusal(case, wish, answer)
            if reason or case is None:
                outcome.skip(case, reason, wish.key)
            else:
                chosen.append(case)
        _Writer(fresh, answer, actor, note, until, outcome).write(chosen)
    return outcome


def _refusal(case: Case | None, wish: Wish, answer: Answer) -> str:
    """Why a remark cannot be decided so, or ""."""
    if case is None:
        return "Cette remarque n'existe plus : la donnée a été corrigée ou réimportée entre-temps."
    settled = case.settlement
    if not case.is_to_do and settled is not None:
        return (
            f"Déjà {settled.answer.label}{f' par {settled.by}' if settled.by else ''} : rien n'a été changé."
        )
    if case.version != wish.version:
        return "La valeur publiée ou la proposition a changé depuis que vous l'avez vue : relisez-la."
    if answer is Answer.ACCEPTED and case.proposal is None:
        return "Aucune correction ne peut être proposée : écartez la remarque, ou reportez-la."
    if answer is Answer.POSTPONED and case.state is CaseState.CHANGED:
        return "La correction est en place : gardez-la (écarter), ou revenez à la valeur publiée (accepter)."
    return ""


class _Writer:
    """Writes the decisions of one act; each library's figures once, its identity in the order of the remarks."""

    def __init__(
        self, project: Project, answer: Answer, actor: Any, note: str, until: date | None, outcome: Outcome
    ) -> None:
        self.project, self.network = project, project.network
        self.answer, self.actor, self.outcome = answer, actor, outcome
        self.note, self.until = note, until if answer is Answer.POSTPONED else None
        self.records = {library_code(found): found for found in register_of(project).records}
        self.applied: dict[str, dict[str, Any]] = {}

    def write(self, chosen: Sequence[Case]) -> None:
        kept = [case for case in chosen if case.state is CaseState.CHANGED]
        others = [case for case in chosen if case.state is not CaseState.CHANGED]
        if self.answer is Answer.ACCEPTED:
            others = [case for case in others if self._identity(case)]
        self._figures(self._without_clashes(others))
        self._store(others)
        self._review(kept)
        if self.outcome.done:
            record(
                network=self.network,
                actor=self.actor,
                verb=f"territory.remarks-{self.answer.value}",
                target=f"{len(self.outcome.done)} : {self.outcome.done[0].rule.label}"[:200],
                keys=[case.key for case in self.outcome.done],
            )

    def _identity(self, case: Case) -> bool:
        """Correct what the library is; False, and told, when that cannot be done."""
        proposal = case.proposal
        assert proposal is not None
        try:
            # What one correction wrote goes away with it when it fails half-way; the others stay.
            with transaction.atomic():
                if proposal.fields:
                    fields = write_fields(
                        network=self.network, code=case.place, fields=proposal.fields, actor=self.actor
                    )
                    attach_if_needed(self.network, [change["field"] for change in fields])
                    self.applied[case.key] = {"fields": fields}
                elif proposal.act is Act.DUPLICATE:
                    pk = remove_library(network=self.network, code=case.place, actor=self.actor)
                    self.applied[case.key] = {"removal": pk}
        except CannotApply as error:
            self.outcome.skip(case, str(error))
            return False
        return True

    def _changes(self, case: Case) -> tuple[ValueChange, ...]:
        """The figures that the decision gives: those of the proposal, or the published ones said to be right."""
        if self.answer is Answer.ACCEPTED and case.proposal:
            return case.proposal.values
        record = self.records.get(case.place)
        if self.answer is Answer.REJECTED and case.remark and record:
            return confirmed(case.remark, record, quality_context_of(self.project))
        return ()

    def _without_clashes(self, chosen: list[Case]) -> dict[str, tuple[Case, tuple[ValueChange, ...]]]:
        """Two remarks on one figure: the first decides, the second is told."""
        taken: set[tuple[str, str]] = set()
        found: dict[str, tuple[Case, tuple[ValueChange, ...]]] = {}
        for case in list(chosen):
            changes = self._changes(case)
            figures = {(case.place, change.variable) for change in changes}
            if figures & taken:
                chosen.remove(case)
                self.outcome.skip(
                    case, "Une autre remarque retenue porte sur la même donnée : voyez-la d'abord."
                )
            elif changes:
                taken |= figures
                found[case.key] = (case, changes)
        return found

    def _figures(self, wanted: Mapping[str, tuple[Case, tuple[ValueChange, ...]]]) -> None:
        what = "correction acceptée" if self.answer is Answer.ACCEPTED else "valeur publiée confirmée"
        given = give(
            network=self.network,
            wanted={key: (case.place, changes) for key, (case, changes) in wanted.items()},
            sources={key: f"{what} : {case.rule.label}" for key, (case, _) in wanted.items()},
            actor=self.actor,
        )
        for key, changes in given.items():
            self.applied.setdefault(key, {})["values"] = changes

    def _store(self, chosen: Iterable[Case]) -> None:
        rows = [self._row(case) for case in chosen]
        QualityDecision.objects.filter(network=self.network, key__in=[row.key for row in rows]).delete()
        QualityDecision.objects.bulk_create(rows)
        self.outcome.done += chosen

    def _row(self, case: Case) -> QualityDecision:
        proposal, remark = case.proposal, case.remark
        variables = list(remark.variables) if remark else []
        return QualityDecision(
            network=self.network,
            key=case.key[:300],
            answer=self.answer.value,
            rule=case.rule.id,
            place=case.place,
            name=case.name[:300],
            town=case.town[:300],
            variables=variables,
            vintage=remark.vintage if remark else "",
            published=case.published,
            cells=cells_of(self.records.get(case.place), variables),
            message=case.message,
            act=proposal.act.value if proposal else "",
            proposes=proposal.proposes if proposal else "",
            until=self.until,
            note=self.note[:2000],
            by=self.actor if getattr(self.actor, "pk", None) else None,
            at=timezone.now(),
            applied=self.applied.get(case.key, {}),
        )

    def _review(self, kept: Sequence[Case]) -> None:
        """Corrections whose published value changed: kept over the new one, or taken back."""
        rows = {row.key: row for row in decision_rows(self.network, [case.key for case in kept])}
        for case in kept:
            row = rows[case.key]
            if self.answer is Answer.ACCEPTED:
                undo(row, self.actor, self.outcome)
            else:
                row.cells = cells_of(self.records.get(row.place), row.variables)
                row.save(update_fields=["cells"])
            self.outcome.done.append(case)

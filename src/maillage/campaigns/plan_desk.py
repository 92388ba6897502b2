"""One library's improvement plan as it is shown and changed: the same for the service and for the library itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from maillage.base.plugs import Project
from maillage.campaigns.cards import proposals_of
from maillage.campaigns.comparisons import comparison_of
from maillage.campaigns.domain.choosing import MOST_STEPS, Proposal
from maillage.campaigns.models import Campaign, ImprovementStep, StepState, Wish, WishKind
from maillage.campaigns.plan_forms import FollowForm, StepForm, WishForm
from maillage.campaigns.plan_readings import is_late
from maillage.campaigns.plans import PlanRefused, choose_step, follow_step, forget_wish, make_wish

# Proposals shown beside the three of the card.
OFFERED = 8


@dataclass(frozen=True, kw_only=True)
class FollowedStep:
    step: ImprovementStep
    form: FollowForm
    is_late: bool

    @property
    def state(self) -> StepState:
        return StepState(self.step.state)


@dataclass(kw_only=True)
class Desk:
    """What is on the table. `forms`: those that were sent and refused, by name; they replace the blank ones."""

    project: Project
    campaign: Campaign
    library: str
    actor: Any = None
    forms: dict[str, Any] = field(default_factory=dict)

    def steps(self) -> tuple[list[FollowedStep], list[FollowedStep]]:
        """Those of this campaign, and those of the campaigns before, read live."""
        rows = ImprovementStep.objects.filter(network=self.project.network, library_code=self.library)
        found = [
            FollowedStep(
                step=row,
                form=self.forms.get(f"suivre-{row.pk}") or FollowForm(row),
                is_late=is_late(row, self.project.today),
            )
            for row in rows.select_related("campaign").order_by("-campaign__opened_at", "pk")
        ]
        now = [one for one in found if one.step.campaign_id == self.campaign.pk]
        return now, [one for one in found if one.step.campaign_id != self.campaign.pk]

    def context(self, params: Mapping[str, str]) -> dict[str, Any]:
        """What `campaigns/parts/plan.html` shows; `params` may name a proposed step (`pas`)."""
        now, before = self.steps()
        live = sum(one.state is not StepState.DROPPED for one in now)
        offered = self.offered({one.step.item for one in now})
        wishes = Wish.objects.filter(campaign=self.campaign, library_code=self.library).order_by("kind", "pk")
        return {
            "plan_steps": now,
            "plan_before": before,
            "plan_offered": offered[:OFFERED],
            "plan_full": live >= MOST_STEPS,
            "plan_form": self.forms.get("ajouter")
            or StepForm(initial=_prefilled(offered, params.get("pas", ""))),
            "plan_wishes": list(wishes),
            "wish_form": self.forms.get("souhait") or WishForm(),
            "form_errors": bool(self.forms),
        }

    def offered(self, taken: set[str]) -> Sequence[Proposal]:
        """The next steps of what the library sent, those that it took left out."""
        code: str = self.campaign.code  # type: ignore[attr-defined]
        side = comparison_of(self.project, code)
        result = side.found.by_library.get(self.library) if side else None
        if side is None or result is None:
            return ()
        return [one for one in proposals_of(self.project, side, result) if one.item.code not in taken]

    def act(self, posted: Any) -> str:
        """Do what a form asks; the French sentence that says it, or "" when a form came back with its errors."""
        match posted.get("acte", ""):
            case "ajouter":
                return self._tried("ajouter", StepForm(posted), self._chosen)
            case "souhait":
                return self._tried("souhait", WishForm(posted), self._wished)
            case "suivre":
                step = self._step(posted.get("pas", ""))
                return (
                    self._tried(f"suivre-{step.pk}", FollowForm(step, posted), self._followed(step))
                    if step
                    else ""
                )
            case "oublier":
                return self._forgotten(posted.get("souhait", ""))
        return ""

    def _tried(self, name: str, form: Any, verb: Any) -> str:
        if form.is_valid():
            try:
                return str(verb(form))
            except PlanRefused as refused:
                form.add_error(None, str(refused))
        self.forms[name] = form
        return ""

    def _chosen(self, form: StepForm) -> str:
        choose_step(campaign=self.campaign, library=self.library, given=form.given(), actor=self.actor)
        return "C'est dans le plan."

    def _followed(self, step: ImprovementStep) -> Any:
        def followed(form: FollowForm) -> str:
            follow_step(step=step, given=form.given(), actor=self.actor)
            return "C'est noté."

        return followed

    def _wished(self, form: WishForm) -> str:
        given = form.cleaned_data
        make_wish(
            campaign=self.campaign, library=self.library, kind=WishKind(given["kind"]), text=given["text"],
            actor=self.actor,
        )  # fmt: skip
        return "Le souhait est transmis au Département."

    def _step(self, key: str) -> ImprovementStep | None:
        rows = ImprovementStep.objects.filter(network=self.project.network, library_code=self.library)
        return rows.filter(pk=int(key)).first() if _is_key(key) else None

    def _forgotten(self, key: str) -> str:
        rows = Wish.objects.filter(campaign=self.campaign, library_code=self.library)
        wish = rows.filter(pk=int(key)).first() if _is_key(key) else None
        if wish is None:
            return ""
        forget_wish(wish=wish, actor=self.actor)
        return "Le souhait est retiré."


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _prefilled(offered: Sequence[Proposal], item: str) -> dict[str, Any]:
    one = next((one for one in offered if one.item.code == item), None)
    if one is None:
        return {}
    return {
        "title": one.step.do, "owner": one.step.who, "help_wanted": one.step.help,
        "item": one.item.code, "level": one.level,
    }  # fmt: skip

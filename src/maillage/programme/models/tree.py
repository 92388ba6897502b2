"""The tree of the programme: orientations and criteria that it serves, axes, objectives, actions, steps."""

from __future__ import annotations

from django.db import models

from maillage.base.models import Record, Root, mirrors
from maillage.programme import domain


@mirrors(domain.ProgrammeSection)
class Programme(Root):
    class Meta(Root.Meta):
        verbose_name = "programme"


@mirrors(domain.Orientation)
class Orientation(Record):
    class Meta(Record.Meta):
        verbose_name = "orientation"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="orientation_code")]


@mirrors(domain.LabelCriterion)
class LabelCriterion(Record):
    class Meta(Record.Meta):
        verbose_name = "critère du label"
        verbose_name_plural = "critères du label"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="label_criterion_code")]


@mirrors(domain.Axis)
class Axis(Record):
    orientations = models.ManyToManyField(
        Orientation, related_name="axes", verbose_name="orientations servies"
    )

    class Meta(Record.Meta):
        verbose_name = "axe"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="axis_code")]


@mirrors(domain.Objective)
class Objective(Record):
    axis = models.ForeignKey(Axis, on_delete=models.CASCADE, related_name="objectives")
    findings = models.ManyToManyField("diagnosis.Finding", related_name="objectives", verbose_name="constats")
    orientations = models.ManyToManyField(
        Orientation, related_name="objectives", verbose_name="orientations servies"
    )
    criteria = models.ManyToManyField(
        LabelCriterion, related_name="objectives", verbose_name="critères du label servis"
    )
    answers = models.ManyToManyField(
        "diagnosis.ContributionTheme", related_name="objectives", verbose_name="contributions entendues"
    )

    class Meta(Record.Meta):
        verbose_name = "objectif"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="objective_code")]


@mirrors(domain.Action)
class Action(Record):
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="actions")
    findings = models.ManyToManyField("diagnosis.Finding", related_name="actions", verbose_name="constats")
    bodies = models.ManyToManyField("governance.Body", related_name="actions", verbose_name="instances")
    group = models.ForeignKey(
        "territory.LibraryGroup",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="actions",
        verbose_name="groupe visé",
    )
    answers = models.ManyToManyField(
        "diagnosis.ContributionTheme", related_name="actions", verbose_name="contributions entendues"
    )

    class Meta(Record.Meta):
        verbose_name = "action"
        constraints = [models.UniqueConstraint(fields=["network", "code"], name="action_code")]


@mirrors(domain.Step)
class Step(Record):
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="steps")
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors")
    # PROTECT: a body that gates a step cannot vanish with its meetings.
    gate = models.ForeignKey(
        "governance.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Record.Meta):
        verbose_name = "étape"
        constraints = [
            models.UniqueConstraint(fields=["network", "code"], name="step_code"),
            models.CheckConstraint(
                condition=models.Q(planned_start__isnull=True, planned_end__isnull=True)
                | models.Q(planned_end__gte=models.F("planned_start")),
                name="step_ends_after_it_starts",
            ),
        ]

"""Campaigns beside the programme file: frameworks, questionnaires and their answers, calls, plans. No link, no secret."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from maillage.accounts.models import Network
from maillage.base.values.files.nodes import UnreadableFile
from maillage.campaigns.domain.framework_problems import read_framework
from maillage.campaigns.domain.frameworks import Framework
from maillage.campaigns.models import (
    Answer,
    Call,
    Campaign,
    FrameworkVersion,
    HoursCheck,
    ImprovementStep,
    Message,
    Participation,
    SurveyReply,
    Wish,
)
from maillage.portability.kept_tables import Row, only
from maillage.portability.plain_tables import cells, given

_FRAMEWORK = ("code", "version", "sealed_at", "text")
_CAMPAIGN = ("code", "opened_at", "closed_at")
# What names a questionnaire, in every table that hangs on one.
_WHICH = ("library_code", "epci_code", "rater", "rater_label")
_QUESTIONNAIRE = (
    "library_name", "epci_name", "stratum", "population", "double_rated", "express", "opened_at", "saved_at",
    "submitted_at", "submitted_by", "reopened_at", "open_until", "opted_public", "on_behalf",
)  # fmt: skip
_ANSWER = ("item", "value", "missing", "comment", "evidence", "provenance", "by", "at", "revision")
_MESSAGE = ("kind", "rank", "at", "failure")
_CALL = ("outcome", "note", "on")
_STEP = (
    "library_code", "item", "from_level", "title", "owner", "help_wanted", "due", "state", "review", "created_at",
)  # fmt: skip
_WISH = ("library_code", "kind", "item", "text", "at")
_HOURS = ("library_code", "source", "hours", "on")
_REPLY = ("library_code", "occasion", "on", "on_paper", "values", "receipt")
# Who answered is for those to whom contacts may go.
_PEOPLE = ("submitted_by", "by")

FRAMEWORKS, OPENINGS = "campaigns/referentiels.csv", "campaigns/campagnes.csv"
QUESTIONNAIRES, ANSWERS = "campaigns/questionnaires.csv", "campaigns/reponses.csv"
MESSAGES, CALLS = "campaigns/messages.csv", "campaigns/appels.csv"
STEPS, WISHES = "campaigns/plans.csv", "campaigns/souhaits.csv"
HOURS, REPLIES = "campaigns/horaires.csv", "campaigns/enquetes.csv"

Table = tuple[tuple[str, ...], Iterator[tuple[object, ...]]]


def campaign_tables(network: Network, *, with_people: bool) -> dict[str, Table]:
    """Header and rows of each table, by its name in the archive, in an order that depends on what they say only."""
    of_questionnaire = ((ANSWERS, Answer, _ANSWER), (MESSAGES, Message, _MESSAGE), (CALLS, Call, _CALL))
    of_campaign = ((STEPS, ImprovementStep, _STEP), (WISHES, Wish, _WISH), (REPLIES, SurveyReply, _REPLY))
    tables: dict[str, Table] = {
        FRAMEWORKS: (_FRAMEWORK, _own(FrameworkVersion, network, _FRAMEWORK)),
        OPENINGS: (_CAMPAIGN, _own(Campaign, network, _CAMPAIGN)),
        QUESTIONNAIRES: (("campaign", *_WHICH, *_QUESTIONNAIRE), _questionnaires(network, with_people)),
        HOURS: (_HOURS, _own(HoursCheck, network, _HOURS)),
    }
    for name, model, fields in of_questionnaire:
        tables[name] = (("campaign", *_WHICH, *fields), _hanging(model, network, fields, with_people))
    for name, model, fields in of_campaign:
        tables[name] = (("campaign", *fields), _of_campaign(model, network, fields))
    return tables


def _own(model: Any, network: Network, names: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    yield from sorted(cells(row, names) for row in model.objects.filter(network=network))


def _questionnaires(network: Network, with_people: bool) -> Iterator[tuple[object, ...]]:
    rows = Participation.objects.filter(network=network).select_related("campaign")
    yield from sorted(
        (row.campaign.code, *cells(row, _WHICH), *_told(row, _QUESTIONNAIRE, with_people)) for row in rows
    )


def _hanging(
    model: Any, network: Network, names: tuple[str, ...], with_people: bool
) -> Iterator[tuple[object, ...]]:
    rows = model.objects.filter(network=network).select_related("participation__campaign")
    yield from sorted(
        (row.participation.campaign.code, *cells(row.participation, _WHICH), *_told(row, names, with_people))
        for row in rows
    )


def _told(row: Any, names: tuple[str, ...], with_people: bool) -> tuple[str, ...]:
    shown = zip(names, cells(row, names), strict=True)
    return tuple(text if with_people or name not in _PEOPLE else "" for name, text in shown)


def _of_campaign(model: Any, network: Network, names: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    rows = model.objects.filter(network=network).select_related("campaign")
    yield from sorted((row.campaign.code, *cells(row, names)) for row in rows)


def forget_answers(department: str) -> None:
    """Erase what hangs on campaigns, so that none is held back when an archive that leaves it out is read."""
    for model in (Participation, ImprovementStep, Wish, SurveyReply):
        model.objects.filter(network__department=department).delete()


def restore_frameworks(network: Network, rows: list[Row]) -> None:
    FrameworkVersion.objects.filter(network=network).delete()
    for row in rows:
        values = given(FrameworkVersion, only(row, _FRAMEWORK), _FRAMEWORK)
        framework = _framework(values["text"])
        if (framework.code, framework.version) != (values["code"], values["version"]):
            raise ValueError("référentiel d'un autre nom")
        digest = hashlib.sha256(values["text"].encode()).hexdigest()
        FrameworkVersion.objects.create(
            network=network, title=framework.title, kind=framework.kind.value, digest=digest, **values
        )


def _framework(text: str) -> Framework:
    try:
        return read_framework(text)
    except UnreadableFile as error:
        raise ValueError("référentiel illisible") from error


def restore_openings(network: Network, rows: list[Row]) -> None:
    campaigns = _campaigns(network)
    for row in rows:
        values = given(Campaign, only(row, _CAMPAIGN), _CAMPAIGN)
        Campaign.objects.filter(pk=campaigns[values.pop("code")].pk).update(**values)


def restore_questionnaires(network: Network, rows: list[Row]) -> None:
    names = (*_WHICH, *_QUESTIONNAIRE)
    campaigns = _campaigns(network)
    Participation.objects.filter(network=network).delete()
    Participation.objects.bulk_create(
        Participation(
            network=network,
            campaign=campaigns[row["campaign"]],
            **given(Participation, only(row, ("campaign", *names)), names),
        )
        for row in rows
    )


def restore_hanging(model: Any, names: tuple[str, ...]) -> Any:
    def restore(network: Network, rows: list[Row]) -> None:
        found = Participation.objects.filter(network=network).select_related("campaign")
        people = {(row.campaign.code, *cells(row, _WHICH)): row for row in found}
        model.objects.filter(network=network).delete()
        model.objects.bulk_create(
            (
                model(
                    network=network,
                    participation=people[(row["campaign"], *(row[name] for name in _WHICH))],
                    **given(model, only(row, ("campaign", *_WHICH, *names)), names),
                )
                for row in rows
            ),
            batch_size=2000,
        )

    return restore


def restore_of_campaign(model: Any, names: tuple[str, ...]) -> Any:
    def restore(network: Network, rows: list[Row]) -> None:
        campaigns = _campaigns(network)
        model.objects.filter(network=network).delete()
        model.objects.bulk_create(
            model(
                network=network,
                campaign=campaigns[row["campaign"]],
                **given(model, only(row, ("campaign", *names)), names),
            )
            for row in rows
        )

    return restore


def restore_hours(network: Network, rows: list[Row]) -> None:
    HoursCheck.objects.filter(network=network).delete()
    HoursCheck.objects.bulk_create(
        HoursCheck(network=network, **given(HoursCheck, only(row, _HOURS), _HOURS)) for row in rows
    )


def _campaigns(network: Network) -> dict[str, Any]:
    return {row.code: row for row in Campaign.objects.filter(network=network)}


# In the order in which they need one another.
RESTORED = {
    FRAMEWORKS: restore_frameworks,
    OPENINGS: restore_openings,
    QUESTIONNAIRES: restore_questionnaires,
    ANSWERS: restore_hanging(Answer, _ANSWER),
    MESSAGES: restore_hanging(Message, _MESSAGE),
    CALLS: restore_hanging(Call, _CALL),
    STEPS: restore_of_campaign(ImprovementStep, _STEP),
    WISHES: restore_of_campaign(Wish, _WISH),
    HOURS: restore_hours,
    REPLIES: restore_of_campaign(SurveyReply, _REPLY),
}

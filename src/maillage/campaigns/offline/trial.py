"""What returned forms would do, told cell by cell. Nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from maillage.base.values.fields import Choice
from maillage.base.workbooks import WorkbookRefused
from maillage.campaigns import ledger
from maillage.campaigns.answering import why_locked
from maillage.campaigns.domain.answers import Answer
from maillage.campaigns.domain.campaigns import Rater
from maillage.campaigns.domain.frameworks import Framework, ItemScope
from maillage.campaigns.domain.offline.forms import FormIdentity
from maillage.campaigns.domain.offline.reading import CellRemark, ReadAnswer, read_table, recognised
from maillage.campaigns.framework_store import FrameworkRefused, framework_in, framework_of, version_of
from maillage.campaigns.models import Campaign, FrameworkVersion, Participation
from maillage.campaigns.offline.workbooks import FormFile, open_form

LARGEST = 10_000_000


class Keep(Choice):
    """What becomes of a question that the file answers otherwise than what is kept."""

    ONLINE = "online", "garder ce qui est déjà là"
    FILE = "file", "prendre le fichier"
    NEWEST = "newest", "prendre le plus récent des deux"


@dataclass(frozen=True, kw_only=True)
class Clash:
    """A question that the file answers otherwise than what is kept."""

    read: ReadAnswer
    kept: Answer


@dataclass(frozen=True, kw_only=True)
class FileTrial:
    """What a file would do. `refusal`: nothing; `asks`: which library it is of. `fresh`: answers to questions without
    any; `clashes`: to questions answered otherwise; `same`: how many change nothing."""

    name: str
    refusal: str = ""
    asks: bool = False
    participation: Participation | None = None
    fresh: tuple[ReadAnswer, ...] = ()
    clashes: tuple[Clash, ...] = ()
    same: int = 0
    remarks: tuple[CellRemark, ...] = ()
    note: str = ""
    at: datetime | None = None

    @property
    def is_ready(self) -> bool:
        return self.participation is not None and not self.refusal

    def taken(self, keep: Keep) -> tuple[ReadAnswer, ...]:
        """The answers to write. `keep` says what becomes of those that differ."""
        won = (clash.read for clash in self.clashes if _wins(clash, keep, self.at))
        return (*self.fresh, *won)


def _wins(clash: Clash, keep: Keep, at: datetime | None) -> bool:
    if keep is Keep.NEWEST:
        # A file that does not say when it was saved loses: what is there stays.
        return at is not None and clash.kept.at is not None and at > clash.kept.at
    return keep is Keep.FILE


def try_file(campaign: Campaign, name: str, content: bytes, today: date, *, place: str = "") -> FileTrial:
    """Read a returned form. `place`: the library that somebody chose for it; it wins only where the form says none."""
    name = name[:100]
    if len(content) > LARGEST:
        return FileTrial(
            name=name, refusal="Ce fichier pèse plus de 10 Mo : un formulaire rempli en pèse cent fois moins."
        )
    try:
        form = open_form(content, name)
        return _tried(campaign, FileTrial(name=name, at=form.at), form, today, place)
    except (WorkbookRefused, FrameworkRefused) as refused:
        return FileTrial(name=name, refusal=str(refused))


def _tried(campaign: Any, trial: FileTrial, form: FormFile, today: date, place: str) -> FileTrial:
    identity = form.identity
    if form.table is None:
        return replace(
            trial,
            refusal="Ce classeur n'a pas de feuille de questions : sa ligne de titres (« Votre réponse », « Code ») manque. "
            "Reprenez le formulaire d'origine et recopiez-y les réponses.",
        )
    if identity and (told := _not_ours(campaign, identity)):
        return replace(trial, refusal=told)
    person = _person(campaign, identity, place)
    if person is None:
        said = (
            f"Le lieu « {identity.place[:40]} » n'est pas interrogé par cette campagne. "
            if identity and identity.place
            else ""
        )
        return replace(trial, asks=True, note=f"{said}De quelle bibliothèque est ce formulaire ?")
    if told := why_locked(person, today):
        return replace(trial, participation=person, refusal=f"{person} : {_closed(person, told)}")
    return _read(campaign, replace(trial, participation=person), form, person)


def _not_ours(campaign: Any, identity: FormIdentity) -> str:
    """Why a form is not of this campaign; "" when it is."""
    if identity.framework and identity.framework != campaign.framework:
        return (
            f"Ce formulaire suit le référentiel « {identity.framework[:40]} », et cette campagne « {campaign.framework} ». "
            "Vérifiez la campagne choisie."
        )
    if identity.campaign and identity.campaign != campaign.code:
        return (
            f"Ce formulaire est celui de la campagne {identity.campaign[:40]}, pas de {campaign.code}. "
            "Importez-le depuis la page de sa campagne."
        )
    return ""


def _closed(person: Participation, told: str) -> str:
    if person.submitted_at is not None:
        return "son questionnaire est déjà envoyé, et rien n'est remplacé. Rouvrez-le d'abord pour corriger une réponse."
    return told


def _person(campaign: Any, identity: FormIdentity | None, place: str) -> Participation | None:
    rows = Participation.objects.filter(campaign=campaign, rater=Rater.SELF.value).select_related(
        "campaign__network"
    )
    for wanted in filter(None, (identity.place if identity else "", place)):
        found: Participation | None = (
            rows.filter(library_code=wanted).first() or rows.filter(library_code="", epci_code=wanted).first()
        )
        if found is not None:
            return found
    return None


def _read(campaign: Any, trial: FileTrial, form: FormFile, person: Participation) -> FileTrial:
    framework = framework_of(campaign)
    items = _asked(framework, person)
    own: Any = version_of(campaign)
    older, same, note = _versions(campaign, own, form.identity)
    assert form.table is not None
    known = recognised(framework, items, older, same)
    reading = read_table(form.sheets[form.table.sheet], form.table, known, form.formulas)
    return _compared(replace(trial, remarks=reading.remarks, note=note), reading.answers, ledger.read(person))


def _asked(framework: Framework, person: Participation) -> tuple[Any, ...]:
    """The whole form: a library that was sent the short one may have filled the long one."""
    scope = ItemScope.SITE if person.library_code else ItemScope.NETWORK
    return tuple(framework.asked(express=False, scope=scope))


def _versions(campaign: Any, own: Any, identity: FormIdentity | None) -> tuple[Framework | None, bool, str]:
    """The version of the form when it is another one, whether it is the campaign's, and what to say of it."""
    if identity is None or own is None or identity.version in ("", own.version):
        note = "" if identity else "Sa feuille d'identité manque : les lignes sont reconnues à leur code."
        return None, True, note
    row = FrameworkVersion.objects.filter(
        network=campaign.network, code=own.code, version=identity.version
    ).first()
    note = (
        f"Ce formulaire suit la version {identity.version[:20]}, la campagne la version {own.version} : les questions sont "
        "reconnues à leur code, celles qui ont changé de sens sont laissées de côté."
    )
    try:
        return (framework_in(row) if row else None), False, note
    except FrameworkRefused:
        return (
            None,
            False,
            note,
        )  # a draft that is no longer readable: codes alone say which question is which


def _compared(trial: FileTrial, answers: Sequence[ReadAnswer], kept: Mapping[str, Answer]) -> FileTrial:
    fresh, clashes, same = [], [], 0
    for read in answers:
        before = kept.get(read.item.code)
        read = _completed(read, before)
        if before is None or not (before.is_given or before.comment or before.evidence):
            fresh.append(read)
        elif read.content == (before.value, before.missing, before.comment, before.evidence):
            same += 1
        elif _only_adds(read, before):
            fresh.append(read)
        else:
            clashes.append(Clash(read=read, kept=before))
    return replace(trial, fresh=tuple(fresh), clashes=tuple(clashes), same=same)


def _completed(read: ReadAnswer, before: Answer | None) -> ReadAnswer:
    """An empty cell says nothing: what is kept beside it stays."""
    if before is None:
        return read
    is_empty = not read.value and read.missing is None
    return replace(
        read,
        value=before.value if is_empty else read.value,
        missing=before.missing if is_empty else read.missing,
        comment=read.comment or before.comment,
        evidence=read.evidence or before.evidence,
    )


def _only_adds(read: ReadAnswer, before: Answer) -> bool:
    """Nothing that is kept would be replaced."""
    return (
        (not before.is_given or (read.value, read.missing) == (before.value, before.missing))
        and before.comment in ("", read.comment)
        and before.evidence in ("", read.evidence)
    )

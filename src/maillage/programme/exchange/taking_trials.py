"""Taking actions of another programme: what was chosen in its file, and what that would make of ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from maillage.diagnosis.models import ContributionTheme, Finding
from maillage.governance.models import Body
from maillage.programme.domain import ProgrammeSection
from maillage.programme.domain.plans.fitting import Codes
from maillage.programme.domain.plans.outcomes import Merged
from maillage.programme.domain.plans.sharing import days_between
from maillage.programme.domain.plans.taking import Wanted, taken
from maillage.programme.exchange.programme_files import OtherProgramme, read_other
from maillage.territory.models import Commune, Library, LibraryGroup
from maillage.territory.uploads import Upload

CHOICES = "taking"
MOVED, AS_WRITTEN, NONE = "moved", "written", "none"
DATES = (
    (MOVED, "décalées : le début du fichier devient celui de notre programme"),
    (AS_WRITTEN, "telles quelles"),
    (NONE, "sans dates"),
)


@dataclass(frozen=True, kw_only=True)
class TakingChoice:
    """What the person chose: codes of the file, where they go ("" : as in the file), what becomes of dates and follow-up."""

    codes: tuple[str, ...] = ()
    into: str = ""
    dates: str = MOVED
    follow: bool = False


def other_of(upload: Upload) -> OtherProgramme:
    """The programme that was left. Raises ImportRefused."""
    name, data = next(upload.contents())
    return read_other(data, name)


def choice_of(upload: Upload) -> TakingChoice | None:
    """What was chosen, or None."""
    noted = upload.noted(CHOICES)
    return None if noted is None else TakingChoice(**{**noted, "codes": tuple(noted["codes"])})


def choose(upload: Upload, choice: TakingChoice) -> None:
    upload.note(CHOICES, {**vars(choice), "codes": list(choice.codes)})


def taken_from(
    *, network: Any, section: ProgrammeSection, other: OtherProgramme, choice: TakingChoice
) -> Merged:
    """What taking the chosen actions would do. Nothing is written."""
    days = {MOVED: days_between(other.section, section), AS_WRITTEN: 0}.get(choice.dates)
    wanted = Wanted(
        codes=frozenset(choice.codes),
        into=choice.into,
        days=days,
        follow=choice.follow,
        known=known_codes(network, section, same=other.department == network.department),
    )
    return taken(section, other.section, wanted, other.lines)


def known_codes(network: Any, section: ProgrammeSection, *, same: bool) -> Codes:
    """What references may stay. Codes of libraries and EPCI are national, those of bodies usual; a finding F1 of another
    network is another finding, so findings, contributions and groups stay only when the file is of this network."""

    def same_codes(found: Iterable[str]) -> dict[str, str]:
        return {code: code for code in found if code}

    def of(model: Any, **more: Any) -> dict[str, str]:
        return same_codes(
            model.objects.filter(network=network, **more).order_by("code").values_list("code", flat=True)
        )

    period = section.period
    known = {
        "territory.Library": of(Library),
        "territory.Epci": same_codes(
            Commune.objects.filter(network=network)
            .order_by("epci_code")
            .values_list("epci_code", flat=True)
            .distinct()
        ),
        # A step cannot wait for a body that never sits during the programme.
        "governance.Body": of(Body, meetings__day__gte=period.start, meetings__day__lt=period.end),
    }
    if same:
        known |= {
            "diagnosis.Finding": of(Finding),
            "diagnosis.ContributionTheme": of(ContributionTheme),
            "territory.LibraryGroup": of(LibraryGroup),
        }
    return known

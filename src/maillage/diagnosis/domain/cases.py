"""The packaged library of real projects: what each page found says, and nothing more. Unknown is never zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maillage.base.values.certainty import Certainty
from maillage.base.values.fields import Choice
from maillage.base.values.sources import Confidence
from maillage.diagnosis.domain.comparables import Comparable, Ratios, ratios


class CaseNature(Choice):
    """Under what name the State helps it."""

    BNR = "bnr", "label BNR"
    PLAN = "plan", "projet ou plan numérique"
    CONTRACT = "contract", "contrat avec l'État (CTL, CDL)"
    SERVICE = "service", "service en ligne"
    NATIONAL = "national", "bilan national"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A real project. `amount` is in euros as published, whose tax basis no page tells; `years` its duration.

    `department` is the code of the département, "" for the whole country; `drac` the region of the State's service.
    """

    code: str
    territory: str
    department: str
    drac: str
    nature: CaseNature
    project: str
    source: str
    confidence: Confidence
    url: str = ""
    began: int | None = None
    population: int | None = None
    libraries: int | None = None
    amount: Decimal | None = None
    # The amount is only a part of the project: no rate is made of it.
    partial: bool = False
    years: Decimal | None = None
    state_aid: Decimal | None = None
    state_rate: Decimal | None = None
    state_note: str = ""
    axes: tuple[str, ...] = ()
    phasing: str = ""
    result: str = ""
    caution: str = ""

    @property
    def ratios(self) -> Ratios:
        return ratios(self.amount, population=self.population, libraries=self.libraries, years=self.years)

    @property
    def rate(self) -> Decimal | None:
        """The State's share: as told, else what its aid makes of the amount."""
        if self.state_rate is not None or self.state_aid is None or not self.amount or self.partial:
            return self.state_rate
        return self.state_aid / self.amount


@dataclass(frozen=True, kw_only=True)
class ServiceSize:
    """A departmental library as open data tell it: posts, spending in euros, open libraries of its network."""

    department: str
    name: str
    staff_fte: Decimal
    document_spend: Decimal
    action_spend: Decimal
    libraries: int

    @property
    def per_post(self) -> Decimal:
        return Decimal(self.libraries) / self.staff_fte


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """A published rate of use, to keep targets honest."""

    code: str
    label: str
    value: Decimal
    on: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class CaseLibrary:
    cases: tuple[Case, ...]
    sizes: tuple[ServiceSize, ...]
    uses: tuple[Benchmark, ...]

    def case(self, code: str) -> Case | None:
        return next((case for case in self.cases if case.code == code), None)


def library_from(content: Mapping[str, Any]) -> CaseLibrary:
    """The library from parsed TOML. Raises TypeError or ValueError on what does not fit."""
    return CaseLibrary(
        cases=tuple(_case(item) for item in content["case"]),
        sizes=tuple(
            ServiceSize(
                **{
                    **item,
                    **{
                        name: Decimal(str(item[name]))
                        for name in ("staff_fte", "document_spend", "action_spend")
                    },
                }
            )
            for item in content["size"]
        ),
        uses=tuple(
            Benchmark(
                **{**item, "value": Decimal(str(item["value"])), "confidence": Confidence(item["confidence"])}
            )
            for item in content["use"]
        ),
    )


def _case(item: Mapping[str, Any]) -> Case:
    exact = {
        name: Decimal(str(item[name]))
        for name in ("amount", "years", "state_aid", "state_rate")
        if name in item
    }
    typed = {
        "nature": next(one for one in CaseNature if one.value == item["nature"]),
        "confidence": Confidence(item["confidence"]),
        "axes": tuple(item.get("axes", ())),
    }
    return Case(**{**item, **exact, **typed})


def as_comparable(case: Case, *, code: str) -> Comparable:
    """The case as a comparable project of a diagnosis. What is unknown stays so."""
    certainty = next(one for one in Certainty if one.value == case.confidence.value)
    caution = case.caution or (
        "Le montant publié ne dit pas s'il est hors taxes." if case.amount is not None else ""
    )
    return Comparable(
        code=code,
        territory=case.territory,
        project="\n\n".join(filter(None, (case.project, caution))),
        libraries=case.libraries,
        population=case.population,
        began=case.began,
        years=case.years,
        amount_ht=case.amount,
        state_aid=case.state_aid,
        state_share=case.state_note,
        phasing=" ".join(filter(None, (case.phasing, case.result))),
        source=case.source,
        certainty=certainty,
        case=case.code,
    )


def only(
    cases: Iterable[Case], *, nature: str = "", drac: str = "", size: str = "", priced: bool = False
) -> list[Case]:
    """The cases that answer some filters; "" asks for nothing. `size`: a key of SIZES."""
    low, high = SIZES.get(size, (0, None))
    return [
        case
        for case in cases
        if (not nature or case.nature.value == nature)
        and (not drac or case.drac == drac)
        and (not priced or case.amount is not None)
        and (
            not size
            or (
                case.population is not None
                and case.population >= low
                and (high is None or case.population < high)
            )
        )
    ]


# Classes of population of a territory: a choice of presentation.
SIZES: dict[str, tuple[int, int | None]] = {
    "petit": (0, 250_000),
    "moyen": (250_000, 500_000),
    "grand": (500_000, None),
}

"""Other aids worth asking for: who gives, for what, and the rules that say on which conditions."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.funding.domain import FunderKind


@dataclass(frozen=True, kw_only=True)
class OtherAid:
    """`rules`: what the rulebook says of it; `excludes`: the rules of what it refuses; `kinds`: of the funders that
    would be it in a plan; `words`: in their name, where a kind holds several."""

    name: str
    gives: str
    pays: str
    rules: tuple[str, ...]
    excludes: tuple[str, ...] = ()
    kinds: tuple[FunderKind, ...] = ()
    words: tuple[str, ...] = ()


AIDS = (
    OtherAid(
        name="Contrat départemental lecture (CDL)",
        gives="DRAC, avec le Département",
        pays="Médiation, formation, action culturelle",
        rules=("aids.cdl.departmental", "aids.cdl.years", "aids.cdl.low", "aids.cdl.high"),
        excludes=("aids.cnl.alone",),
        kinds=(FunderKind.CONTRACT,),
    ),
    OtherAid(
        name="Contrat territoire-lecture (CTL)",
        gives="DRAC, avec une commune ou un EPCI",
        pays="Mise en réseau, médiation, dans un territoire",
        rules=("aids.ctl.years", "aids.ctl.renewals", "aids.ctl.yearly", "aids.ctl.state"),
        excludes=("aids.cnl.alone",),
        kinds=(FunderKind.CONTRACT,),
        words=("territoire-lecture", "CTL"),
    ),
    OtherAid(
        name="DSID",
        gives="Préfet de région",
        pays="Investissement du Département",
        rules=("aids.dsid.departments", "aids.dsid.envelope"),
        kinds=(FunderKind.DSID,),
    ),
    OtherAid(
        name="DETR et DSIL",
        gives="Préfet, aux communes et aux EPCI",
        pays="Bibliothèques du réseau, pour leurs propres travaux et équipements",
        rules=("aids.detr.communes", "funding.dgd.with_dsil"),
        excludes=("funding.dgd.not_with_detr",),
        kinds=(FunderKind.DETR, FunderKind.DSIL),
    ),
    OtherAid(
        name="CNL, publics spécifiques",
        gives="Centre national du livre",
        pays="Médiation vers des publics éloignés de la lecture",
        rules=("aids.cnl.before_start",),
        excludes=("aids.cnl.alone",),
        kinds=(FunderKind.CNL,),
    ),
    OtherAid(
        name="LEADER",
        gives="Groupe d'action locale, argent européen",
        pays="Actions en milieu rural",
        rules=("aids.leader.case", "aids.leader.case_total"),
        kinds=(FunderKind.EUROPE,),
        words=("LEADER",),
    ),
    OtherAid(
        name="FEDER et FSE+",
        gives="Région, argent européen",
        pays="Usages numériques",
        rules=("aids.feder.uses",),
        kinds=(FunderKind.EUROPE,),
        words=("FEDER", "FSE"),
    ),
    OtherAid(
        name="Région",
        gives="Conseil régional",
        pays="À demander : aucun règlement n'a été trouvé",
        rules=("aids.region.unknown",),
        kinds=(FunderKind.REGION,),
    ),
    OtherAid(
        name="Conseillers numériques",
        gives="État",
        pays="Postes de médiation numérique, jusqu'à la fin des crédits",
        rules=("aids.conseillers.envelope",),
        kinds=(FunderKind.STATE,),
        words=("conseiller",),
    ),
    OtherAid(
        name="Micro-Folie",
        gives="Ministère de la Culture et La Villette",
        pays="Musée numérique, fixe ou itinérant",
        rules=("aids.microfolie.shared",),
        kinds=(FunderKind.STATE,),
        words=("micro-folie",),
    ),
)

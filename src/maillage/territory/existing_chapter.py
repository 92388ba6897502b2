"""What exists in the dossier: inventory and contracts, equipment by EPCI, the service, the review of the past plan."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import UNKNOWN, count, euros, number, short_date
from maillage.base.values.tree import Block, Chapter, Column, Part, Table, body
from maillage.territory.contracts_picture import contracts_picture, contracts_table
from maillage.territory.domain.contracts import ending
from maillage.territory.equipment_state import epci_table
from maillage.territory.inventory import contracts_of, groups_of, horizon, items_of, life, yearly_cost
from maillage.territory.inventory_screens import kinds_present, out_of, renewal_told, scope_told
from maillage.territory.past_chapter import past_annex, past_parts
from maillage.territory.service_chapter import service_parts
from maillage.territory.systems import interoperability


def existing_chapters(project: Project) -> Iterator[Chapter]:
    parts = (*_inventory(project), *_equipment(project), *service_parts(project), *past_parts(project))
    if parts:
        yield Chapter(slot="diagnosis", order=12, blocks=parts)
    annexes = (*_inventory_annex(project), *past_annex(project))
    if annexes:
        yield Chapter(slot="annexes", order=35, blocks=annexes)


def _inventory(project: Project) -> Iterator[Part]:
    if not items_of(project):
        return
    blocks: list[Block] = [body(_summary(project)), _by_kind(project)]
    told = interoperability(project)
    if told:
        blocks.append(body(told))
    picture = contracts_picture(project)
    if picture:
        blocks.append(body(_ending_told(project)))
        blocks.append(picture)
    dated = [one for one in contracts_of(project) if one.ends_on]
    if dated:
        blocks.append(contracts_table(dated))
    yield Part(title="Ce qui existe déjà", blocks=tuple(blocks))


def _summary(project: Project) -> str:
    cost = yearly_cost(project)
    told = f"L'inventaire compte {count(len(items_of(project)), 'élément')}."
    if cost.value is None:
        return f"{told} Leur coût annuel n'est pas connu."
    return (
        f"{told} Ceux dont le coût est connu ({out_of(cost)}) coûtent {euros(cost.value)} HT par an ; le reste est "
        "inconnu, et n'est pas compté pour zéro."
        if cost.missing
        else f"{told} Ils coûtent {euros(cost.value)} HT par an."
    )


def _ending_told(project: Project) -> str:
    soon = ending(contracts_of(project))
    undecided = sum(one.is_undecided for one in soon)
    if not soon:
        return f"Aucun contrat connu ne finit dans les {horizon(project).text}."
    some = f"dont {number(undecided)} sans décision" if undecided else "et tous ont leur suite décidée"
    return f"{count(len(soon), 'contrat finit', 'contrats finissent')} dans les douze mois, {some}.".replace(
        "les douze mois", f"un délai de {horizon(project).text.removesuffix(' (à confirmer)')}"
    )


def _by_kind(project: Project) -> Table:
    """Each kind with its number, its known cost and the end that comes first."""
    rows = []
    for kind in kinds_present(project):
        found = [one for one in contracts_of(project) if one.item.kind is kind]
        known = [one.item.yearly_cost_ht for one in found if one.item.yearly_cost_ht is not None]
        ends = sorted(one.ends_on for one in found if one.ends_on and one.ends_on >= project.today)
        cost = euros(sum(known)) if known else UNKNOWN
        rows.append(
            (
                kind.label[:1].upper() + kind.label[1:],
                number(len(found)),
                cost,
                f"{len(known)} sur {len(found)}",
                short_date(ends[0]) if ends else UNKNOWN,
            )
        )
    cost = yearly_cost(project)
    rows.append(
        ("Ensemble", number(len(items_of(project))), euros(cost.value), f"{cost.known} sur {cost.of}", "")
    )
    return Table(
        caption="Éléments par nature, coût annuel HT connu et prochaine fin de contrat",
        columns=(
            Column("Nature", width=2.2),
            Column("Éléments", align="right"),
            Column("Coût annuel HT", align="right", width=1.4),
            Column("Coûts connus", align="right", width=1.2),
            Column("Prochaine fin", align="right", width=1.3),
        ),
        rows=tuple(rows),
        totals=(len(rows) - 1,),
    )


def _equipment(project: Project) -> Iterator[Part]:
    whole = groups_of(project)[-1]
    if not whole.described and not whole.connection_known:
        return
    yield Part(
        title="Équipement et connexion des bibliothèques",
        blocks=(
            body(
                f"L'équipement est connu pour {number(whole.described)} des {count(whole.of, 'bibliothèque')} ouvertes, la "
                f"connexion pour {number(whole.connection_known)}. Un matériel est dit à renouveler quand il a "
                f"{life(project).text} ou plus, ou qu'il est hors service."
            ),
            epci_table(project),
        ),
    )


def _inventory_annex(project: Project) -> Iterator[Part]:
    if not items_of(project):
        return
    rows = tuple(
        (
            one.item.name,
            one.item.provider or UNKNOWN,
            scope_told(project, one.item),
            short_date(one.ends_on),
            renewal_told(one.item),
            euros(one.item.yearly_cost_ht),
            number(one.item.users),
        )
        for one in contracts_of(project)
    )
    yield Part(
        title="Inventaire",
        blocks=(
            Table(
                caption="Ressources, outils, portails et matériel partagé",
                columns=(
                    Column("Élément", width=2.2),
                    Column("Fournisseur", width=1.6),
                    Column("Pour qui", width=1.8),
                    Column("Fin du contrat", align="right", width=1.2),
                    Column("Reconduction", width=1.5),
                    Column("Coût annuel HT", align="right", width=1.1),
                    Column("Utilisateurs", align="right", width=1.2),
                ),
                rows=rows,
                source="Saisie du service.",
            ),
        ),
    )

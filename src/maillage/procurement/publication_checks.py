"""What the linter says of contracts without competition whose essential data are still to be published."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.base.plugs import Project
from maillage.base.values.french import plain_date
from maillage.base.values.remarks import Remark, Severity
from maillage.procurement.readings import purchases_of
from maillage.procurement.worth import worth_text


def publication_checks(project: Project) -> Iterator[Remark]:
    """R-DECP, the lesser known half: a larger contract goes through a profile that publishes for it. Told until the
    last day of the list, for nothing says that it was done."""
    for item in purchases_of(project):
        public = item.publication
        if public is None or public.listed_by is None or public.listed_by < project.today:
            continue
        yield Remark(
            code="ACH-11",
            severity=Severity.ADVICE,
            where=f"Achat {item.purchase.code}, {item.purchase.title}",
            message=f"Ce marché sans mise en concurrence vaut {worth_text(item)} HT : à partir de {public.rule.text}, "
            f"ses données essentielles se publient au plus tard le {plain_date(public.by)}, ou dans la liste "
            f"annuelle, au plus tard le {plain_date(public.listed_by)}.",
            remedy="Prévoyez qui publie sur le portail national, ou inscrivez-le sur la liste de l'année.",
            target=f"procurement.Purchase/{item.purchase.code}",
            sources=(public.rule.source,),
        )

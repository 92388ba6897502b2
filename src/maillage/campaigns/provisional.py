"""What the answers to a domain amount to while the form is still being filled."""

from __future__ import annotations

from maillage.campaigns.domain.answers import Answers
from maillage.campaigns.domain.frameworks import Domain
from maillage.campaigns.domain.scores import Marks, score_of_domain
from maillage.campaigns.visits import Visit


def provisional_score(visit: Visit, domain: Domain, answers: Answers, marks: Marks) -> int | None:
    """Points of 100, None while too little of the domain is answered, and for what has no levels."""
    own = {item.code for item in domain.items}
    items = [item for item in visit.items if item.code in own]
    score = score_of_domain(domain, visit.framework, items, answers, marks).score
    return None if score is None else round(score)

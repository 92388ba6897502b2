"""What stored things share: a network, a code, an order, a trail of who changed what, drafts, undo, jobs."""

from maillage.base.models.audit import AuditEntry, record
from maillage.base.models.drafts import Draft
from maillage.base.models.jobs import Job, JobState
from maillage.base.models.mirror import mirrors
from maillage.base.models.records import Frozen, NetworkQuerySet, Record, Root, one_writer
from maillage.base.models.removals import Removal

__all__ = [
    "AuditEntry",
    "Draft",
    "Frozen",
    "Job",
    "JobState",
    "NetworkQuerySet",
    "Record",
    "Removal",
    "Root",
    "mirrors",
    "one_writer",
    "record",
]

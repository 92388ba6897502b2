"""What stored things share: a network, a code, an order, and a trail of who changed what."""

from maillage.base.models.audit import AuditEntry, record
from maillage.base.models.mirror import mirrors
from maillage.base.models.records import NetworkQuerySet, Record, Root

__all__ = ["AuditEntry", "NetworkQuerySet", "Record", "Root", "mirrors", "record"]

"""The rules of the concours particulier of the DGD: which costs, which operations, which fraction, which surfaces."""

from maillage.funding.domain.dgd.costs import Case, dgd_verdict, operation_verdict

__all__ = ["Case", "dgd_verdict", "operation_verdict"]

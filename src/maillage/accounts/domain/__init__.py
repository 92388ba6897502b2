"""Pure: what identifies a network, and the roles people have in it."""

from maillage.accounts.domain.network import NetworkSection, Role

__all__ = ["NetworkSection", "Role"]

"""Campaigns: libraries measure themselves with a framework, and the service reads how coherent the network is."""

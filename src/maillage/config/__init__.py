"""Settings and addresses: where the house is put together."""

"""Pages of forms filled away from the network."""

"""Forms filled away from the network: what they ask, what their cells and boxes mean."""

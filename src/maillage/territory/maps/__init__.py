"""The map of the network: what is asked, what it shows, in a picture, in tables and in words."""

"""The choice of a network."""

"""Training's controls."""

"""How far to trust the percentages."""

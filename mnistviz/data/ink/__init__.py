"""Strokes and people's pictures, and the way from them to a network's input."""

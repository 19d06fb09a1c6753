"""Labelled images, in which order they are learned, and how they are augmented."""

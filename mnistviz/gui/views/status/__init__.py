"""The line of figures below everything."""

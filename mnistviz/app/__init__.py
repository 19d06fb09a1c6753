"""The application without its window: what is open, drawn, read, kept and under way; without Qt."""

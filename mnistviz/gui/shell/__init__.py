"""The window: its layout, its actions, its settings, and what keeps it alive."""

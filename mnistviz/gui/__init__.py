"""The window. Only this package knows Qt, and only the GUI thread touches widgets."""

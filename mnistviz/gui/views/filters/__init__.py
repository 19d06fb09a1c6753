"""The first layer's filters."""

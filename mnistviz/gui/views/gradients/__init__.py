"""The update beside the true gradient."""

"""Altair charts, built and drawn in worker processes."""

"""Writes figures as HTML, SVG or CSV. Only writers know how figures look, and none reads the output of another."""

"""Figures: derived values described once, as grids and plots, and written as HTML, SVG and CSV by generator.figures.writers."""

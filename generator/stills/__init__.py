"""Figures as pictures that stand alone: SVG and PNG, laid out anew from the HTML of the figure that readers see."""

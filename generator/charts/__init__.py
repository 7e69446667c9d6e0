"""Derived values as accessible figures; the only floor that imports Altair."""
